import { Button, Menu, NativeSelect, TextInput } from '@mantine/core';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { type HistoryEntry, Outcome } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { BootQuestion } from './boot-question.tsx';
import { Detail, type Shown } from './detail.tsx';
import { EntryList } from './entry-list.tsx';
import { everything, type HistoryFilter } from './filter.ts';
import classes from './history.module.css';
import { useSeatChoices } from './seat-choices.ts';
import { useExport } from './use-export.ts';
import { useHistory } from './use-history.ts';

/** What was executed, newest first, with the exact script; and what a seat booted at a given time. */
export function HistoryScreen() {
  const t = useWords('history');
  const [filter, setFilter] = useState(everything);
  const [text, setText] = useState('');
  const [shown, setShown] = useState<Shown | null>(null);
  const history = useHistory(filter);
  const found = history.entries.filter((entry) => fits(entry, text));
  return (
    <section className={classes.screen} aria-label={t('title')}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('title')}</h1>
        <BootQuestion onAnswer={setShown} />
        <Export filter={filter} />
      </header>
      <Filters filter={filter} onChange={setFilter} text={text} onText={setText} />
      <div className={classes.body}>
        <EntryList
          history={history}
          found={found}
          filtered={filter !== everything || text !== ''}
          chosen={shown?.kind === 'entry' ? shown.entry.id : null}
          onChoose={(entry) => setShown({ kind: 'entry', entry })}
        />
        <Detail shown={shown} />
      </div>
    </section>
  );
}

const fits = (entry: HistoryEntry, text: string): boolean => {
  const wanted = text.trim().toLowerCase();
  const words = `${entry.computerName ?? ''} ${entry.mac} ${entry.actionName} ${entry.script}`;
  return wanted === '' || words.toLowerCase().includes(wanted);
};

interface FiltersProps {
  readonly filter: HistoryFilter;
  readonly onChange: (filter: HistoryFilter) => void;
  readonly text: string;
  readonly onText: (text: string) => void;
}

function Filters({ filter, onChange, text, onText }: FiltersProps) {
  const t = useWords('history');
  const seats = useSeatChoices();
  return (
    <div className={classes.filters}>
      <NativeSelect
        size="xs"
        aria-label={t('seat')}
        value={filter.computer ?? ''}
        onChange={({ currentTarget }) => onChange({ ...filter, computer: Number(currentTarget.value) || null })}
        data={[{ value: '', label: t('allSeats') }, ...seats]}
      />
      <NativeSelect
        size="xs"
        aria-label={t('outcome')}
        value={filter.outcome ?? ''}
        onChange={({ currentTarget }) => {
          const outcome = Outcome.safeParse(currentTarget.value);
          onChange({ ...filter, outcome: outcome.success ? outcome.data : null });
        }}
        data={[
          { value: '', label: t('allOutcomes') },
          ...Outcome.options.map((outcome) => ({ value: outcome, label: t(`outcomes.${outcome}`) })),
        ]}
      />
      <DayField label={t('from')} day={filter.from} onChange={(from) => onChange({ ...filter, from })} />
      <DayField label={t('to')} day={filter.to} onChange={(to) => onChange({ ...filter, to })} />
      <TextInput
        size="xs"
        className={classes.search}
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text}
        onChange={({ currentTarget }) => onText(currentTarget.value)}
      />
      {(filter !== everything || text !== '') && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            onChange(everything);
            onText('');
          }}
        >
          {t('clear')}
        </Button>
      )}
    </div>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly day: string;
  readonly onChange: (day: string) => void;
}

const DayField = ({ label, day, onChange }: DayFieldProps) => (
  <label className={classes.day}>
    {label}
    <input
      type="date"
      className={classes.field}
      value={day}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  </label>
);

function Export({ filter }: { readonly filter: HistoryFilter }) {
  const t = useWords('history');
  const { run, reading, refusal } = useExport(filter);
  return (
    <>
      {refusal && (
        <span className={classes.refusal} role="alert">
          {refusal}
        </span>
      )}
      <Menu withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={15} />} disabled={reading}>
            {reading ? t('exporting') : t('export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => run('csv')}>{t('csv')}</Menu.Item>
          <Menu.Item onClick={() => run('jsonl')}>{t('jsonLines')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
