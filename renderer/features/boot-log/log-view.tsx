import { ActionIcon, CloseButton, MultiSelect, TextInput } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Stage } from '../../../electron/contract/model.ts';
import { useWords } from '../../i18n/index.ts';
import { Announcer } from './announcer.tsx';
import classes from './log.module.css';
import { LogList } from './log-list.tsx';
import { LogMenu } from './log-menu.tsx';
import { useFilter } from './use-filter.ts';
import { useLogExport } from './use-log-export.ts';
import { useLogLines } from './use-log-lines.ts';

interface Props {
  /** Null: all. */
  readonly computers: ReadonlySet<number> | null;
  /** How the screen around it chooses the computers. */
  readonly chooser: ReactNode;
  /** The filters are always in sight; else a button shows them. */
  readonly wide: boolean;
}

/** The log with its filters, search, pause, copy and export. */
export function LogView({ computers, chooser, wide }: Props) {
  const t = useWords('log');
  const { filter, change, text, setText } = useFilter(computers);
  const [paused, setPaused] = useState(false);
  const [searching, setSearching] = useState(false);
  const [reading, setReading] = useState(false);
  const { lines, trouble, loadOlder, back, refusal } = useLogLines(filter, paused, reading);
  const file = useLogExport(filter);
  const narrowed = filter.troubleOnly || filter.stages.length > 0 || computers !== null || filter.text !== '';
  return (
    <section className={classes.panel} aria-label={t('title')}>
      <div className={classes.head}>
        <h2>{t('title')}</h2>
        <Tab pressed={!filter.troubleOnly} press={() => change({ troubleOnly: false })}>
          {t('all')}
        </Tab>
        <Tab pressed={filter.troubleOnly} press={() => change({ troubleOnly: true })}>
          {t('trouble')} {trouble > 0 && <b>{trouble}</b>}
        </Tab>
        {!wide && (
          <ActionIcon aria-label={t('filters')} aria-expanded={searching} onClick={() => setSearching(!searching)}>
            <IconSearch size={16} />
          </ActionIcon>
        )}
        <ActionIcon aria-label={paused ? t('goOn') : t('pause')} onClick={() => setPaused(!paused)}>
          {paused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
        </ActionIcon>
        <LogMenu lines={lines} working={file.working} save={(format) => void file.save(format)} />
      </div>
      {(wide || searching || filter.stages.length > 0) && (
        <div className={classes.below}>
          <Search text={text} setText={setText} focused={!wide} />
          <Stages stages={filter.stages} choose={(stages) => change({ stages })} />
          {wide && chooser}
        </div>
      )}
      {!wide && chooser}
      {paused && <div className={classes.paused}>{t('paused')}</div>}
      {(refusal ?? file.refusal) !== null && (
        <p role="alert" className={classes.refusal}>
          {refusal ?? file.refusal}
        </p>
      )}
      <LogList
        lines={lines}
        loadOlder={loadOlder}
        back={back}
        onReading={setReading}
        empty={<Nothing narrowed={narrowed} />}
      />
      <Announcer />
    </section>
  );
}

interface TabProps {
  readonly pressed: boolean;
  readonly press: () => void;
  readonly children: ReactNode;
}

const Tab = ({ pressed, press, children }: TabProps) => (
  <button type="button" className={classes.tab} aria-pressed={pressed} onClick={press}>
    {children}
  </button>
);

interface SearchProps {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly focused: boolean;
}

function Search({ text, setText, focused }: SearchProps) {
  const t = useWords('log');
  return (
    <TextInput
      className={classes.search}
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<IconSearch size={14} />}
      rightSection={text !== '' && <CloseButton size="xs" aria-label={t('clear')} onClick={() => setText('')} />}
      value={text}
      data-autofocus={focused || undefined}
      maxLength={200}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

function Stages({ stages, choose }: { readonly stages: readonly Stage[]; readonly choose: (stages: Stage[]) => void }) {
  const t = useWords('log');
  const c = useWords('common');
  return (
    <MultiSelect
      className={classes.search}
      aria-label={t('stages')}
      {...(stages.length === 0 ? { placeholder: t('stages') } : {})}
      data={Stage.options.map((stage) => ({ value: stage, label: c(`stage.${stage}`) }))}
      value={[...stages]}
      onChange={(values) => choose(Stage.options.filter((stage) => values.includes(stage)))}
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
    />
  );
}

function Nothing({ narrowed }: { readonly narrowed: boolean }) {
  const t = useWords('log');
  return (
    <div className={classes.empty}>
      <strong>{narrowed ? t('noneFits') : t('nothingYet')}</strong>
      {narrowed ? t('noneFitsHelp') : t('nothingYetHelp')}
    </div>
  );
}
