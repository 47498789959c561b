import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import type { Card } from '../contract/model.ts';
import { type Adapter, Adapters } from './adapters.ts';
import { cardKind } from './card-kind.ts';

/** What Linux says about a card in `/sys/class/net/<name>/`: the text of each file, null where it cannot be read. */
export interface CardFiles {
  readonly ifindex: string | null;
  readonly address: string | null;
  /** Hexadecimal; bit 0 is "switched on". */
  readonly flags: string | null;
  /** `1` with a cable, `0` without; cannot be read while the card is off. */
  readonly carrier: string | null;
  /** Megabits a second; `-1` without a link. */
  readonly speed: string | null;
  readonly wireless: boolean;
  /** `KEY=value` lines. */
  readonly uevent: string | null;
  /** It is a TUN or TAP device. */
  readonly tunnel: boolean;
  /** A piece of hardware and not a bridge, a tunnel or half of a virtual pair. */
  readonly hardware: boolean;
}

type Addresses = readonly NetworkInterfaceInfo[];

/** The card that the system's sources describe; `files` is null where there is no `/sys`, `adapter` where there is. */
export function describeCard(
  name: string,
  files: CardFiles | null,
  addresses: Addresses,
  adapter: Adapter | null = null,
): Card {
  const said = (files?.address?.trim() ?? addresses[0]?.mac ?? '').toLowerCase();
  const mac = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(said) && said !== '00:00:00:00:00:00' ? said : null;
  return {
    name,
    index: files ? positive(files.ifindex) : null,
    mac,
    addresses: addresses.flatMap((entry) =>
      entry.family === 'IPv4' && !entry.address.startsWith('169.254.')
        ? [{ address: entry.address, prefix: prefixOf(entry.netmask) }]
        : [],
    ),
    up: files ? switchedOn(files.flags) && files.carrier?.trim() === '1' : (adapter?.up ?? addresses.length > 0),
    speed: files ? positive(files.speed) : (adapter?.speed ?? null),
    kind: cardKind(name, {
      mac,
      description: adapter?.description ?? null,
      wireless: files?.wireless ?? adapter?.wireless ?? false,
      deviceType: /^DEVTYPE=(\S+)$/m.exec(files?.uevent ?? '')?.[1] ?? null,
      tunnel: files?.tunnel ?? false,
    }),
  };
}

/** Bits of a netmask such as 255.255.255.0. */
export function prefixOf(netmask: string): number {
  const bits = netmask.split('.').map((part) => Number(part).toString(2).padStart(8, '0'));
  return bits.join('').replace(/0+$/, '').length;
}

/** No cable of a classroom ends in it. */
export const isVirtual = ({ kind }: Pick<Card, 'kind'>): boolean => kind !== 'wired' && kind !== 'wifi';

/** The order in which cards are offered: hardware before virtual ones, wired before wireless, linked, named. */
export function compareCards(one: Card & { hardware: boolean }, other: Card & { hardware: boolean }): number {
  return (
    Number(isVirtual(one)) - Number(isVirtual(other)) ||
    Number(other.hardware) - Number(one.hardware) ||
    Number(one.kind === 'wifi') - Number(other.kind === 'wifi') ||
    Number(other.up) - Number(one.up) ||
    one.name.localeCompare(other.name, 'en', { numeric: true })
  );
}

function positive(text: string | null): number | null {
  const value = Number(text?.trim());
  return Number.isInteger(value) && value > 0 ? value : null;
}

function switchedOn(flags: string | null): boolean {
  return (Number(flags?.trim()) & 1) === 1;
}

const adapters = new Adapters();

/** Whether the system has the card switched on; true where it does not tell. */
export function isSwitchedOn(name: string): boolean {
  const files = readFiles(name);
  return files === null || switchedOn(files.flags);
}

/** Every network card of this computer but the loopback, the likeliest for a classroom first. */
export function listCards(): Card[] {
  const interfaces = networkInterfaces();
  const names = new Set([...namesInSys(), ...adapters.names(), ...Object.keys(interfaces)]);
  return [...names]
    .filter((name) => !(interfaces[name]?.[0]?.internal ?? name === 'lo'))
    .map((name) => {
      const files = readFiles(name);
      return {
        ...describeCard(name, files, interfaces[name] ?? [], adapters.named(name)),
        hardware: files?.hardware ?? true,
      };
    })
    .sort(compareCards)
    .map(({ hardware: _, ...card }) => card);
}

/** The card of this name as it is now, the loopback too, or null. */
export function findCard(name: string): Card | null {
  const addresses = networkInterfaces()[name];
  const files = readFiles(name);
  const adapter = adapters.named(name);
  return files || addresses || adapter ? describeCard(name, files, addresses ?? [], adapter) : null;
}

/**
 * Tells of each change of a card: its new state, or null when it is gone. A socket on a card that was removed stays
 * deaf without an error when the card returns, and only its new index shows it. Looks once in `every` milliseconds and
 * does not keep the process alive. Returns the function that ends it.
 */
export function watchCard(name: string, onChange: (card: Card | null) => void, every = 1_000): () => void {
  let last = JSON.stringify(findCard(name));
  const timer = setInterval(() => {
    const card = findCard(name);
    const now = JSON.stringify(card);
    if (now === last) return;
    last = now;
    onChange(card);
  }, every);
  timer.unref();
  return () => clearInterval(timer);
}

const sys = '/sys/class/net';

function namesInSys(): string[] {
  if (process.platform !== 'linux') return [];
  try {
    return readdirSync(sys).filter((name) => existsSync(`${sys}/${name}/ifindex`));
  } catch {
    return [];
  }
}

function readFiles(name: string): CardFiles | null {
  const folder = `${sys}/${name}`;
  if (process.platform !== 'linux' || !/^[^/]{1,15}$/.test(name) || !existsSync(`${folder}/ifindex`)) return null;
  const text = (file: string) => {
    try {
      return readFileSync(`${folder}/${file}`, 'latin1');
    } catch {
      return null;
    }
  };
  return {
    ifindex: text('ifindex'),
    address: text('address'),
    flags: text('flags'),
    carrier: text('carrier'),
    speed: text('speed'),
    wireless: existsSync(`${folder}/wireless`) || existsSync(`${folder}/phy80211`),
    uevent: text('uevent'),
    tunnel: existsSync(`${folder}/tun_flags`),
    hardware: existsSync(`${folder}/device`),
  };
}
