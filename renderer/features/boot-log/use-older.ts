import { useEffect, useRef, useState } from 'react';
import type { LogLine } from '../../../electron/contract/api.ts';
import type { Phrase } from '../../../electron/contract/model.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useRefusalWords } from '../../i18n/phrase.ts';
import { useCall } from '../../state/hooks.ts';
import type { LogFilter } from './filter.ts';
import { listInput } from './list-input.ts';
import { lookedThrough, nextStretch } from './older.ts';

/** Lines that are fetched at once when the reader scrolls back, and events that the first question goes back over. */
const pageSize = 500;
const firstStretch = 20_000;

/** A search back through the journal. */
export interface LookingBack {
  /** `stopped`: somebody gave it up, and may go on. */
  readonly state: 'idle' | 'looking' | 'stopped' | 'ended';
  readonly percent: number;
  readonly stop: () => void;
}

/** Fetches the lines before `oldest` that fit, stretch by stretch, until there are enough for a screen or none are left. */
export function useOlder(filter: LogFilter, add: (lines: readonly LogLine[]) => void) {
  const call = useCall();
  const say = useRefusalWords();
  const language = useLanguage();
  const [state, setState] = useState<LookingBack['state']>('idle');
  const [percent, setPercent] = useState(0);
  const [refusal, setRefusal] = useState<Phrase | null>(null);
  /** The search under way; another filter, or a stop, makes it nobody's. */
  const search = useRef<object | null>(null);
  /** Before which event the search goes on, after a stretch without a line. */
  const reached = useRef<number | null>(null);
  const reset = () => {
    search.current = null;
    reached.current = null;
    setState('idle');
    setRefusal(null);
  };
  const shown = useRef(filter);
  useEffect(() => {
    if (shown.current === filter) return;
    shown.current = filter;
    reset();
  });
  const load = async (oldest: number, newest: number) => {
    if (search.current !== null) return;
    const own = {};
    search.current = own;
    setState('looking');
    let before = Math.min(oldest, reached.current ?? oldest);
    let found = 0;
    for (let length = firstStretch; before > 1 && found < pageSize; ) {
      setPercent(lookedThrough(newest, before));
      const step = nextStretch(before, length);
      const limit = pageSize - found;
      const result = await call('log.list', { ...listInput(filter, language), limit, before, from: step.from });
      if (search.current !== own) return;
      setRefusal(result.ok ? null : result.phrase);
      if (!result.ok) break;
      found += result.value.length;
      before = result.value.length === limit ? (result.value[0]?.id ?? step.from) : step.from;
      length = step.length;
      reached.current = before;
      if (result.value.length > 0) add(result.value);
    }
    search.current = null;
    setState(before > 1 ? (found > 0 ? 'idle' : 'stopped') : 'ended');
  };
  const stop = () => {
    search.current = null;
    setState('stopped');
  };
  return { back: { state, percent, stop }, load, reset, refusal: refusal && say(refusal) };
}
