import { useEffect, useState } from 'react';
import { describeCause } from '../../../electron/contract/describe-cause.ts';
import type { Cause, CauseWords, Explanation } from '../../../electron/contract/diagnosis.ts';
import type { Boot } from '../../../electron/contract/model.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useCall } from '../../state/hooks.ts';

/** How soon it is asked again after something happened, and at most how late a time may be that is waited for. */
const gather = 400;
const longestWait = 3_600_000;

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

/** The two sentences of a cause in the language that is spoken. */
export function useCauseWords(): (cause: Cause) => CauseWords {
  const language = useLanguage();
  const format = useFormat();
  return (cause) => describeCause(cause, language, format.moment);
}
