import { useCallback } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/index.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import type { Proposal, When } from './deed.ts';

/** `08:00 to 10:00` with the day where that is not today, or not that of the beginning. */
export function useWindowWords(): (from: number, until: number, now: number) => string {
  const format = useFormat();
  return useCallback(
    (from, until, now) => {
      const dayOf = (at: number) => new Date(at).toDateString();
      const start = dayOf(from) === dayOf(now) ? format.hour(from) : format.moment(from);
      return `${start} – ${dayOf(from) === dayOf(until) ? format.hour(until) : format.moment(until)}`;
    },
    [format],
  );
}

/** `once, within 2 h`; `at every boot until 18:00`. */
function useWhenWords(): (when: When, now: number) => string {
  const t = useWords('dock');
  const format = useFormat();
  const windowWords = useWindowWords();
  return useCallback(
    (when, now) => {
      switch (when.mode) {
        case 'once':
          return t('when.once', { length: format.duration(when.length) });
        case 'every boot': {
          const today = new Date(when.until).toDateString() === new Date(now).toDateString();
          return t('when.everyBoot', { until: today ? format.hour(when.until) : format.moment(when.until) });
        }
        case 'schedule':
          return t('when.schedule', { window: windowWords(when.from, when.until, now) });
      }
    },
    [t, format, windowWords],
  );
}

/** A proposal as one sentence without its dot: `Kiosk, once, within 2 h, on 6 seats`. */
export function useDeedWords(): (proposal: Proposal, now: number) => string {
  const t = useWords('dock');
  const whenWords = useWhenWords();
  const actions = useSnapshotPart((snapshot) => snapshot.actions);
  return useCallback(
    ({ deed, computers: { length: count } }, now) => {
      const action = deed.kind === 'wake' ? '' : (actions.find(({ id }) => id === deed.actionId)?.name ?? '');
      switch (deed.kind) {
        case 'boot':
          return t('says.boot', { action, when: whenWords(deed.when, now), count });
        case 'default':
          return deed.actionId === null ? t('says.defaultOfRoom', { count }) : t('says.default', { action, count });
        case 'wake':
          return t('says.wake', { count });
      }
    },
    [t, whenWords, actions],
  );
}
