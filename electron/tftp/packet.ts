/**
 * The TFTP codec (RFC 1350, options of RFC 2347). Pure: bytes in, a value out, and back.
 *
 *   RRQ / WRQ   | 01 or 02 | name | 0 | mode | 0 | { option | 0 | value | 0 }… |
 *   DATA        | 03 | block (16 bits) | 0 to blksize bytes |
 *   ACK         | 04 | block (16 bits) |
 *   ERROR       | 05 | code (16 bits)  | message | 0 |
 *   OACK        | 06 | { option | 0 | value | 0 }… |
 *
 * All numbers are big-endian; block numbers wrap from 65535 to 0.
 */

export type TftpOption = readonly [name: string, value: string];

export interface TftpRequest {
  readonly kind: 'read' | 'write';
  readonly name: string;
  /** Lower case. */
  readonly mode: string;
  /** In the order of the packet, names in lower case. */
  readonly options: readonly TftpOption[];
}

export type TftpPacket =
  | TftpRequest
  | { readonly kind: 'data'; readonly block: number; readonly data: Uint8Array }
  | { readonly kind: 'ack'; readonly block: number }
  | { readonly kind: 'error'; readonly code: number; readonly message: string }
  | { readonly kind: 'options'; readonly options: readonly TftpOption[] };

/** Bytes that are no TFTP packet, and why. */
export interface TftpDecodeError {
  readonly kind: 'malformed';
  readonly why: string;
}

/** The error codes of RFC 1350 and RFC 2347 that are used here. */
export const tftpError = { undefined: 0, notFound: 1, access: 2, illegal: 4, unknownTransfer: 5, options: 8 } as const;

const opcodes = { read: 1, write: 2, data: 3, ack: 4, error: 5, options: 6 } as const;

/** RFC 2347: a request is at most 512 bytes. Some loaders pad theirs, so twice that is taken. */
const longestRequest = 1024;
const longestMessage = 256;
const mostOptions = 16;

const malformed = (why: string): TftpDecodeError => ({ kind: 'malformed', why });

/** Decodes one datagram. `data` of a DATA packet is a view of the given bytes, not a copy. */
export function decodeTftp(bytes: Uint8Array): TftpPacket | TftpDecodeError {
  if (bytes.length < 4) return malformed('shorter than four bytes');
  const number = (bytes[2]! << 8) | bytes[3]!;
  switch ((bytes[0]! << 8) | bytes[1]!) {
    case opcodes.read:
      return decodeRequest('read', bytes);
    case opcodes.write:
      return decodeRequest('write', bytes);
    case opcodes.data:
      return { kind: 'data', block: number, data: bytes.subarray(4) };
    case opcodes.ack:
      return { kind: 'ack', block: number };
    case opcodes.error:
      return { kind: 'error', code: number, message: errorMessage(bytes) };
    case opcodes.options: {
      const options = decodeOptions(bytes, 2);
      return 'kind' in options ? options : { kind: 'options', options: options.list };
    }
    default:
      return malformed('an opcode that does not exist');
  }
}

function decodeRequest(kind: 'read' | 'write', bytes: Uint8Array): TftpRequest | TftpDecodeError {
  if (bytes.length > longestRequest) return malformed('a request longer than 1024 bytes');
  const nameEnd = bytes.indexOf(0, 2);
  if (nameEnd < 0) return malformed('a name without an end');
  const modeEnd = bytes.indexOf(0, nameEnd + 1);
  if (modeEnd < 0) return malformed('a mode without an end');
  const options = decodeOptions(bytes, modeEnd + 1);
  if ('kind' in options) return options;
  return {
    kind,
    name: text(bytes, 2, nameEnd),
    mode: text(bytes, nameEnd + 1, modeEnd).toLowerCase(),
    options: options.list,
  };
}

/** An empty option name is padding and ends the list. */
function decodeOptions(bytes: Uint8Array, start: number): { list: TftpOption[] } | TftpDecodeError {
  const list: TftpOption[] = [];
  let at = start;
  while (at < bytes.length && bytes[at] !== 0 && list.length < mostOptions) {
    const nameEnd = bytes.indexOf(0, at);
    const valueEnd = nameEnd < 0 ? -1 : bytes.indexOf(0, nameEnd + 1);
    if (valueEnd < 0) return malformed('an option without an end');
    list.push([text(bytes, at, nameEnd).toLowerCase(), text(bytes, nameEnd + 1, valueEnd)]);
    at = valueEnd + 1;
  }
  return { list };
}

/** A client's words; some firmware leaves the final NUL away. Kept to printable text, since a person will read it. */
function errorMessage(bytes: Uint8Array): string {
  const end = bytes.indexOf(0, 4);
  const words = text(bytes, 4, Math.min(end < 0 ? bytes.length : end, 4 + longestMessage));
  return words.replaceAll(/[\p{C}\ufffd]+/gu, ' ').trim();
}

function text(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
}

/** Encodes one packet. Text must hold no NUL. */
export function encodeTftp(packet: TftpPacket): Uint8Array {
  switch (packet.kind) {
    case 'read':
    case 'write':
      return join(packet.kind, `${packet.name}\0${packet.mode}\0${joinOptions(packet.options)}`);
    case 'options':
      return join('options', joinOptions(packet.options));
    case 'error':
      return join('error', `${packet.message}\0`, packet.code);
    case 'ack':
      return join('ack', '', packet.block);
    case 'data':
      return Buffer.concat([join('data', '', packet.block), packet.data]);
  }
}

/** Writes the four bytes before a block's data; `block` counts from 1 and is wrapped here. */
export function writeDataHeader(target: Uint8Array, offset: number, block: number): void {
  target[offset] = 0;
  target[offset + 1] = opcodes.data;
  target[offset + 2] = (block >> 8) & 0xff;
  target[offset + 3] = block & 0xff;
}

export const dataHeaderLength = 4;

const joinOptions = (options: readonly TftpOption[]) => options.map(([name, value]) => `${name}\0${value}\0`).join('');

function join(kind: keyof typeof opcodes, words: string, number?: number): Buffer {
  const head = [0, opcodes[kind]];
  if (number !== undefined) head.push((number >> 8) & 0xff, number & 0xff);
  return Buffer.concat([Buffer.from(head), Buffer.from(words, 'utf8')]);
}
