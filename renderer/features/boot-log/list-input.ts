import type { CommandInput } from '../../../electron/contract/api.ts';
import type { LogFilter } from './filter.ts';

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
