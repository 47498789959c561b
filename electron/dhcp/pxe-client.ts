import { optionData, optionTable, readOption } from './options.ts';
import type { DhcpPacket } from './packet.ts';

/** Who made the vendor class of option 60: the PXE client, the UEFI HTTP boot client, or null for anybody else. */
export type BootVendorClass = 'PXEClient' | 'HTTPClient' | null;

/**
 * The prefix of option 60 alone decides. The architecture behind it is no guide: an iPXE that saw a bare `PXEClient`
 * in an earlier reply sends just that (iPXE 2.0.0 undionly.kpxe).
 */
export function bootVendorClass(packet: DhcpPacket): BootVendorClass {
  const text = readOption(packet, 'vendorClass') ?? '';
  if (text.startsWith('PXEClient')) return 'PXEClient';
  return text.startsWith('HTTPClient') ? 'HTTPClient' : null;
}

const LONGEST_CLASS = 64;
const MOST_CLASSES = 16;

/**
 * The user classes of option 77, printable. RFC 3004 wants a length before each; iPXE sends four bare bytes "iPXE".
 * Data that is no RFC 3004 list to its last byte is one class.
 */
export function userClasses(packet: DhcpPacket): readonly string[] {
  const data = optionData(packet, optionTable.userClass.code);
  if (data === null || data.length === 0) return [];
  return lengthPrefixed(data) ?? [printable(data)];
}

function lengthPrefixed(data: Uint8Array): readonly string[] | null {
  const classes: string[] = [];
  let at = 0;
  while (at < data.length) {
    const length = data[at] as number;
    const end = at + 1 + length;
    if (length === 0 || end > data.length) return null;
    if (classes.length < MOST_CLASSES) classes.push(printable(data.subarray(at + 1, end)));
    at = end;
  }
  return classes;
}

function printable(data: Uint8Array): string {
  let text = '';
  for (const byte of data.subarray(0, LONGEST_CLASS))
    if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
  return text;
}

/** Option 94: 1 is UNDI, then its version. */
export interface NetworkInterface {
  readonly type: number;
  readonly major: number;
  readonly minor: number;
}

/** Option 94 (RFC 4578 §2.2), or null when it is absent or not of three bytes. */
export function networkInterface(packet: DhcpPacket): NetworkInterface | null {
  const data = optionData(packet, optionTable.clientNetworkInterface.code);
  if (data === null || data.length !== 3) return null;
  return { type: data[0] as number, major: data[1] as number, minor: data[2] as number };
}

/** Option 97: the bytes to send back, and the UUID when there is one. */
export interface MachineIdentifier {
  readonly data: Uint8Array;
  /** Lower-case text; null for length 0, for another type than 0 and for all zeros, as QEMU sends without -uuid. */
  readonly uuid: string | null;
}

/** Option 97 (RFC 4578 §2.3): 0 or 17 bytes; null when it is absent or of another length. */
export function machineIdentifier(packet: DhcpPacket): MachineIdentifier | null {
  const data = optionData(packet, optionTable.clientMachineIdentifier.code);
  if (data === null || (data.length !== 0 && data.length !== 17)) return null;
  return { data, uuid: uuidText(data) };
}

/** SMBIOS order: the first three fields are little-endian. */
const UUID_ORDER = [4, 3, 2, 1, -1, 6, 5, -1, 8, 7, -1, 9, 10, -1, 11, 12, 13, 14, 15, 16];

function uuidText(data: Uint8Array): string | null {
  if (data.length !== 17 || data.every((byte) => byte === 0) || data[0] !== 0) return null;
  return UUID_ORDER.map((at) => (at < 0 ? '-' : (data[at] as number).toString(16).padStart(2, '0'))).join('');
}
