import { useEffect, useMemo, useRef, useState } from 'react';
import type { CommandInput, LogLine } from '../../../electron/contract/api.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useCall, useSnapshotPart } from '../../state/hooks.ts';
import { fits, type LogFilter } from './filter.ts';
import { useSentence } from './sentence.ts';

/** Lines that are fetched at once when the reader scrolls back. */
const pageSize = 500;

export interface LogLines {
  readonly lines: readonly LogLine[];
  readonly trouble: number;
  /** Null when it is paused or when there are no older ones. */
  readonly loadOlder: (() => void) | null;
  readonly refusal: string | null;
}

/** The filter in the words of `log.list`. */
export function listInput(filter: LogFilter, language: 'en' | 'fr'): CommandInput<'log.list'> {
  return {
    language,
    ...(filter.troubleOnly ? { troubleOnly: true } : {}),
    ...(filter.stages.length > 0 ? { stages: [...filter.stages] } : {}),
    ...(filter.computers === null ? {} : { computers: [...filter.computers] }),
    ...(filter.text.trim() === '' ? {} : { text: filter.text.trim() }),
  };
}

/** The lines that fit: those of the picture as they come, and the older ones of the engine on demand. */
export function useLogLines(filter: LogFilter, paused: boolean): LogLines {
  const live = useHeld(
    useSnapshotPart(({ log }) => log),
    paused,
  );
  const sentence = useSentence();
  const { older, ended, load, refusal } = useOlder(filter);
  const recent = useMemo(() => live.filter(fits(filter, sentence)), [live, filter, sentence]);
  const lines = useMemo(() => joined(older, recent), [older, recent]);
  const trouble = useMemo(() => live.reduce((count, line) => count + Number(line.trouble), 0), [live]);
  const oldest = lines[0]?.id ?? live[0]?.id;
  return { lines, trouble, loadOlder: ended || oldest === undefined ? null : () => void load(oldest), refusal };
}

/** Lines that left the picture while it moved on are in both or in neither: the older ones end where the picture begins. */
function joined(older: readonly LogLine[], recent: readonly LogLine[]): readonly LogLine[] {
  const first = recent[0]?.id;
  if (older.length === 0) return recent;
  return first === undefined ? older : [...older.filter(({ id }) => id < first), ...recent];
}

function useHeld<T>(value: T, held: boolean): T {
  const kept = useRef(value);
  if (!held) kept.current = value;
  return kept.current;
}

function useOlder(filter: LogFilter) {
  const call = useCall();
  const language = useLanguage();
  const [older, setOlder] = useState<readonly LogLine[]>([]);
  const [ended, setEnded] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const asked = useRef<LogFilter | null>(null);
  const current = useRef(filter);
  useEffect(() => {
    current.current = filter;
    asked.current = null;
    setOlder([]);
    setEnded(false);
  }, [filter]);
  const load = async (before: number) => {
    if (asked.current === filter) return;
    asked.current = filter;
    const result = await call('log.list', { ...listInput(filter, language), limit: pageSize, before });
    if (current.current !== filter) return;
    asked.current = null;
    setRefusal(result.ok ? null : result.message);
    if (!result.ok) return;
    setOlder((known) => [...result.value, ...known]);
    setEnded(result.value.length < pageSize);
  };
  return { older, ended, load, refusal };
}
