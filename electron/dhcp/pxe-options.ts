import { type Ipv4, readIpv4, writeIpv4 } from './address.ts';
import { printableText, textBytes } from './option-kinds.ts';
import { makeOption, readOption } from './options.ts';
import type { DhcpOption, DhcpPacket } from './packet.ts';
import { readSubOptions, subOption, writeSubOptions } from './sub-options.ts';

/*
 * Option 43 of a PXEClient (PXE 2.1 §2.4; ipxe dhcp.h; edk2 PxeBcDhcp4.h):
 *
 *     6  | control (1)                             71 | type (2) | layer (2)
 *     8  | type (2) | n (1) | n addresses (4 n)    … and so on
 *     9  | type (2) | n (1) | text (n)             … and so on
 *    10  | timeout (1) | text
 */
const DISCOVERY_CONTROL = 6;
const BOOT_SERVERS = 8;
const MENU = 9;
const PROMPT = 10;
const BOOT_ITEM = 71;

/** Bits of discovery control. */
export const discoveryControl = {
  noBroadcast: 1,
  noMulticast: 2,
  listedServersOnly: 4,
  /** Load the boot file that this reply names and ask nobody else. */
  useBootFile: 8,
} as const;

/** The servers for one type of boot server. */
export interface BootServers {
  readonly type: number;
  readonly addresses: readonly Ipv4[];
}

/** One line of the firmware's menu. */
export interface MenuEntry {
  readonly type: number;
  readonly text: string;
}

/** What option 43 tells a PXE ROM, or what the ROM chose. Null: not there. */
export interface PxeVendorOptions {
  readonly discoveryControl: number | null;
  readonly bootServers: readonly BootServers[] | null;
  readonly menu: readonly MenuEntry[] | null;
  /** `timeout` in seconds: 0 takes the first entry at once, 255 waits for the user. */
  readonly prompt: { readonly timeout: number; readonly text: string } | null;
  /** Bit 15 of `layer`: with credentials. */
  readonly bootItem: { readonly type: number; readonly layer: number } | null;
  /** Every other sub-option with its bytes, in its order, and known ones that are malformed. */
  readonly other: readonly DhcpOption[];
}

/** Option 43 as PXE sub-options; null when it is absent or no row of sub-options. Ask only of a PXEClient. */
export function readPxeVendorOptions(packet: DhcpPacket): PxeVendorOptions | null {
  const data = readOption(packet, 'vendorSpecific');
  const options = data === null ? null : readSubOptions(data);
  if (options === null) return null;
  const known = {
    discoveryControl: read(options, DISCOVERY_CONTROL, (bytes) => (bytes.length === 1 ? (bytes[0] as number) : null)),
    bootServers: read(options, BOOT_SERVERS, readBootServers),
    menu: read(options, MENU, readMenu),
    prompt: read(options, PROMPT, readPrompt),
    bootItem: read(options, BOOT_ITEM, readBootItem),
  };
  const understood = new Set([
    ...(known.discoveryControl === null ? [] : [DISCOVERY_CONTROL]),
    ...(known.bootServers === null ? [] : [BOOT_SERVERS]),
    ...(known.menu === null ? [] : [MENU]),
    ...(known.prompt === null ? [] : [PROMPT]),
    ...(known.bootItem === null ? [] : [BOOT_ITEM]),
  ]);
  return { ...known, other: options.filter(({ code }) => !understood.has(code)) };
}

function read<Value>(
  options: readonly DhcpOption[],
  code: number,
  from: (data: Uint8Array) => Value | null,
): Value | null {
  const data = subOption(options, code);
  return data === null ? null : from(data);
}

const uint16 = (data: Uint8Array, at: number): number => ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0);

function readBootServers(data: Uint8Array): readonly BootServers[] | null {
  const servers: BootServers[] = [];
  for (let at = 0; at < data.length; ) {
    const count = data[at + 2];
    if (count === undefined || at + 3 + count * 4 > data.length) return null;
    const first = at + 3;
    servers.push({
      type: uint16(data, at),
      addresses: Array.from({ length: count }, (_, i) => readIpv4(data, first + i * 4)),
    });
    at = first + count * 4;
  }
  return servers;
}

function readMenu(data: Uint8Array): readonly MenuEntry[] | null {
  const entries: MenuEntry[] = [];
  for (let at = 0; at < data.length; ) {
    const length = data[at + 2];
    if (length === undefined || at + 3 + length > data.length) return null;
    entries.push({ type: uint16(data, at), text: printableText(data.subarray(at + 3, at + 3 + length)) });
    at += 3 + length;
  }
  return entries;
}

function readPrompt(data: Uint8Array): PxeVendorOptions['prompt'] {
  const timeout = data[0];
  return timeout === undefined ? null : { timeout, text: printableText(data.subarray(1)) };
}

function readBootItem(data: Uint8Array): PxeVendorOptions['bootItem'] {
  return data.length === 4 ? { type: uint16(data, 0), layer: uint16(data, 2) } : null;
}

/**
 * Option 43 for a PXEClient, ended by 255. `{ discoveryControl: 8 }` gives 06 01 08 ff: with it EDK2 takes the boot
 * file of the offer, without it EDK2 asks port 4011 first. Throws RangeError for what does not fit.
 */
export function makePxeVendorOptions(options: Partial<PxeVendorOptions>): DhcpOption {
  const { discoveryControl: control, bootServers, menu, prompt, bootItem, other } = options;
  const written: DhcpOption[] = [];
  if (control != null) written.push({ code: DISCOVERY_CONTROL, data: Uint8Array.of(control) });
  if (bootServers != null)
    written.push({ code: BOOT_SERVERS, data: Uint8Array.from(bootServers.flatMap(serverBytes)) });
  if (menu != null) written.push({ code: MENU, data: Uint8Array.from(menu.flatMap(menuBytes)) });
  if (prompt != null) written.push({ code: PROMPT, data: Uint8Array.of(prompt.timeout, ...textBytes(prompt.text)) });
  if (bootItem != null) {
    written.push({
      code: BOOT_ITEM,
      data: Uint8Array.from([...uint16Bytes(bootItem.type), ...uint16Bytes(bootItem.layer)]),
    });
  }
  return makeOption('vendorSpecific', writeSubOptions([...written, ...(other ?? [])], 'end'));
}

const uint16Bytes = (value: number): number[] => [(value >> 8) & 255, value & 255];

function serverBytes({ type, addresses }: BootServers): number[] {
  const bytes = new Uint8Array(addresses.length * 4);
  for (const [i, address] of addresses.entries()) {
    if (!writeIpv4(bytes, i * 4, address)) throw new RangeError(`not an IPv4 address: ${JSON.stringify(address)}`);
  }
  return [...uint16Bytes(type), addresses.length, ...bytes];
}

function menuBytes({ type, text }: MenuEntry): number[] {
  return [...uint16Bytes(type), text.length, ...textBytes(text)];
}
