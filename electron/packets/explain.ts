import type { Language } from '../contract/console.ts';
import { readIpxeOptions } from '../dhcp/ipxe-options.ts';
import { kindCodecs, printableText } from '../dhcp/option-kinds.ts';
import { messageType, optionTable } from '../dhcp/options.ts';
import { type DhcpOption, type DhcpPacket, decodeDhcp, isDecodeError } from '../dhcp/packet.ts';
import { readPxeVendorOptions } from '../dhcp/pxe-options.ts';
import { readSubOptions } from '../dhcp/sub-options.ts';
import type { PacketRecord } from './record.ts';
import { type PacketWords, packetWords } from './words.ts';

/** A packet in words: one line, and every part of it below. */
export interface ExplainedPacket {
  readonly summary: string;
  readonly details: readonly { readonly name: string; readonly value: string }[];
}

/** One packet as a person reads it, in their language; texts of the wire stand as they are, printable. */
export function explainPacket(record: PacketRecord, language: Language = 'en'): ExplainedPacket {
  const words = packetWords[language];
  const way = {
    name: words.fields.way,
    value: `${record.from.address}:${record.from.port} → ${record.to.address}:${record.to.port}`,
  };
  switch (record.protocol) {
    case 'dhcp': {
      const packet = decodeDhcp(record.bytes);
      if (isDecodeError(packet)) return { summary: 'DHCP', details: [way] };
      return {
        summary: `DHCP ${(messageType(packet) ?? 'BOOTP').toUpperCase()}`,
        details: [
          way,
          ...headerOf(packet, words),
          ...packet.options.map((option) => optionWords(option, packet, words)),
        ],
      };
    }
    case 'tftp': {
      const { message } = record;
      const summary =
        message.kind === 'read' ? words.tftpAsks(message.name) : words.tftpError(message.code, message.words);
      return { summary, details: [way] };
    }
    case 'http':
      return {
        summary: `HTTP ${record.line.replace(/^HTTP\/1\.1 /, '')}`,
        details: [way, ...(record.bytes === null ? [] : [{ name: words.fields.bytes, value: String(record.bytes) }])],
      };
  }
}

function headerOf({ xid, secs, flags, ciaddr, yiaddr, siaddr, giaddr, file }: DhcpPacket, words: PacketWords) {
  const fields = [
    ['transaction', `0x${xid.toString(16).padStart(8, '0')}`],
    ['seconds', secs === 0 ? '' : String(secs)],
    ['flags', (flags & 0x8000) === 0 ? words.unicast : words.broadcast],
    ['ciaddr', ciaddr],
    ['yiaddr', yiaddr],
    ['siaddr', siaddr],
    ['giaddr', giaddr],
    ['file', file],
  ] as const;
  return fields
    .filter(([, value]) => value !== '' && value !== '0.0.0.0')
    .map(([name, value]) => ({ name: words.fields[name], value }));
}

const kinds = new Map<number, keyof typeof kindCodecs>(
  Object.values(optionTable).map(({ code, kind }) => [code, kind]),
);

/** `tftpServerName` as `tftp server name`. */
function spaced(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function optionWords({ code, data }: DhcpOption, packet: DhcpPacket, words: PacketWords) {
  const name = `${code} ${words.options[code] ?? words.unknown}`;
  const inner = code === 43 ? readPxeVendorOptions(packet) : code === 175 ? readIpxeOptions(packet) : null;
  if (inner) return { name, value: innerWords(inner, words) };
  const meaning = meanings[code]?.(data, words) ?? null;
  if (meaning !== null) return { name, value: meaning };
  const kind = kinds.get(code);
  const value = kind && kind !== 'bytes' ? kindCodecs[kind].read(data) : null;
  return { name, value: value === null ? bytesWords(data, words) : shown(value, words) };
}

/** What the numbers of an option stand for; null where they are malformed. */
const meanings: Readonly<Record<number, (data: Uint8Array, words: PacketWords) => string | null>> = {
  55: (data, words) => Array.from(data, (code) => `${code} ${words.options[code] ?? words.unknown}`).join(', '),
  61: (data) => (data.length === 7 && data[0] === 1 ? `Ethernet ${hexOf(data.subarray(1), ':')}` : null),
  82: (data) =>
    readSubOptions(data)
      ?.map(({ code, data: inner }) => `${relayParts[code] ?? code} ${textOrHex(inner)}`)
      .join(', ') ?? null,
  93: (data, words) => {
    const numbers = kindCodecs['uint16-list'].read(data);
    return numbers?.map((number) => `${number} ${words.architectures[number] ?? words.unknown}`).join(', ') ?? null;
  },
  94: (data) => (data.length === 3 ? `UNDI ${data[1]}.${data[2]}` : null),
  97: (data) => (data.length === 17 && data[0] === 0 ? uuidOf(data.subarray(1)) : null),
};

/** RFC 3046 §3.1 and 3.2, RFC 3527, RFC 5010. */
const relayParts: Readonly<Record<number, string>> = {
  1: 'circuit',
  2: 'remote',
  5: 'link',
  10: 'flags',
  11: 'server',
};

const hexOf = (data: Uint8Array, between: string): string =>
  Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join(between);

/** As SMBIOS writes it: the first three parts with their low byte first (DSP0134 §7.2.1). */
function uuidOf(data: Uint8Array): string {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  const hex = hexOf(
    Uint8Array.from(order, (at) => data[at] ?? 0),
    '',
  );
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function textOrHex(data: Uint8Array): string {
  return data.length > 0 && data.every((byte) => byte >= 32 && byte < 127) ? printableText(data) : hexOf(data, ' ');
}

/** Sub-options that are there, by their names. */
function innerWords(inner: object, words: PacketWords): string {
  const told = Object.entries(inner).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return told.map(([name, value]) => `${spaced(name)} ${shown(value, words)}`).join(', ');
}

function shown(value: unknown, words: PacketWords): string {
  if (value instanceof Uint8Array) return bytesWords(value, words);
  if (Array.isArray(value)) return value.map((each) => shown(each, words)).join(', ');
  if (typeof value === 'object' && value !== null)
    return Object.values(value)
      .map((each) => shown(each, words))
      .join(' ');
  return String(value);
}

function bytesWords(data: Uint8Array, words: PacketWords): string {
  const hex = Array.from(data.subarray(0, 64), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const text = printableText(data).trim();
  const readable = text.length >= 4 && data.every((byte) => byte >= 32 && byte < 127) ? ` “${text.slice(0, 64)}”` : '';
  return data.length === 0 ? words.empty : `${hex}${data.length > 64 ? ' …' : ''}${readable}`;
}
