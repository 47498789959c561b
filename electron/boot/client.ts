import type { FirmwareKind, Mac, PlainPhrase } from '../contract/model.ts';

import { type IpxeOptions, ipxeFeature, readIpxeOptions } from '../dhcp/ipxe-options.ts';
import { readOption } from '../dhcp/options.ts';
import { clientMac, type DhcpPacket } from '../dhcp/packet.ts';
import { bootVendorClass, userClasses } from '../dhcp/pxe-client.ts';

/** The version that iPXE gives in option 175.235: major, minor, patch. */
export type IpxeVersion = readonly [major: number, minor: number, patch: number];

/**
 * Who is asking, computed once from a DHCP packet.
 *
 * - `firmware`: a PXE ROM or EDK2 (option 60 begins with PXEClient), or UEFI HTTP boot (HTTPClient).
 * - `ipxe`: every iPXE, from a ROM or chained; user class "iPXE" or option 175.
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
  | { readonly kind: 'nothing'; readonly why: PlainPhrase };

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
  const machine = machineOf(packet);
  const ipxe = readIpxeOptions(packet);
  if (ipxe !== null || userClasses(packet).some((userClass) => userClass === 'iPXE' || userClass === 'gPXE')) {
    return { kind: 'ipxe', ...machine, version: ipxe?.version ?? null, http: hasHttp(ipxe) };
  }
  switch (bootVendorClass(packet)) {
    case 'PXEClient':
      return { kind: 'firmware', transport: 'pxe', ...machine };
    case 'HTTPClient':
      return { kind: 'firmware', transport: 'http', ...machine };
    case null:
      return { kind: 'system', vendorClass: shown(packet, 'vendorClass'), hostName: shown(packet, 'hostName') };
  }
}

/** The Raspberry Pi's boot ROM says "x86 BIOS" (architecture 0), which it is not; only its address tells (smee). */
export function isRaspberryPi(mac: Mac): boolean {
  const makers = ['b8:27:eb', 'dc:a6:32', 'e4:5f:01', '28:cd:c1', 'd8:3a:dd', '2c:cf:67', '88:a2:9e'];
  return makers.includes(mac.slice(0, 8));
}

interface Machine {
  readonly firmware: FirmwareKind;
  readonly architecture: number | null;
}

/** A PXE ROM that names no architecture is older than RFC 4578, and so a BIOS. */
function machineOf(packet: DhcpPacket): Machine {
  const named = architectures(packet);
  const architecture = named.find((code) => firmwareOf(code) !== 'unknown') ?? named[0] ?? null;
  if (architecture === null)
    return { firmware: bootVendorClass(packet) === 'PXEClient' ? 'bios' : 'unknown', architecture };
  const firmware = firmwareOf(architecture);
  const mac = clientMac(packet);
  return { firmware: firmware === 'bios' && mac !== null && isRaspberryPi(mac) ? 'unknown' : firmware, architecture };
}

/** Option 93 names one architecture or several, the preferred first; without it the class `PXEClient:Arch:00007` does. */
function architectures(packet: DhcpPacket): readonly number[] {
  const named = readOption(packet, 'clientArchitecture');
  if (named !== null) return named;
  const inClass = /^(?:PXE|HTTP)Client:Arch:(\d{5})/.exec(readOption(packet, 'vendorClass') ?? '')?.[1];
  return inClass === undefined ? [] : [Number(inClass)];
}

/** A build that names no features at all is taken at its best: a script that it cannot fetch says so on its screen. */
function hasHttp(ipxe: IpxeOptions | null): boolean {
  return ipxe === null || ipxe.features.length === 0 || ipxe.features.includes(ipxeFeature.http);
}

/** What a machine says of itself is shown to people: at most 128 characters. */
function shown(packet: DhcpPacket, name: 'vendorClass' | 'hostName'): string | null {
  return readOption(packet, name)?.slice(0, 128) || null;
}
