import { latin, u8, u16, utf16 } from './reader.ts';

/** The kinds of descriptors that lead to a file (ECMA-167 3/7.2.1, 4/7.2.1). */
export const udfTag = {
  primaryVolume: 1,
  anchor: 2,
  volumePointer: 3,
  partition: 5,
  logicalVolume: 6,
  terminator: 8,
  fileSet: 256,
  fileIdentifier: 257,
  allocationExtent: 258,
  fileEntry: 261,
  extendedFileEntry: 266,
} as const;

const TAG_BYTES = 16;

/**
 * The descriptor tag in front of everything in UDF (ECMA-167 3/7.2):
 *
 *   0 kind (2)   2 version (2)   4 sum of the tag   5 -   6 serial (2)   8 CRC (2)   10 CRC length (2)   12 block (4)
 *
 * The kind when sum and CRC fit, else null. Linux refuses the same ones.
 */
export function readUdfTag(bytes: Uint8Array): number | null {
  if (bytes.length < TAG_BYTES) return null;
  let sum = 0;
  for (let at = 0; at < TAG_BYTES; at += 1) if (at !== 4) sum += u8(bytes, at);
  if ((sum & 0xff) !== u8(bytes, 4)) return null;
  const covered = u16(bytes, 10);
  if (TAG_BYTES + covered > bytes.length) return u16(bytes, 0);
  return crc16(bytes.subarray(TAG_BYTES, TAG_BYTES + covered)) === u16(bytes, 8) ? u16(bytes, 0) : null;
}

/** CRC-16 with the polynomial 0x1021 and a start of 0 (ECMA-167 3/7.2.6). */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
    crc &= 0xffff;
  }
  return crc;
}

/** OSTA compressed Unicode (UDF 2.1.1): its first byte tells how many bits a character has. */
export function osta(bytes: Uint8Array): string {
  if (bytes.length === 0) return '';
  return u8(bytes, 0) === 16 || u8(bytes, 0) === 255 ? utf16(bytes.subarray(1)) : latin(bytes.subarray(1));
}

/** A name in a field of fixed length, whose last byte tells how much of it is used (UDF 2.1.3). */
export function dstring(field: Uint8Array): string {
  return osta(field.subarray(0, Math.min(u8(field, field.length - 1), field.length - 1)));
}
