import type { CommandInput } from '../../../electron/contract/api.ts';
import type { Card, Mode, ProxyStyle, ServiceSettings, UnknownRule } from '../../../electron/contract/model.ts';

/** The fields of the form as they are typed, before they are settings. Text may be empty: then it follows from the card. */
export interface ServiceDraft {
  readonly card: string | null;
  readonly mode: Mode;
  readonly first: string;
  readonly last: string;
  /** Beside another server: the addresses for machines that take no offer without one. */
  readonly spareFirst: string;
  readonly spareLast: string;
  readonly leaseMinutes: number;
  readonly router: string;
  /** Addresses with commas or blanks between them. */
  readonly dns: string;
  readonly domain: string;
  readonly httpPort: number;
  readonly unknown: UnknownRule;
  /** The room that the cable leads to, as a number in text; null: the only one. */
  readonly room: string | null;
  /** Beside another server; null: as usual. */
  readonly styles: { readonly bios: ProxyStyle | null; readonly uefi: ProxyStyle | null };
  /** Set on the command line; kept while the card is the same. */
  readonly relays: NonNullable<ServiceSettings['relays']>;
}

/** The last settings, as far as their card is still there; else the one wired card that is up, if there is just one. */
export function draftFrom(last: ServiceSettings | null, cards: readonly Card[]): ServiceDraft {
  const wired = cards.filter((card) => card.up && card.kind === 'wired' && card.addresses.length > 0);
  const only = wired.length === 1 ? wired[0]?.name : undefined;
  const known = cards.some((card) => card.name === last?.card) ? last?.card : undefined;
  const [given, spare] = last?.mode === 'proxy' ? [null, last.range] : [last?.range, null];
  return {
    card: known ?? only ?? null,
    mode: last?.mode ?? 'full',
    first: given?.first ?? '',
    last: given?.last ?? '',
    spareFirst: spare?.first ?? '',
    spareLast: spare?.last ?? '',
    leaseMinutes: Math.round((last?.leaseSeconds ?? 3_600) / 60),
    router: last?.router ?? '',
    dns: last?.dns.join(', ') ?? '',
    domain: last?.domain ?? '',
    httpPort: last?.httpPort ?? 8_080,
    unknown: last?.unknown ?? 'serve',
    room: last?.room === undefined ? null : String(last.room),
    styles: { bios: last?.proxyStyles?.bios ?? null, uefi: last?.proxyStyles?.uefi ?? null },
    relays: last?.relays ?? [],
  };
}

/** On another card: what belongs to the network of the card before is forgotten, the rest stays. */
export function onCard(draft: ServiceDraft, card: string): ServiceDraft {
  if (draft.card === card) return draft;
  return { ...draft, card, first: '', last: '', spareFirst: '', spareLast: '', router: '', dns: '', relays: [] };
}

/** Null: what follows from the card, or none beside another server. */
function rangeOf(draft: ServiceDraft): { first: string; last: string } | null {
  const { first, last } = draft.mode === 'proxy' ? { first: draft.spareFirst, last: draft.spareLast } : draft;
  if (draft.mode === 'off' || (first.trim() === '' && last.trim() === '')) return null;
  return { first: first.trim(), last: last.trim() };
}

/** Null while no card is chosen. What is wrong with what was typed is said by the engine. */
export function settingsFrom(draft: ServiceDraft): CommandInput<'service.start'> | null {
  if (draft.card === null) return null;
  const range = rangeOf(draft);
  const { bios, uefi } = draft.styles;
  return {
    card: draft.card,
    mode: draft.mode,
    range,
    leaseSeconds: draft.leaseMinutes * 60,
    router: draft.router.trim() || null,
    dns: draft.dns.split(/[\s,;]+/).filter((address) => address !== ''),
    domain: draft.domain.trim() || null,
    httpPort: draft.httpPort,
    unknown: draft.unknown,
    ...(draft.room === null ? {} : { room: /^\d+$/.test(draft.room) ? Number(draft.room) : draft.room }),
    ...(bios || uefi ? { proxyStyles: { ...(bios ? { bios } : {}), ...(uefi ? { uefi } : {}) } } : {}),
    ...(draft.relays.length === 0 ? {} : { relays: [...draft.relays] }),
  };
}
