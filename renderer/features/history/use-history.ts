import { useCallback, useEffect, useState } from 'react';
import type { HistoryEntry, Phrase } from '../../../electron/contract/model.ts';
import { useRefusalWords } from '../../i18n/phrase.ts';
import { useCall, useSnapshotPart } from '../../state/hooks.ts';
import { type HistoryFilter, merge, toInput } from './filter.ts';

/** How many entries are read at a time. */
const pageSize = 200;

export interface History {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  /** There may be older ones. */
  readonly more: boolean;
  readonly reading: boolean;
  readonly refusal: string | null;
  readonly readOlder: () => void;
}

interface Read {
  readonly filter: HistoryFilter;
  readonly entries: readonly HistoryEntry[];
  readonly more: boolean;
  readonly refusal: Phrase | null;
}

/** The newest entry of the log that changes the history. */
const changed = new Set(['script-served', 'started', 'running', 'failed']);

/** The history in pages; its newest page is read again when a boot goes on. */
export function useHistory(filter: HistoryFilter): History {
  const call = useCall();
  const say = useRefusalWords();
  const mark = useSnapshotPart((snapshot) => snapshot.log.findLast(({ fact }) => changed.has(fact.kind))?.id ?? 0);
  const [read, setRead] = useState<Read | null>(null);
  const page = useCallback(
    async (before: number | null, wanted: () => boolean) => {
      const result = await call('history.list', toInput(filter, pageSize, before));
      if (!wanted()) return;
      setRead((last) => {
        const known = last?.filter === filter ? last : null;
        if (!result.ok)
          return { filter, entries: known?.entries ?? [], more: known?.more ?? false, refusal: result.phrase };
        const full = result.value.length === pageSize;
        const more = before === null && known !== null && known.entries.length > pageSize ? known.more : full;
        return { filter, entries: merge(known?.entries ?? [], result.value), more, refusal: null };
      });
    },
    [call, filter],
  );
  useEffect(() => {
    let stale = mark < 0;
    void page(null, () => !stale);
    return () => {
      stale = true;
    };
  }, [page, mark]);
  const current = read?.filter === filter ? read : null;
  const oldest = current?.entries.at(-1)?.id ?? null;
  return {
    entries: current?.entries ?? [],
    more: current?.more ?? false,
    reading: current === null,
    refusal: current?.refusal ? say(current.refusal) : null,
    readOlder: () => void page(oldest, () => true),
  };
}
