import type { Mac } from '../contract/model.ts';
import type { Endpoint, PacketRecord, TftpMessage } from './record.ts';

/*
 * A capture file of libpcap (draft-ietf-opsawg-pcap): magic, version 2.4, zone, accuracy, longest, link type 1 (Ethernet);
 * then each packet:
 *
 *     seconds (4) | microseconds (4) | kept (4) | length (4) | frame
 *
 * Datagrams of DHCP are those of the wire; of TFTP and HTTP the first packet each way is written anew. Around them come
 * Ethernet with the addresses that are known, IPv4, and UDP or TCP, with right checksums.
 */
const header = [0xa1b2_c3d4, 0x0002_0004, 0, 0, 262_144, 1] as const;

/** The packets of one machine as a capture file. */
export function pcapOf(records: readonly PacketRecord[]): Uint8Array {
  const parts = [words32(header)];
  for (const record of records) {
    const frame = frameOf(record);
    const seconds = Math.floor(record.at / 1_000);
    parts.push(words32([seconds, Math.floor((record.at % 1_000) * 1_000), frame.length, frame.length]), frame);
  }
  return joined(parts);
}

function frameOf(record: PacketRecord): Uint8Array {
  switch (record.protocol) {
    case 'dhcp':
      return ethernet(record, 17, udp(record, record.bytes));
    case 'tftp':
      return ethernet(record, 17, udp(record, tftpBytes(record.message)));
    case 'http': {
      const isAnswer = record.line.startsWith('HTTP/');
      const size = record.bytes === null ? '' : `X-Bytes: ${record.bytes}\r\n`;
      return ethernet(record, 6, tcp(record, isAnswer, ascii(`${record.line}\r\n${size}\r\n`)));
    }
  }
}

/** RFC 1350: opcode 1, a name and a mode; or opcode 5, a number and words. */
function tftpBytes(message: TftpMessage): Uint8Array {
  if (message.kind === 'read') return joined([Uint8Array.of(0, 1), ascii(`${message.name}\0octet\0`)]);
  return joined([Uint8Array.of(0, 5, 0, message.code), ascii(`${message.words}\0`)]);
}

function ethernet({ from, to }: PacketRecord, protocol: 6 | 17, payload: Uint8Array): Uint8Array {
  const ip = new Uint8Array(20);
  ip.set([0x45, 0]);
  new DataView(ip.buffer).setUint16(2, 20 + payload.length);
  ip.set([0x40, 0, 64, protocol], 6);
  ip.set(ipv4(from), 12);
  ip.set(ipv4(to), 16);
  new DataView(ip.buffer).setUint16(10, checksum([ip]));
  return joined([hardware(to), hardware(from), Uint8Array.of(8, 0), ip, payload]);
}

/** An address that nobody has stands for one that is not known. */
const unknown: Mac = '02:00:00:00:00:00';

const hardware = ({ mac }: Endpoint): Uint8Array =>
  Uint8Array.from((mac ?? unknown).split(':'), (octet) => Number.parseInt(octet, 16));

function udp({ from, to }: PacketRecord, payload: Uint8Array): Uint8Array {
  const head = new Uint8Array(8);
  const view = new DataView(head.buffer);
  view.setUint16(0, from.port);
  view.setUint16(2, to.port);
  view.setUint16(4, 8 + payload.length);
  view.setUint16(6, checksum([pseudo(from, to, 17, 8 + payload.length), head, payload]) || 0xffff);
  return joined([head, payload]);
}

/** One segment each way; the numbers of a connection that was seen from its first byte on. */
function tcp({ from, to }: PacketRecord, isAnswer: boolean, payload: Uint8Array): Uint8Array {
  const head = new Uint8Array(20);
  const view = new DataView(head.buffer);
  view.setUint16(0, from.port);
  view.setUint16(2, to.port);
  view.setUint32(4, 1);
  view.setUint32(8, 1);
  head.set([0x50, isAnswer ? 0x19 : 0x18, 0xff, 0xff], 12);
  view.setUint16(16, checksum([pseudo(from, to, 6, 20 + payload.length), head, payload]));
  return joined([head, payload]);
}

/** RFC 768, RFC 9293 §3.1: what the checksum covers beside the segment itself. */
function pseudo(from: Endpoint, to: Endpoint, protocol: number, length: number): Uint8Array {
  return Uint8Array.from([...ipv4(from), ...ipv4(to), 0, protocol, length >> 8, length & 255]);
}

/** RFC 1071, over parts of an even length but the last. */
function checksum(parts: readonly Uint8Array[]): number {
  let sum = 0;
  for (const part of parts)
    for (let at = 0; at < part.length; at += 2) sum += ((part[at] ?? 0) << 8) | (part[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

const ipv4 = ({ address }: Endpoint): number[] => address.split('.').map(Number);

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0x7f);

function words32(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint32(index * 4, value);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
