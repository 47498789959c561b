import { useEffect, useMemo, useState } from 'react';
import type { LogLine } from '../../../electron/contract/api.ts';
import { describeCause } from '../../../electron/contract/describe-cause.ts';
import type { Cause, CauseWords, Explanation } from '../../../electron/contract/diagnosis.ts';
import type { Boot } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useCall } from '../../state/hooks.ts';

/** How soon it is asked again after something happened, and at most how late a time may be that is waited for. */
const gather = 400;
const longestWait = 3_600_000;

/** Lines of the start before that are looked through. */
const mostEarlier = 500;

/**
 * Why a boot did not get on, from the engine: asked when something happened in it, and when its silence says more.
 * Null until the answer is there, and when there is none to be had. `boot` null: of a machine that never asked.
 */
export function useExplanation(computerId: number, boot: Boot | null): Explanation | null {
  const call = useCall();
  const [explanation, setExplanation] = useState<Explanation | null>(null);
  const [again, setAgain] = useState(0);
  const bootId = boot?.id ?? null;
  const lastEventAt = boot?.lastEventAt ?? null;
  const known = explanation !== null && explanation.bootId === bootId;
  useEffect(() => {
    let left = false;
    let later: number | undefined;
    const read = async () => {
      const result = await call('boot.explain', {
        computer: computerId,
        ...(bootId === null ? {} : { boot: bootId }),
      });
      if (left || !result.ok) return;
      setExplanation(result.value);
      const { lookAgainAt } = result.value;
      if (lookAgainAt === null) return;
      const wait = Math.min(longestWait, Math.max(gather, lookAgainAt - Date.now()));
      later = window.setTimeout(() => setAgain(again + 1), wait);
    };
    const soon = window.setTimeout(() => void read(), known && lastEventAt !== null ? gather : 0);
    return () => {
      left = true;
      window.clearTimeout(soon);
      window.clearTimeout(later);
    };
  }, [call, computerId, bootId, lastEventAt, again, known]);
  return known ? explanation : null;
}

/** The lines that show a boot's causes: its own, and those of the start before, which are fetched. */
export function useEvidence(explanation: Explanation | null, lines: readonly LogLine[]): readonly LogLine[] {
  const call = useCall();
  const [earlier, setEarlier] = useState<readonly LogLine[]>([]);
  const computer = explanation?.computerId ?? null;
  const oldest = lines[0]?.id ?? null;
  const missing = (explanation?.findings ?? [])
    .flatMap(({ evidence }) => evidence)
    .filter((id) => oldest !== null && id < oldest);
  const from = missing.length === 0 ? null : Math.min(...missing);
  useEffect(() => {
    let left = false;
    const read = async (first: number, before: number, of: number) => {
      const result = await call('log.list', { computer: of, from: first, before, limit: mostEarlier });
      if (!left && result.ok) setEarlier(result.value);
    };
    if (from === null || oldest === null || computer === null) setEarlier([]);
    else void read(from, oldest, computer);
    return () => {
      left = true;
    };
  }, [call, computer, from, oldest]);
  return useMemo(() => [...earlier, ...lines], [earlier, lines]);
}

/** The two sentences of a cause in the language that is spoken. */
export function useCauseWords(): (cause: Cause) => CauseWords {
  const language = useLanguage();
  const format = useFormat();
  return (cause) => describeCause(cause, language, format.moment);
}
