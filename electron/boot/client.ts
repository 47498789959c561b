import type { FirmwareKind } from '../contract/model.ts';
import type { DhcpPacket } from '../dhcp/packet.ts';

/** The version that iPXE gives in option 175.235: major, minor, patch. */
export type IpxeVersion = readonly [major: number, minor: number, patch: number];

/**
 * Who is asking, computed once from a DHCP packet.
 *
 * - `firmware`: a PXE ROM or EDK2 (option 60 begins with PXEClient), or UEFI HTTP boot (HTTPClient).
 * - `ipxe`: any iPXE, from a ROM or chained; user class "iPXE" or option 175.
 * - `system`: anything else: a booted operating system, a phone, a printer.
 */
export type Client =
  | {
      readonly kind: 'firmware';
      readonly transport: 'pxe' | 'http';
      readonly firmware: FirmwareKind;
      readonly architecture: number | null;
    }
  | {
      readonly kind: 'ipxe';
      readonly firmware: FirmwareKind;
      readonly architecture: number | null;
      readonly version: IpxeVersion | null;
      /** Feature marker 0x13 of option 175: it can fetch the script by HTTP. True when it names no features at all. */
      readonly http: boolean;
    }
  | { readonly kind: 'system'; readonly vendorClass: string | null; readonly hostName: string | null };

/**
 * What a network boot client is told to load next; the answer of the boot policy to the DHCP server.
 *
 * - `loader`: a file of the firmware folder, by TFTP (`file` is its bare name) or by HTTP for UEFI HTTP boot (`url`).
 * - `script`: iPXE goes straight to its script by HTTP.
 * - `nothing`: it gets an address and no boot file, and why.
 */
export type BootStep =
  | { readonly kind: 'loader'; readonly file: string; readonly url: string | null }
  | { readonly kind: 'script'; readonly url: string }
  | { readonly kind: 'nothing'; readonly why: string };

const option = { hostName: 12, vendorClass: 60, userClass: 77, architecture: 93, ipxe: 175 } as const;

/** Sub-options of option 175 (ipxe: src/include/ipxe/dhcp.h, features.h). */
const ipxeOption = { firstFeature: 16, lastFeature: 79, http: 0x13, version: 235 } as const;

/**
 * Option 93 (RFC 4578, IANA "Processor Architecture Types") to the firmware that we have a loader for, or not.
 * 7 and 9 changed places between the RFC's text and practice, and 8 is sent by some x64 boards: all three are x64 UEFI.
 */
function firmwareOf(architecture: number): FirmwareKind {
  switch (architecture) {
    case 0:
    case 20:
      return 'bios';
    case 6:
    case 15:
      return 'uefi-ia32';
    case 7:
    case 8:
    case 9:
    case 16:
    case 17:
      return 'uefi-x64';
    case 10:
    case 18:
      return 'uefi-arm32';
    case 11:
    case 19:
      return 'uefi-arm64';
    default:
      return 'unknown';
  }
}

/** Works out who is asking. Total: a packet with none of the boot options is a `system`. */
export function identifyClient(packet: DhcpPacket): Client {
  const vendorClass = text(find(packet, option.vendorClass));
  const machine = machineOf(packet, vendorClass);
  const ipxe = find(packet, option.ipxe);
  if (isIpxeUserClass(find(packet, option.userClass)) || ipxe !== null) {
    return { kind: 'ipxe', ...machine, ...ipxeFacts(ipxe ?? new Uint8Array()) };
  }
  // A prefix: an iPXE of 2.x that was chained after an answer with option 60 echoes the bare `PXEClient`.
  if (vendorClass?.startsWith('PXEClient')) return { kind: 'firmware', transport: 'pxe', ...machine };
  if (vendorClass?.startsWith('HTTPClient')) return { kind: 'firmware', transport: 'http', ...machine };
  return { kind: 'system', vendorClass, hostName: text(find(packet, option.hostName)) };
}

/** The Raspberry Pi's boot ROM says "x86 BIOS" (architecture 0), which it is not; only its address tells (smee). */
export function isRaspberryPi(mac: string): boolean {
  const makers = ['b8:27:eb', 'dc:a6:32', 'e4:5f:01', '28:cd:c1', 'd8:3a:dd', '2c:cf:67', '88:a2:9e'];
  return makers.includes(mac.slice(0, 8).toLowerCase());
}

function machineOf(
  packet: DhcpPacket,
  vendorClass: string | null,
): { readonly firmware: FirmwareKind; readonly architecture: number | null } {
  const named = architectures(packet, vendorClass);
  const architecture = named.find((code) => firmwareOf(code) !== 'unknown') ?? named[0] ?? null;
  if (architecture === null)
    return { firmware: vendorClass?.startsWith('PXEClient') ? 'bios' : 'unknown', architecture };
  const firmware = firmwareOf(architecture);
  return { firmware: firmware === 'bios' && isRaspberryPi(macText(packet)) ? 'unknown' : firmware, architecture };
}

/** Option 93 names one architecture or several, the preferred first; without it the class `PXEClient:Arch:00007` does. */
function architectures(packet: DhcpPacket, vendorClass: string | null): readonly number[] {
  const data = find(packet, option.architecture);
  if (data !== null && data.length >= 2) {
    return Array.from({ length: data.length >> 1 }, (_, index) => (data[2 * index]! << 8) | data[2 * index + 1]!);
  }
  const named = /^(?:PXE|HTTP)Client:Arch:(\d{5})/.exec(vendorClass ?? '')?.[1];
  return named === undefined ? [] : [Number(named)];
}

/** Raw `iPXE` as it is sent, or length-prefixed as RFC 3004 wants it. */
function isIpxeUserClass(data: Uint8Array | null): boolean {
  const userClass = text(data) ?? '';
  return userClass === 'iPXE' || userClass === 'gPXE';
}

function ipxeFacts(encapsulated: Uint8Array): { readonly version: IpxeVersion | null; readonly http: boolean } {
  let version: IpxeVersion | null = null;
  let features = 0;
  let http = false;
  for (const [code, data] of subOptions(encapsulated)) {
    if (code === ipxeOption.version && data.length >= 3) version = [data[0]!, data[1]!, data[2]!];
    if (code < ipxeOption.firstFeature || code > ipxeOption.lastFeature) continue;
    features += 1;
    if (code === ipxeOption.http && data[0] !== 0) http = true;
  }
  return { version, http: http || features === 0 };
}

function* subOptions(bytes: Uint8Array): Generator<readonly [code: number, data: Uint8Array]> {
  for (let at = 0; at + 1 < bytes.length && bytes[at] !== 255; ) {
    if (bytes[at] === 0) {
      at += 1;
      continue;
    }
    const end = at + 2 + bytes[at + 1]!;
    if (end > bytes.length) return;
    yield [bytes[at]!, bytes.subarray(at + 2, end)];
    at = end;
  }
}

function find(packet: DhcpPacket, code: number): Uint8Array | null {
  return packet.options.find((candidate) => candidate.code === code)?.data ?? null;
}

/** Printable ASCII of an option, at most 128 characters: what a machine sends is shown to people. */
function text(data: Uint8Array | null): string | null {
  if (data === null) return null;
  const printable = Array.from(data.subarray(0, 128)).filter((byte) => byte >= 0x20 && byte < 0x7f);
  return printable.length === 0 ? null : String.fromCharCode(...printable);
}

function macText(packet: DhcpPacket): string {
  return Array.from(packet.chaddr.subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join(':');
}
