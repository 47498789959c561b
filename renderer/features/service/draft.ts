import type { CommandInput } from '../../../electron/contract/api.ts';
import type { Card, Mode, ServiceSettings } from '../../../electron/contract/model.ts';

/** The fields of the form as they stand, before they are settings. */
export interface Draft {
  readonly card: string | null;
  readonly mode: Mode;
  /** Empty when the range shall follow from the card. */
  readonly first: string;
  readonly last: string;
  readonly httpPort: number;
  readonly serveUnknown: boolean;
}

/** The last settings, as far as their card is still there; else the one wired card that is up, if there is just one. */
export function draftFrom(last: ServiceSettings | null, cards: readonly Card[]): Draft {
  const wired = cards.filter((card) => card.up && !card.wireless && card.addresses.length > 0);
  const only = wired.length === 1 ? wired[0]?.name : undefined;
  const known = cards.some((card) => card.name === last?.card) ? last?.card : undefined;
  return {
    card: known ?? only ?? null,
    mode: last?.mode ?? 'full',
    first: last?.range?.first ?? '',
    last: last?.range?.last ?? '',
    httpPort: last?.httpPort ?? 8_080,
    serveUnknown: last?.unknown !== 'ignore',
  };
}

/** What the form does not show stays as it was served with last. */
export function settingsFrom(draft: Draft, last: ServiceSettings | null): CommandInput<'service.start'> {
  const [first, end] = [draft.first.trim(), draft.last.trim()];
  return {
    ...last,
    card: draft.card ?? '',
    mode: draft.mode,
    range: draft.mode === 'full' && (first !== '' || end !== '') ? { first, last: end } : null,
    httpPort: draft.httpPort,
    unknown: draft.serveUnknown ? 'serve' : 'ignore',
  };
}
