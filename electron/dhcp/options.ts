import { type KindValue, kindCodecs, type MessageType, type OptionKind } from './option-kinds.ts';
import type { DhcpOption, DhcpPacket } from './packet.ts';

export type { MessageType } from './option-kinds.ts';

/** An option that the product knows: its code, and what its data means. */
interface OptionRow {
  readonly code: number;
  readonly kind: OptionKind;
}

/**
 * The options by their names. RFC 2132 where nothing else is said. The data of options that are not here keeps its
 * bytes and its place in `DhcpPacket.options`.
 */
export const optionTable = {
  subnetMask: { code: 1, kind: 'ipv4' },
  router: { code: 3, kind: 'ipv4-list' },
  timeServer: { code: 4, kind: 'ipv4-list' },
  domainNameServer: { code: 6, kind: 'ipv4-list' },
  /** iPXE sends its console to the first address by syslog. */
  logServer: { code: 7, kind: 'ipv4-list' },
  hostName: { code: 12, kind: 'text' },
  /** In blocks of 512 bytes; EDK2 takes it instead of asking TFTP for the size. */
  bootFileSize: { code: 13, kind: 'uint16' },
  domainName: { code: 15, kind: 'text' },
  rootPath: { code: 17, kind: 'text' },
  interfaceMtu: { code: 26, kind: 'uint16' },
  broadcastAddress: { code: 28, kind: 'ipv4' },
  ntpServer: { code: 42, kind: 'ipv4-list' },
  /** Under PXEClient: sub-options of `pxe-options.ts`. */
  vendorSpecific: { code: 43, kind: 'bytes' },
  requestedAddress: { code: 50, kind: 'ipv4' },
  /** Seconds. */
  leaseTime: { code: 51, kind: 'uint32' },
  /** Written and consumed by the codec itself; never among the options of a decoded packet. */
  overload: { code: 52, kind: 'uint8' },
  messageType: { code: 53, kind: 'message-type' },
  serverIdentifier: { code: 54, kind: 'ipv4' },
  parameterRequestList: { code: 55, kind: 'uint8-list' },
  message: { code: 56, kind: 'text' },
  /** Bytes of the DHCP payload as firmware means it; OVMF asks for 65280, so clamp it. */
  maximumMessageSize: { code: 57, kind: 'uint16' },
  /** Seconds (T1). */
  renewalTime: { code: 58, kind: 'uint32' },
  /** Seconds (T2). */
  rebindingTime: { code: 59, kind: 'uint32' },
  vendorClass: { code: 60, kind: 'text' },
  clientIdentifier: { code: 61, kind: 'bytes' },
  tftpServerName: { code: 66, kind: 'text' },
  bootFileName: { code: 67, kind: 'text' },
  /** RFC 3004, but iPXE sends four bare bytes: read it by `userClasses` of `pxe-client.ts`. */
  userClass: { code: 77, kind: 'bytes' },
  /** RFC 4702. */
  clientFqdn: { code: 81, kind: 'bytes' },
  /** RFC 3046: sent back byte for byte. */
  relayAgentInformation: { code: 82, kind: 'bytes' },
  /** RFC 4578 §2.1. */
  clientArchitecture: { code: 93, kind: 'uint16-list' },
  /** RFC 4578 §2.2: 1 for UNDI, then its version in two bytes. */
  clientNetworkInterface: { code: 94, kind: 'bytes' },
  /** RFC 4578 §2.3: sent back byte for byte. Type 0 and a UUID, all zeros (QEMU without -uuid), or empty. */
  clientMachineIdentifier: { code: 97, kind: 'bytes' },
  /** RFC 3397. */
  domainSearch: { code: 119, kind: 'domain-list' },
  /** RFC 3442. */
  classlessStaticRoute: { code: 121, kind: 'routes' },
  /** Cisco's list of TFTP servers. EDK2 and iPXE do not read it. */
  tftpServerAddress: { code: 150, kind: 'ipv4-list' },
  /** iPXE's encapsulated options: sub-options of `ipxe-options.ts`. */
  ipxe: { code: 175, kind: 'bytes' },
  iscsiInitiator: { code: 203, kind: 'text' },
} as const satisfies Record<string, OptionRow>;

export type OptionName = keyof typeof optionTable;
export type OptionValue<Name extends OptionName> = KindValue[(typeof optionTable)[Name]['kind']];

/** The data of the first option with this code, or null. */
export function optionData(packet: DhcpPacket, code: number): Uint8Array | null {
  for (const option of packet.options) if (option.code === code) return option.data;
  return null;
}

/** The value of an option by its name; null when it is absent or malformed. */
export function readOption<Name extends OptionName>(packet: DhcpPacket, name: Name): OptionValue<Name> | null {
  const { code, kind } = optionTable[name];
  const data = optionData(packet, code);
  return data === null ? null : (kindCodecs[kind].read(data) as OptionValue<Name> | null);
}

/** An option from its value. Throws RangeError for a value that its kind cannot hold. */
export function makeOption<Name extends OptionName>(name: Name, value: OptionValue<Name>): DhcpOption {
  const { code, kind } = optionTable[name];
  const codec = kindCodecs[kind] as { write(value: OptionValue<Name>): Uint8Array };
  return { code, data: codec.write(value) };
}

/** Option 53; `unknown` for a number that RFC 2132 does not name, null when it is absent: a BOOTP packet. */
export function messageType(packet: DhcpPacket): MessageType | 'unknown' | null {
  const data = optionData(packet, optionTable.messageType.code);
  return data === null ? null : (kindCodecs['message-type'].read(data) ?? 'unknown');
}
