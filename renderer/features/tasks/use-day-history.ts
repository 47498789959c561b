import { useEffect, useState } from 'react';
import type { HistoryEntry, Phrase } from '../../../electron/contract/model.ts';
import { useCall, useSnapshotPart } from '../../state/hooks.ts';
import type { Day } from './day-view.ts';

/** The most entries of a day that are drawn. */
const most = 10_000;

interface DayHistory {
  readonly entries: readonly HistoryEntry[];
  readonly refusal: Phrase | null;
}

const nothing: DayHistory = { entries: [], refusal: null };

/** What was served on a day; read again when a script was served. */
export function useDayHistory({ start, end }: Day): DayHistory {
  const call = useCall();
  const served = useSnapshotPart(
    (snapshot) => snapshot.log.findLast(({ fact }) => fact.kind === 'script-served')?.id ?? 0,
  );
  const [read, setRead] = useState<{ readonly key: string; readonly history: DayHistory } | null>(null);
  const key = `${start} ${end}`;
  useEffect(() => {
    let stale = served < 0;
    void call('history.list', { from: start, to: end, limit: most }).then((result) => {
      if (stale) return;
      const history = result.ok ? { entries: result.value, refusal: null } : { entries: [], refusal: result.phrase };
      setRead({ key: `${start} ${end}`, history });
    });
    return () => {
      stale = true;
    };
  }, [call, start, end, served]);
  return read?.key === key ? read.history : nothing;
}
