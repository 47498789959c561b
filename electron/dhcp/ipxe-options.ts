import { makeOption, readOption } from './options.ts';
import type { DhcpOption, DhcpPacket } from './packet.ts';
import { readSubOptions, subOption, writeSubOptions } from './sub-options.ts';

/** Feature markers of option 175 by their names (ipxe features.h); the value of a marker that is there is not 0. */
export const ipxeFeature = {
  pxeExtensions: 0x10,
  iscsi: 0x11,
  aoe: 0x12,
  http: 0x13,
  https: 0x14,
  tftp: 0x15,
  ftp: 0x16,
  dns: 0x17,
  bzImage: 0x18,
  multiboot: 0x19,
  slam: 0x1a,
  srp: 0x1b,
  nbi: 0x20,
  pxe: 0x21,
  elf: 0x22,
  comboot: 0x23,
  efi: 0x24,
  fcoe: 0x25,
  vlan: 0x26,
  menu: 0x27,
  sdi: 0x28,
  nfs: 0x29,
} as const;

const FIRST_FEATURE = 16;
const LAST_FEATURE = 79;
const NO_PXE_DHCP = 176;
const BUS_ID = 177;
const VERSION = 235;

/** The card as iPXE names it in 175.177; `type` 1 is PCI. */
export interface BusId {
  readonly type: number;
  readonly vendor: number;
  readonly device: number;
}

/** iPXE's encapsulated options (ipxe dhcp.h). Null: not there. */
export interface IpxeOptions {
  /** 175.235: major, minor, patch. */
  readonly version: readonly [major: number, minor: number, patch: number] | null;
  /** Codes 16 to 79 with a value other than 0, ascending; compare with `ipxeFeature`. */
  readonly features: readonly number[];
  readonly busId: BusId | null;
  /** 175.176: true tells iPXE not to wait about two seconds for a proxy's offer. */
  readonly noPxeDhcp: boolean | null;
  /** Every other sub-option with its bytes, in its order, and known ones that are malformed. */
  readonly other: readonly DhcpOption[];
}

/** Option 175; null when it is absent or no row of sub-options. */
export function readIpxeOptions(packet: DhcpPacket): IpxeOptions | null {
  const data = readOption(packet, 'ipxe');
  const options = data === null ? null : readSubOptions(data);
  if (options === null) return null;
  const version = readVersion(subOption(options, VERSION));
  const busId = readBusId(subOption(options, BUS_ID));
  const noPxeDhcp = readFlag(subOption(options, NO_PXE_DHCP));
  const understood = (code: number): boolean =>
    isFeature(code) ||
    (code === VERSION && version !== null) ||
    (code === BUS_ID && busId !== null) ||
    (code === NO_PXE_DHCP && noPxeDhcp !== null);
  return {
    version,
    features: readFeatures(options),
    busId,
    noPxeDhcp,
    other: options.filter(({ code }) => !understood(code)),
  };
}

const isFeature = (code: number): boolean => code >= FIRST_FEATURE && code <= LAST_FEATURE;

function readFeatures(options: readonly DhcpOption[]): readonly number[] {
  const there = options.filter(({ code, data }) => isFeature(code) && data.some((byte) => byte !== 0));
  return [...new Set(there.map(({ code }) => code))].sort((a, b) => a - b);
}

function readVersion(data: Uint8Array | null): IpxeOptions['version'] {
  return data === null || data.length !== 3 ? null : [data[0] as number, data[1] as number, data[2] as number];
}

function readBusId(data: Uint8Array | null): BusId | null {
  if (data === null || data.length !== 5) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  return { type: view.getUint8(0), vendor: view.getUint16(1), device: view.getUint16(3) };
}

function readFlag(data: Uint8Array | null): boolean | null {
  return data === null || data.length === 0 ? null : data.some((byte) => byte !== 0);
}

/** Option 175. Throws RangeError for a sub-option that does not fit. */
export function makeIpxeOptions(options: Partial<IpxeOptions>): DhcpOption {
  const { noPxeDhcp, busId, version, features, other } = options;
  const written: DhcpOption[] = [];
  if (noPxeDhcp != null) written.push({ code: NO_PXE_DHCP, data: Uint8Array.of(noPxeDhcp ? 1 : 0) });
  if (busId != null) written.push({ code: BUS_ID, data: busIdBytes(busId) });
  if (version != null) written.push({ code: VERSION, data: Uint8Array.from(version) });
  for (const code of features ?? []) written.push({ code, data: Uint8Array.of(1) });
  return makeOption('ipxe', writeSubOptions([...written, ...(other ?? [])], 'bare'));
}

function busIdBytes({ type, vendor, device }: BusId): Uint8Array {
  return Uint8Array.of(type, vendor >> 8, vendor & 255, device >> 8, device & 255);
}
