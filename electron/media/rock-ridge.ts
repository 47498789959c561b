import { isMediaFault } from './fault.ts';
import type { MediaFault } from './port.ts';
import { type ImageReader, latin, u8, u32 } from './reader.ts';

/**
 * Rock Ridge (IEEE P1282) keeps the names of Unix in the system use field of each directory record, as entries of the
 * System Use Sharing Protocol (P1281):
 *
 *   0 signature (2)   2 length of the entry   3 version   4 data
 *
 * `NM` name, `CL` the folder was moved there, `RE` a moved folder at its new place, `SL` symbolic link, `CE` goes on
 * elsewhere, `SP` the protocol is in use (in the first record of the root), `ST` end.
 */
export interface RockRidge {
  readonly name: string | null;
  /** The block of the folder that this record stands for: folders deeper than eight are moved up. */
  readonly movedTo: number | null;
  readonly isMoved: boolean;
  readonly isLink: boolean;
}

/** A name is at most 255 bytes, so one or two areas; an area lies in one block. */
const MOST_AREAS = 8;
const MOST_AREA_BYTES = 2_048;
const NAME_OF_OTHER = 0x02 | 0x04;

interface Where {
  readonly reader: ImageReader;
  readonly blockSize: number;
  /** Bytes to leave out at the start of each field, as `SP` says. */
  readonly skip: number;
}

/** What the system use field of a record says, its continuation areas included. */
export async function readRockRidge(field: Uint8Array, where: Where, path: string): Promise<RockRidge | MediaFault> {
  const name: Uint8Array[] = [];
  let movedTo: number | null = null;
  let isMoved = false;
  let isLink = false;
  let area: Uint8Array | null = field.subarray(Math.min(where.skip, field.length));
  for (let areas = 0; area !== null && areas < MOST_AREAS; areas += 1) {
    let next: Uint8Array | null = null;
    for (const { signature, data } of entriesOf(area)) {
      if (signature === 'NM' && data.length > 0 && (u8(data, 0) & NAME_OF_OTHER) === 0) name.push(data.subarray(1));
      if (signature === 'CL' && data.length >= 4) movedTo = u32(data, 0);
      if (signature === 'RE') isMoved = true;
      if (signature === 'SL') isLink = true;
      if (signature === 'CE' && data.length >= 24) next = data;
    }
    if (next === null) break;
    const read: Uint8Array | MediaFault = await continuation(next, where, path);
    if (isMediaFault(read)) return read;
    area = read;
  }
  return { name: name.length === 0 ? null : decodeName(name), movedTo, isMoved, isLink };
}

/** `CE`: block, offset and length, each number in both byte orders. */
async function continuation(data: Uint8Array, where: Where, path: string): Promise<Uint8Array | MediaFault> {
  const length = Math.min(u32(data, 16), MOST_AREA_BYTES);
  return where.reader.read(u32(data, 0) * where.blockSize + u32(data, 8), length, path);
}

/** Null: the root does not say that it uses the protocol; else the bytes to leave out. */
export function rockRidgeSkip(rootSelf: Uint8Array): number | null {
  const isUsed = rootSelf.length >= 7 && latin(rootSelf.subarray(0, 2)) === 'SP';
  return isUsed && u8(rootSelf, 4) === 0xbe && u8(rootSelf, 5) === 0xef ? u8(rootSelf, 6) : null;
}

function* entriesOf(area: Uint8Array): Generator<{ readonly signature: string; readonly data: Uint8Array }> {
  for (let at = 0; at + 4 <= area.length; ) {
    const length = u8(area, at + 2);
    const signature = latin(area.subarray(at, at + 2));
    if (length < 4 || at + length > area.length || signature === 'ST') return;
    yield { signature, data: area.subarray(at + 4, at + length) };
    at += length;
  }
}

const utf8 = new TextDecoder('utf-8');

function decodeName(parts: readonly Uint8Array[]): string {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return utf8.decode(bytes);
}
