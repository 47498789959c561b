/** Dotted IPv4 text, as the contract's `Ipv4`: four decimal octets without leading zeros. */
export type Ipv4 = string;

/** A MAC address as the contract's `Mac`: six lower-case hex octets joined by colons. */
export type Mac = string;

/** Two addresses and everything between them, both ends included. */
export interface Ipv4Range {
  readonly first: Ipv4;
  readonly last: Ipv4;
}

const DOT = 46;
const ZERO = 48;

/** Dotted text as an unsigned 32-bit number, or null when the text is not a strict IPv4 address. */
export function parseIpv4(text: string): number | null {
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  if (text.length > 15) return null;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === DOT) {
      if (digits === 0 || dots === 3) return null;
      value = value * 256 + octet;
      octet = 0;
      digits = 0;
      dots++;
      continue;
    }
    const digit = char - ZERO;
    if (digit < 0 || digit > 9 || (digits > 0 && octet === 0)) return null;
    octet = octet * 10 + digit;
    digits++;
    if (octet > 255) return null;
  }
  return dots === 3 && digits > 0 ? value * 256 + octet : null;
}

/** Dotted text as an unsigned 32-bit number. Throws for text that is no address: check input with `parseIpv4`. */
export function ipv4Number(text: Ipv4): number {
  const value = parseIpv4(text);
  if (value === null) throw new RangeError(`not an IPv4 address: ${JSON.stringify(text.slice(0, 40))}`);
  return value;
}

/** The dotted text of the low 32 bits of a number. */
export function ipv4Text(value: number): Ipv4 {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

/** The four bytes at `offset` as dotted text; the caller has checked that they are there. */
export function readIpv4(bytes: Uint8Array, offset: number): Ipv4 {
  const a = bytes[offset] ?? 0;
  const b = bytes[offset + 1] ?? 0;
  const c = bytes[offset + 2] ?? 0;
  const d = bytes[offset + 3] ?? 0;
  return (a | b | c | d) === 0 ? '0.0.0.0' : `${a}.${b}.${c}.${d}`;
}

/** Writes dotted text as four bytes at `offset`; false, and nothing written, when the text is no address. */
export function writeIpv4(bytes: Uint8Array, offset: number, text: Ipv4): boolean {
  const value = parseIpv4(text);
  if (value === null) return false;
  bytes[offset] = value >>> 24;
  bytes[offset + 1] = value >>> 16;
  bytes[offset + 2] = value >>> 8;
  bytes[offset + 3] = value;
  return true;
}

/** The netmask of a prefix length 0 to 32 as a number: 24 gives 0xffffff00. */
export function prefixMask(prefix: number): number {
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > 32) throw new RangeError(`not a prefix length: ${prefix}`);
  return prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0;
}

/** The netmask of a prefix length as dotted text. */
export function netmask(prefix: number): Ipv4 {
  return ipv4Text(prefixMask(prefix));
}

/** The first address of the subnet that `address` lies in. */
export function networkAddress(address: Ipv4, prefix: number): Ipv4 {
  return ipv4Text((ipv4Number(address) & prefixMask(prefix)) >>> 0);
}

/** The last address of the subnet that `address` lies in: its directed broadcast. */
export function broadcastAddress(address: Ipv4, prefix: number): Ipv4 {
  return ipv4Text((ipv4Number(address) | ~prefixMask(prefix)) >>> 0);
}

/** True when both addresses lie in one subnet of this prefix length. */
export function sameSubnet(one: Ipv4, other: Ipv4, prefix: number): boolean {
  return ((ipv4Number(one) ^ ipv4Number(other)) & prefixMask(prefix)) === 0;
}

/** True when a machine may use the address: in the subnet, and neither its network nor its broadcast address. */
export function isHostAddress(address: Ipv4, subnet: Ipv4, prefix: number): boolean {
  if (!sameSubnet(address, subnet, prefix)) return false;
  // RFC 3021: a /31 and a /32 have no network and no broadcast address.
  if (prefix >= 31) return true;
  const host = (ipv4Number(address) & ~prefixMask(prefix)) >>> 0;
  return host !== 0 && host !== ~prefixMask(prefix) >>> 0;
}

/** How many addresses a range holds; 0 when its ends are the wrong way round. */
export function rangeSize(range: Ipv4Range): number {
  return Math.max(0, ipv4Number(range.last) - ipv4Number(range.first) + 1);
}

const HEX = '0123456789abcdef';

/** Six bytes at `offset` as MAC text; the caller has checked that they are there. */
export function macText(bytes: Uint8Array, offset = 0): Mac {
  let text = '';
  for (let i = offset; i < offset + 6; i++) {
    const byte = bytes[i] ?? 0;
    text += (i === offset ? '' : ':') + HEX[byte >> 4] + HEX[byte & 15];
  }
  return text;
}

/** True for six bytes that can name one machine: not all zero, and not a group address (lowest bit of the first). */
export function isMachineAddress(bytes: Uint8Array): boolean {
  if (((bytes[0] ?? 0) & 1) === 1) return false;
  for (let i = 0; i < 6; i++) if (bytes[i] !== 0) return true;
  return false;
}

/** The addresses of a range from its first, so many at most. */
export function rangeAddresses({ first, last }: Ipv4Range, most: number): Ipv4[] {
  const from = ipv4Number(first);
  const count = Math.min(most, ipv4Number(last) - from + 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) => ipv4Text(from + index));
}
