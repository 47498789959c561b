import { Refusal } from '../contract/api.ts';
import type { ServicePreview } from '../contract/console.ts';
import type { Card, Ipv4, ServiceSettings } from '../contract/model.ts';
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

/** Why these settings cannot be served with on this card, as sentences; empty when they can. */
function placeProblems(settings: ServiceSettings, card: Card | null): string[] {
  if (!card) return [`There is no network card ${settings.card}. "rollcall cards" lists them.`];
  const own = card.addresses[0];
  if (!own) return [`The card ${card.name} has no IPv4 address. Give it a fixed one, for example 10.77.0.1/24.`];
  const problems: string[] = [];
  const problem = settings.mode === 'full' && rangeProblem(own.address, own.prefix, settings.range);
  if (problem) problems.push(problem);
  if (settings.router !== null && !sameSubnet(settings.router, own.address, own.prefix)) {
    problems.push(
      `The router ${settings.router} is not in the network of the card, ${own.address}/${own.prefix}: machines could not reach it.`,
    );
  }
  return problems;
}

export function cardWarnings(card: Card): string[] {
  const warnings = card.up ? [] : [`The card ${card.name} has no link: check the cable and the switch.`];
  if (card.wireless) warnings.push(`The card ${card.name} is wireless: machines cannot boot over Wi-Fi.`);
  return warnings;
}

export function firmwareWarnings(firmware: FirmwareFolder): string[] {
  const missing = firmware.list().filter((file) => !file.present);
  if (missing.length === 0) return [];
  return [`Boot loaders are missing (${missing.map((file) => file.name).join(', ')}): run "npm run firmware".`];
}

/** The addresses that are given: as set, else the usual ones; null outside full mode. */
export function servedRange(
  settings: ServiceSettings,
  { address, prefix }: Pick<ServicePlace, 'address' | 'prefix'>,
): { first: Ipv4; last: Ipv4 } | null {
  return settings.mode === 'full' ? (settings.range ?? defaultRange(address, prefix)) : null;
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
