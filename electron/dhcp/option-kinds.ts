import { type Ipv4, readIpv4, writeIpv4 } from './address.ts';
import { readDomainList, writeDomainList } from './domain-list.ts';
import { readStaticRoutes, type StaticRoute, writeStaticRoutes } from './static-routes.ts';

/** The message types of option 53 (RFC 2132 §9.6), by number from 1 on. */
const messageTypes = ['discover', 'offer', 'request', 'decline', 'ack', 'nak', 'release', 'inform'] as const;
export type MessageType = (typeof messageTypes)[number];

/** What the data of an option means, and the value that it is read as. */
export interface KindValue {
  readonly ipv4: Ipv4;
  /** At least one address. */
  readonly 'ipv4-list': readonly Ipv4[];
  readonly uint8: number;
  readonly uint16: number;
  readonly uint32: number;
  /** At least one number. */
  readonly 'uint8-list': readonly number[];
  /** At least one number. */
  readonly 'uint16-list': readonly number[];
  /** Printable Latin-1 of at most 255 characters. */
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly 'message-type': MessageType;
  readonly 'domain-list': readonly string[];
  readonly routes: readonly StaticRoute[];
}

export type OptionKind = keyof KindValue;

/** Reads the data of one kind (null: malformed) and writes it (throws RangeError for a value that it cannot hold). */
interface KindCodec<Value> {
  read(data: Uint8Array): Value | null;
  write(value: Value): Uint8Array;
}

const LONGEST_TEXT = 255;

/** Data as printable Latin-1: up to the NULs at its end, without control characters, at most 255 characters. */
export function printableText(data: Uint8Array): string {
  let end = Math.min(data.length, LONGEST_TEXT);
  while (end > 0 && data[end - 1] === 0) end--;
  let text = '';
  for (let i = 0; i < end; i++) {
    const byte = data[i] as number;
    if ((byte >= 0x20 && byte < 0x7f) || byte >= 0xa0) text += String.fromCharCode(byte);
  }
  return text;
}

/** Latin-1 bytes of a text. Throws RangeError for control characters and for characters beyond Latin-1. */
export function textBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char < 0x20 || (char >= 0x7f && char < 0xa0) || char > 0xff)
      throw new RangeError(`not printable Latin-1: ${JSON.stringify(text.slice(0, 40))}`);
    bytes[i] = char;
  }
  return bytes;
}

function readNumber(data: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = at; i < at + width; i++) value = value * 256 + (data[i] as number);
  return value;
}

function writeNumber(data: Uint8Array, at: number, width: number, value: number): void {
  if (!Number.isInteger(value) || value < 0 || value >= 256 ** width)
    throw new RangeError(`${value} does not fit ${width} bytes`);
  for (let i = width - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) data[at + i] = rest % 256;
}

function number(width: 1 | 2 | 4): KindCodec<number> {
  return {
    read: (data) => (data.length === width ? readNumber(data, 0, width) : null),
    write(value) {
      const data = new Uint8Array(width);
      writeNumber(data, 0, width, value);
      return data;
    },
  };
}

function numberList(width: 1 | 2): KindCodec<readonly number[]> {
  return {
    read(data) {
      if (data.length === 0 || data.length % width !== 0) return null;
      return Array.from({ length: data.length / width }, (_, i) => readNumber(data, i * width, width));
    },
    write(values) {
      if (values.length === 0) throw new RangeError('a list of numbers holds at least one');
      const data = new Uint8Array(values.length * width);
      for (const [i, value] of values.entries()) writeNumber(data, i * width, width, value);
      return data;
    },
  };
}

const ipv4List: KindCodec<readonly Ipv4[]> = {
  read(data) {
    if (data.length === 0 || data.length % 4 !== 0) return null;
    return Array.from({ length: data.length / 4 }, (_, i) => readIpv4(data, i * 4));
  },
  write(addresses) {
    if (addresses.length === 0) throw new RangeError('a list of addresses holds at least one');
    const data = new Uint8Array(addresses.length * 4);
    for (const [i, address] of addresses.entries()) {
      if (!writeIpv4(data, i * 4, address)) throw new RangeError(`not an IPv4 address: ${JSON.stringify(address)}`);
    }
    return data;
  },
};

const messageType: KindCodec<MessageType> = {
  read: (data) => (data.length === 1 ? (messageTypes[(data[0] as number) - 1] ?? null) : null),
  write: (type) => Uint8Array.of(messageTypes.indexOf(type) + 1),
};

/** One codec a kind. */
export const kindCodecs: { readonly [Kind in OptionKind]: KindCodec<KindValue[Kind]> } = {
  ipv4: {
    read: (data) => (data.length === 4 ? readIpv4(data, 0) : null),
    write: (address) => ipv4List.write([address]),
  },
  'ipv4-list': ipv4List,
  uint8: number(1),
  uint16: number(2),
  uint32: number(4),
  'uint8-list': numberList(1),
  'uint16-list': numberList(2),
  text: { read: printableText, write: textBytes },
  bytes: { read: (data) => data, write: (data) => data },
  'message-type': messageType,
  'domain-list': { read: readDomainList, write: writeDomainList },
  routes: { read: readStaticRoutes, write: writeStaticRoutes },
};
