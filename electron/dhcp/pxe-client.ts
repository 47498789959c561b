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
