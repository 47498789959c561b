import { Refusal } from '../contract/api.ts';
import type { ServicePreview } from '../contract/console.ts';
import type { Card, Ipv4, PlainPhrase, ServiceSettings } from '../contract/model.ts';
import { rangeSize, sameSubnet } from '../dhcp/address.ts';
import { defaultRange, rangeProblem } from '../dhcp/range.ts';
import type { FirmwareFolder } from './firmware-folder.ts';

/** Where a service stands. */
export interface ServicePlace {
  readonly card: Card;
  readonly address: Ipv4;
  readonly prefix: number;
}

/** The card and the address that it serves from; refused with what to do when it cannot serve. */
export function placeOf(settings: ServiceSettings, card: Card | null): ServicePlace {
  const own = card?.addresses[0];
  const [problem] = placeProblems(settings, card);
  if (problem) throw new Refusal(card ? 'refused' : 'not-found', problem);
  if (!card || !own) throw new Error('a card without an address was found fit to serve');
  return { card, address: own.address, prefix: own.prefix };
}

/** Why these settings cannot be served with on this card; empty when they can. */
function placeProblems(settings: ServiceSettings, card: Card | null): PlainPhrase[] {
  if (!card) return [{ code: 'card-missing', card: settings.card }];
  const own = card.addresses[0];
  if (!own) return [{ code: 'card-without-address', card: card.name }];
  const problems: PlainPhrase[] = [];
  const problem = settings.mode !== 'off' && rangeProblem(own.address, own.prefix, settings.range);
  if (problem) problems.push(problem);
  for (const { relay, prefix, range } of settings.mode === 'full' ? (settings.relays ?? []) : []) {
    const wrong = rangeProblem(relay, prefix, range);
    if (wrong) problems.push(wrong);
    if (sameSubnet(relay, own.address, Math.min(prefix, own.prefix)))
      problems.push({ code: 'relay-own-network', relay: `${relay}/${prefix}` });
  }
  if (settings.router !== null && !sameSubnet(settings.router, own.address, own.prefix)) {
    const network = `${own.address}/${own.prefix}`;
    problems.push({ code: 'router-outside', router: settings.router, network });
  }
  return problems;
}

export function cardWarnings(card: Card): PlainPhrase[] {
  const warnings: PlainPhrase[] = card.up ? [] : [{ code: 'card-without-link', card: card.name }];
  if (card.kind === 'wifi') warnings.push({ code: 'card-wireless', card: card.name });
  return warnings;
}

export function firmwareWarnings(firmware: FirmwareFolder): PlainPhrase[] {
  const missing = firmware.list().filter((file) => !file.present);
  if (missing.length === 0) return [];
  return [{ code: 'loaders-missing', names: missing.map((file) => file.name).join(', ') }];
}

/** The addresses that are given: as set, else the usual ones; beside another server spare ones, if they are set. */
export function servedRange(
  settings: ServiceSettings,
  { address, prefix }: Pick<ServicePlace, 'address' | 'prefix'>,
): { first: Ipv4; last: Ipv4 } | null {
  switch (settings.mode) {
    case 'full':
      return settings.range ?? defaultRange(address, prefix);
    case 'proxy':
      return settings.range;
    case 'off':
      return null;
  }
}

/** What starting with these settings would do, from what is known of the card alone. */
export function previewService(settings: ServiceSettings, card: Card | null, firmware: FirmwareFolder): ServicePreview {
  const own = card?.addresses[0] ?? null;
  const problems = placeProblems(settings, card);
  const range = own && problems.length === 0 ? servedRange(settings, own) : null;
  return {
    settings,
    card,
    mode: settings.mode,
    address: own?.address ?? null,
    prefix: own?.prefix ?? null,
    range: range && { ...range, count: rangeSize(range) },
    httpUrl: own && `http://${own.address}:${settings.httpPort}`,
    problems,
    warnings: [...(card ? cardWarnings(card) : []), ...firmwareWarnings(firmware)],
  };
}
