import { type Ipv4, isMachineAddress, type Mac, macText, readIpv4, writeIpv4 } from './address.ts';
import { CHADDR, COOKIE, FILE, OPTIONS, SNAME } from './layout.ts';
import {
  type DhcpOption,
  joinPieces,
  OVERLOAD,
  walkOptions,
  wireOrder,
  wireSizeOfAll,
  writeOptions,
} from './option-area.ts';
import { layOverloaded } from './overload.ts';

export type { DhcpOption } from './option-area.ts';

const MAGIC_COOKIE = 0x63825363;

/** The bit of `flags` by which a client asks for a broadcast reply (RFC 2131 §2, figure 2). */
export const BROADCAST_FLAG = 0x8000;

/** A DHCP or BOOTP packet as a value. Numbers are unsigned; addresses are dotted text, '0.0.0.0' when not set. */
export interface DhcpPacket {
  /** 1 from a client, 2 from a server. */
  readonly op: 1 | 2;
  readonly htype: number;
  readonly hlen: number;
  readonly hops: number;
  readonly xid: number;
  /** Seconds since the client began, but iPXE counts its tries in it: no measure of time. */
  readonly secs: number;
  readonly flags: number;
  readonly ciaddr: Ipv4;
  readonly yiaddr: Ipv4;
  readonly siaddr: Ipv4;
  readonly giaddr: Ipv4;
  /** Always 16 bytes; `hlen` says how many count. */
  readonly chaddr: Uint8Array;
  /** Printable Latin-1 up to the first NUL, at most 63 characters to encode; empty when it carried options. */
  readonly sname: string;
  /** As `sname`, at most 127 characters to encode. */
  readonly file: string;
  /** In the order of the packet, long ones joined (RFC 3396), without pads, end and option 52. */
  readonly options: readonly DhcpOption[];
  /** The 64 bytes of `sname` as received, only when its text does not give them. Used as long as `sname` is unchanged. */
  readonly snameBytes?: Uint8Array;
  /** The 128 bytes of `file` as received, only when its text does not give them. */
  readonly fileBytes?: Uint8Array;
}

/** Bytes that are no DHCP packet, and why in one sentence. */
export interface DecodeError {
  readonly kind: 'decode-error';
  readonly why: string;
}

/** A packet that cannot be put on the wire, and why in one sentence. */
export interface EncodeError {
  readonly kind: 'encode-error';
  readonly why: string;
}

export function isDecodeError(value: DhcpPacket | DecodeError): value is DecodeError {
  return 'kind' in value;
}

export function isEncodeError(value: Uint8Array | EncodeError): value is EncodeError {
  return 'kind' in value;
}

const decodeError = (why: string): DecodeError => ({ kind: 'decode-error', why });
const encodeError = (why: string): EncodeError => ({ kind: 'encode-error', why });

/**
 * Reads the payload of a UDP datagram. A BOOTP packet (no option 53, with or without the magic cookie) is a packet
 * too. The result shares no memory with `bytes`. Never throws; the work grows with the length alone.
 */
export function decodeDhcp(bytes: Uint8Array): DhcpPacket | DecodeError {
  if (bytes.length < COOKIE) return decodeError(`${bytes.length} bytes are too few for a BOOTP header`);
  const own = new Uint8Array(bytes);
  const view = new DataView(own.buffer);
  const op = own[0];
  if (op !== 1 && op !== 2) return decodeError(`op ${op} is neither a request nor a reply`);
  const hlen = own[2] as number;
  if (hlen > 16) return decodeError(`a hardware address of ${hlen} bytes does not fit chaddr`);
  const area = readOptionAreas(own, view);
  if (typeof area === 'string') return decodeError(area);
  const sname = readField(own, SNAME, FILE, area.snameTaken);
  const file = readField(own, FILE, COOKIE, area.fileTaken);
  return {
    op,
    htype: own[1] as number,
    hlen,
    hops: own[3] as number,
    xid: view.getUint32(4),
    secs: view.getUint16(8),
    flags: view.getUint16(10),
    ciaddr: readIpv4(own, 12),
    yiaddr: readIpv4(own, 16),
    siaddr: readIpv4(own, 20),
    giaddr: readIpv4(own, 24),
    chaddr: own.subarray(CHADDR, SNAME),
    sname: sname.text,
    file: file.text,
    options: area.options,
    ...(sname.exact ? null : { snameBytes: own.subarray(SNAME, FILE) }),
    ...(file.exact ? null : { fileBytes: own.subarray(FILE, COOKIE) }),
  };
}

interface OptionAreas {
  readonly options: readonly DhcpOption[];
  readonly fileTaken: boolean;
  readonly snameTaken: boolean;
}

/** The options field, then `file`, then `sname` when option 52 says so (RFC 2131 §4.1). Text: why it failed. */
function readOptionAreas(bytes: Uint8Array, view: DataView): OptionAreas | string {
  const pieces: DhcpOption[] = [];
  if (bytes.length < OPTIONS || view.getUint32(COOKIE) !== MAGIC_COOKIE) {
    return { options: pieces, fileTaken: false, snameTaken: false };
  }
  const failed = walkOptions(bytes, OPTIONS, bytes.length, pieces);
  if (failed !== null) return failed;
  const overload = pieces.find(({ code }) => code === OVERLOAD);
  if (overload === undefined) return { options: joinPieces(pieces), fileTaken: false, snameTaken: false };
  const bits = overload.data.length === 1 ? (overload.data[0] as number) : 0;
  const fileTaken = bits === 1 || bits === 3;
  const snameTaken = bits === 2 || bits === 3;
  const failedLater =
    (fileTaken ? walkOptions(bytes, FILE, COOKIE, pieces) : null) ??
    (snameTaken ? walkOptions(bytes, SNAME, FILE, pieces) : null);
  if (failedLater !== null) return failedLater;
  return { options: joinPieces(pieces.filter(({ code }) => code !== OVERLOAD)), fileTaken, snameTaken };
}

interface FieldText {
  readonly text: string;
  /** The text, filled up with zeros, is the field. */
  readonly exact: boolean;
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte >= 0xa0;
}

function readField(bytes: Uint8Array, start: number, end: number, taken: boolean): FieldText {
  if (taken) return { text: '', exact: true };
  let text = '';
  let exact = true;
  let at = start;
  for (; at < end && bytes[at] !== 0; at++) {
    const byte = bytes[at] as number;
    if (isPrintable(byte)) text += String.fromCharCode(byte);
    else exact = false;
  }
  if (at === end) exact = false;
  for (; at < end; at++) if (bytes[at] !== 0) exact = false;
  return { text, exact };
}

/** Sizes of the UDP payload in bytes. */
export interface EncodeLimits {
  /** Shorter packets are filled up with zeros; 300 by default: the BOOTP minimum that old ROMs insist on. */
  readonly minimum?: number;
  /** 1472 by default: what a frame of 1500 bytes carries, and the most that EDK2 accepts. */
  readonly maximum?: number;
}

/**
 * Writes a packet. Options longer than 255 bytes are split (RFC 3396); when the options do not fit `maximum`, empty
 * `file` and `sname` fields take the rest (option 52). Option 82 is the last before the end. Never throws.
 */
export function encodeDhcp(packet: DhcpPacket, limits: EncodeLimits = {}): Uint8Array | EncodeError {
  const minimum = limits.minimum ?? 300;
  const maximum = limits.maximum ?? 1472;
  const options = wireOrder(packet.options);
  for (const { code } of options) {
    if (!isWithin(code, 254) || code === 0) return encodeError(`${code} is no option code`);
  }
  const size = OPTIONS + wireSizeOfAll(options) + 1;
  const overloaded = size > maximum;
  const bytes = new Uint8Array(overloaded ? Math.max(maximum, OPTIONS) : Math.max(size, Math.min(minimum, maximum)));
  const failed = writeHeader(bytes, packet);
  if (failed !== null) return encodeError(failed);
  if (!overloaded) {
    writeOptions(bytes, OPTIONS, options);
    return bytes;
  }
  const free = {
    file: isEmptyField(packet.file, packet.fileBytes),
    sname: isEmptyField(packet.sname, packet.snameBytes),
  };
  const end = layOverloaded(bytes, options, free);
  if (end === null) return encodeError(`${size} bytes do not fit the ${maximum} that the client takes`);
  return bytes.subarray(0, Math.max(end, Math.min(minimum, maximum)));
}

function isEmptyField(text: string, received: Uint8Array | undefined): boolean {
  return text === '' && received === undefined;
}

const isWithin = (value: number, most: number): boolean => value >= 0 && value <= most && Number.isInteger(value);

/** Everything before the options. Returns null, or why a field cannot be written. */
function writeHeader(bytes: Uint8Array, packet: DhcpPacket): string | null {
  if (!isWithin(packet.htype, 0xff)) return `${packet.htype} does not fit htype`;
  if (!isWithin(packet.hlen, 16)) return `${packet.hlen} does not fit hlen`;
  if (!isWithin(packet.hops, 0xff)) return `${packet.hops} does not fit hops`;
  if (!isWithin(packet.xid, 0xffffffff)) return `${packet.xid} does not fit xid`;
  if (!isWithin(packet.secs, 0xffff)) return `${packet.secs} does not fit secs`;
  if (!isWithin(packet.flags, 0xffff)) return `${packet.flags} does not fit flags`;
  const view = new DataView(bytes.buffer);
  bytes[0] = packet.op;
  bytes[1] = packet.htype;
  bytes[2] = packet.hlen;
  bytes[3] = packet.hops;
  view.setUint32(4, packet.xid);
  view.setUint16(8, packet.secs);
  view.setUint16(10, packet.flags);
  view.setUint32(COOKIE, MAGIC_COOKIE);
  return writeAddresses(bytes, packet);
}

function writeAddresses(bytes: Uint8Array, packet: DhcpPacket): string | null {
  if (!writeIpv4(bytes, 12, packet.ciaddr)) return 'ciaddr is no IPv4 address';
  if (!writeIpv4(bytes, 16, packet.yiaddr)) return 'yiaddr is no IPv4 address';
  if (!writeIpv4(bytes, 20, packet.siaddr)) return 'siaddr is no IPv4 address';
  if (!writeIpv4(bytes, 24, packet.giaddr)) return 'giaddr is no IPv4 address';
  if (packet.chaddr.length !== 16) return `chaddr has ${packet.chaddr.length} bytes, not 16`;
  bytes.set(packet.chaddr, CHADDR);
  return (
    writeField(bytes, SNAME, FILE, packet.sname, packet.snameBytes) ??
    writeField(bytes, FILE, COOKIE, packet.file, packet.fileBytes)
  );
}

function writeField(
  bytes: Uint8Array,
  start: number,
  end: number,
  text: string,
  received: Uint8Array | undefined,
): string | null {
  const size = end - start;
  if (received !== undefined && received.length === size && readField(received, 0, size, false).text === text) {
    bytes.set(received, start);
    return null;
  }
  if (text.length >= size) return `"${text.slice(0, 16)}…" does not fit a field of ${size} bytes`;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char > 255 || !isPrintable(char)) return `"${text.slice(0, 16)}" is not printable Latin-1`;
    bytes[start + i] = char;
  }
  return null;
}

/**
 * The machine that a packet speaks for: Ethernet (htype 1, hlen 6) with an address that is neither zero nor a group.
 * Null for anything else.
 */
export function clientMac(packet: DhcpPacket): Mac | null {
  if (packet.htype !== 1 || packet.hlen !== 6 || !isMachineAddress(packet.chaddr)) return null;
  return macText(packet.chaddr);
}
