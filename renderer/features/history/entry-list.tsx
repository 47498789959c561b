import { Button } from '@mantine/core';
import { IconFileCode, IconHistory } from '@tabler/icons-react';
import type { HistoryEntry } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { stageLooks } from '../../theme/stage.ts';
import classes from './history.module.css';
import type { History } from './use-history.ts';

interface ListProps {
  readonly history: History;
  readonly found: readonly HistoryEntry[];
  readonly filtered: boolean;
  readonly chosen: number | null;
  readonly onChoose: (entry: HistoryEntry) => void;
}

/** One line an execution, newest first. */
export function EntryList({ history, found, filtered, chosen, onChoose }: ListProps) {
  const t = useWords('history');
  if (history.refusal) {
    return (
      <p className={classes.empty} role="alert">
        {history.refusal}
      </p>
    );
  }
  if (found.length === 0 && !history.reading) return <Nothing filtered={filtered} />;
  return (
    <div className={classes.entries}>
      {history.reading && <p className={classes.looking}>{t('looking')}</p>}
      <ul className={classes.rows}>
        {found.map((entry) => (
          <li key={entry.id} className={classes.item}>
            <Entry entry={entry} pressed={entry.id === chosen} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      {history.more && (
        <Button variant="default" m={12} onClick={history.readOlder}>
          {t('older')}
        </Button>
      )}
    </div>
  );
}

interface EntryProps {
  readonly entry: HistoryEntry;
  readonly pressed: boolean;
  readonly onChoose: (entry: HistoryEntry) => void;
}

/** Served is not booted: each outcome has the look of the stage that it means. */
const looks = {
  served: { ...stageLooks.script, icon: IconFileCode },
  started: stageLooks.started,
  running: stageLooks.running,
  failed: stageLooks.failed,
};

function Entry({ entry, pressed, onChoose }: EntryProps) {
  const t = useWords('history');
  const format = useFormat();
  const { icon: Glyph, colour } = looks[entry.outcome];
  return (
    <button type="button" className={classes.row} aria-pressed={pressed} onClick={() => onChoose(entry)}>
      <span className={classes.time}>{format.moment(entry.servedAt)}</span>
      <span className={classes.name}>{entry.computerName ?? entry.mac}</span>
      <span className={classes.action}>{entry.actionName}</span>
      <span className={classes.outcome}>
        <Glyph size={15} aria-hidden style={{ color: colour }} />
        {t(`outcomes.${entry.outcome}`)}
      </span>
    </button>
  );
}

function Nothing({ filtered }: { readonly filtered: boolean }) {
  const t = useWords('history');
  return (
    <div className={classes.empty}>
      <IconHistory size={36} stroke={1.4} aria-hidden />
      <h2>{t(filtered ? 'noneTitle' : 'emptyTitle')}</h2>
      <p>{t(filtered ? 'noneText' : 'emptyText')}</p>
    </div>
  );
}
