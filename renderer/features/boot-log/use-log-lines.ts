import { useCallback, useMemo, useRef, useState } from 'react';
import type { LogLine } from '../../../electron/contract/api.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { fits, type LogFilter } from './filter.ts';
import { mostKept, olderAfter } from './older.ts';
import { useSentence } from './sentence.ts';
import { type LookingBack, useOlder } from './use-older.ts';

export interface LogLines {
  readonly lines: readonly LogLine[];
  readonly trouble: number;
  /** Null when there are no older ones, or while they are on their way. */
  readonly loadOlder: (() => void) | null;
  readonly back: LookingBack;
  readonly refusal: string | null;
}

/**
 * The lines that fit: those of the picture as they come, and the older ones of the engine on demand. `reading`: somebody
 * has scrolled away from the end, so what leaves the picture stays.
 */
export function useLogLines(filter: LogFilter, paused: boolean, reading: boolean): LogLines {
  const sentence = useSentence();
  const fit = useMemo(() => fits(filter, sentence), [filter, sentence]);
  const [older, setOlder] = useState<readonly LogLine[]>([]);
  const newest = useSnapshotPart(({ log }) => log);
  const live = useHeld(newest, paused || (reading && older.length >= mostKept));
  const add = useCallback((lines: readonly LogLine[]) => setOlder((known) => [...lines, ...known]), []);
  const { back, load, reset, refusal } = useOlder(filter, add);

  const [last, setLast] = useState({ live, fit });
  if (last.live !== live || last.fit !== fit) {
    setLast({ live, fit });
    const next = last.fit === fit ? olderAfter(older, { before: last.live, after: live, fits: fit, reading }) : [];
    if (next !== older) setOlder(next);
    if (next.length === 0 && older.length > 0) reset();
  }

  const recent = useMemo(() => live.filter(fit), [live, fit]);
  const lines = useMemo(() => (older.length === 0 ? recent : [...older, ...recent]), [older, recent]);
  const trouble = useMemo(() => live.reduce((count, line) => count + Number(line.trouble), 0), [live]);
  const oldest = older[0]?.id ?? live[0]?.id;
  const can = oldest !== undefined && back.state !== 'looking' && back.state !== 'ended';
  const loadOlder = () => void load(oldest ?? 1, live.at(-1)?.id ?? 1);
  return { lines, trouble, loadOlder: can ? loadOlder : null, back, refusal };
}

function useHeld<T>(value: T, held: boolean): T {
  const kept = useRef(value);
  if (!held) kept.current = value;
  return kept.current;
}
