import type { CommandInput } from '../../../electron/contract/api.ts';
import type { Card, Mode, ProxyStyle, ServiceSettings, UnknownRule } from '../../../electron/contract/model.ts';

/** The fields of the form as they are typed, before they are settings. Text may be empty: then it follows from the card. */
export interface ServiceDraft {
  readonly card: string | null;
  readonly mode: Mode;
  readonly first: string;
  readonly last: string;
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
  return {
    card: known ?? only ?? null,
    mode: last?.mode ?? 'full',
    first: last?.range?.first ?? '',
    last: last?.range?.last ?? '',
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
  return { ...draft, card, first: '', last: '', router: '', dns: '', relays: [] };
}

/** Null while no card is chosen. What is wrong with what was typed is said by the engine. */
export function settingsFrom(draft: ServiceDraft): CommandInput<'service.start'> | null {
  if (draft.card === null) return null;
  const [first, last] = [draft.first.trim(), draft.last.trim()];
  const { bios, uefi } = draft.styles;
  return {
    card: draft.card,
    mode: draft.mode,
    range: draft.mode !== 'off' && (first !== '' || last !== '') ? { first, last } : null,
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
