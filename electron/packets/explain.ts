import { readIpxeOptions } from '../dhcp/ipxe-options.ts';
import { kindCodecs, printableText } from '../dhcp/option-kinds.ts';
import { messageType, optionTable } from '../dhcp/options.ts';
import { type DhcpOption, type DhcpPacket, decodeDhcp, isDecodeError } from '../dhcp/packet.ts';
import { readPxeVendorOptions } from '../dhcp/pxe-options.ts';
import type { PacketRecord } from './record.ts';

/** A packet in words: one line, and every part of it below. */
export interface ExplainedPacket {
  readonly summary: string;
  readonly details: readonly { readonly name: string; readonly value: string }[];
}

/** The words of the field, which are English everywhere: the page says so to whom it reads aloud. */
export function explainPacket(record: PacketRecord): ExplainedPacket {
  const way = `${record.from.address}:${record.from.port} → ${record.to.address}:${record.to.port}`;
  switch (record.protocol) {
    case 'dhcp': {
      const packet = decodeDhcp(record.bytes);
      if (isDecodeError(packet)) return { summary: 'DHCP', details: [{ name: 'way', value: way }] };
      return {
        summary: `DHCP ${(messageType(packet) ?? 'BOOTP').toUpperCase()}`,
        details: [
          { name: 'way', value: way },
          ...headerOf(packet),
          ...packet.options.map((option) => optionWords(option, packet)),
        ],
      };
    }
    case 'tftp': {
      const { message } = record;
      const summary =
        message.kind === 'read' ? `TFTP asks for ${message.name}` : `TFTP error ${message.code}: ${message.words}`;
      return { summary, details: [{ name: 'way', value: way }] };
    }
    case 'http':
      return {
        summary: `HTTP ${record.line.replace(/^HTTP\/1\.1 /, '')}`,
        details: [
          { name: 'way', value: way },
          ...(record.bytes === null ? [] : [{ name: 'bytes', value: String(record.bytes) }]),
        ],
      };
  }
}

function headerOf({ xid, secs, flags, ciaddr, yiaddr, siaddr, giaddr, file }: DhcpPacket) {
  const fields = [
    ['transaction', `0x${xid.toString(16).padStart(8, '0')}`],
    ['seconds', String(secs)],
    ['flags', (flags & 0x8000) === 0 ? 'unicast' : 'broadcast'],
    ['client address (ciaddr)', ciaddr],
    ['your address (yiaddr)', yiaddr],
    ['next server (siaddr)', siaddr],
    ['relay (giaddr)', giaddr],
    ['boot file (file)', file],
  ] as const;
  return fields
    .filter(([name, value]) => value !== '' && value !== '0.0.0.0' && !(name === 'seconds' && value === '0'))
    .map(([name, value]) => ({ name, value }));
}

const names = new Map<number, { readonly name: string; readonly kind: keyof typeof kindCodecs }>(
  Object.entries(optionTable).map(([name, { code, kind }]) => [code, { name: spaced(name), kind }]),
);

/** `tftpServerName` as `tftp server name`. */
function spaced(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function optionWords({ code, data }: DhcpOption, packet: DhcpPacket) {
  const known = names.get(code);
  const name = `${code} ${known?.name ?? 'not known'}`;
  const inner = code === 43 ? readPxeVendorOptions(packet) : code === 175 ? readIpxeOptions(packet) : null;
  if (inner) return { name, value: innerWords(inner) };
  const value = known && known.kind !== 'bytes' ? kindCodecs[known.kind].read(data) : null;
  return { name, value: value === null ? bytesWords(data) : shown(value) };
}

/** Sub-options that are there, by their names. */
function innerWords(inner: object): string {
  const told = Object.entries(inner).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return told.map(([name, value]) => `${spaced(name)} ${shown(value)}`).join(', ');
}

function shown(value: unknown): string {
  if (value instanceof Uint8Array) return bytesWords(value);
  if (Array.isArray(value)) return value.map(shown).join(', ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(shown).join(' ');
  return String(value);
}

function bytesWords(data: Uint8Array): string {
  const hex = Array.from(data.subarray(0, 64), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const text = printableText(data).trim();
  const readable = text.length >= 4 && data.every((byte) => byte >= 32 && byte < 127) ? ` “${text.slice(0, 64)}”` : '';
  return data.length === 0 ? 'empty' : `${hex}${data.length > 64 ? ' …' : ''}${readable}`;
}
