import { cutAt, mediaFault, shown } from './fault.ts';
import type { MediaFault, RandomAccess } from './port.ts';

const CHUNK = 65_536;
const KEPT_CHUNKS = 32;

/** Folders and file entries of the largest installation discs take some tens of megabytes. */
const MOST_BYTES = 512 * 1024 * 1024;

/** More than any medium for classrooms holds; a whole Debian archive on disc has about 60,000. */
export const MOST_NODES = 200_000;

export const tooMany = mediaFault({ code: 'media-many', most: MOST_NODES });

/** Reads what describes an image, not the contents of its files; the work that one image can make is bounded. */
export interface ImageReader {
  readonly size: number;
  /** All of the bytes or a fault; `path` is what the fault names. */
  read(position: number, length: number, path: string): Promise<Uint8Array | MediaFault>;
}

/**
 * Folders lie close together and are read in small pieces, so whole chunks are read and the last ones kept. What is asked
 * for and what is really read both count towards the work that one image may make.
 */
export function imageReader(access: RandomAccess): ImageReader {
  const chunks = new Map<number, Uint8Array>();
  let bytesRead = 0;

  async function fetch(position: number, length: number): Promise<Uint8Array | MediaFault> {
    bytesRead += length;
    try {
      return await access.read(position, length);
    } catch (error) {
      return mediaFault({
        code: 'media-unreadable',
        detail: shown(error instanceof Error ? error.message : `${error}`),
      });
    }
  }

  async function chunk(index: number): Promise<Uint8Array | MediaFault> {
    const kept = chunks.get(index);
    if (kept) return kept;
    const bytes = await fetch(index * CHUNK, Math.min(CHUNK, access.size - index * CHUNK));
    if (!(bytes instanceof Uint8Array)) return bytes;
    const [oldest] = chunks.keys();
    if (chunks.size >= KEPT_CHUNKS && oldest !== undefined) chunks.delete(oldest);
    chunks.set(index, bytes);
    return bytes;
  }

  return {
    size: access.size,
    async read(position, length, path) {
      if (!isInside(position, length, access.size)) return cutAt(path);
      bytesRead += length;
      if (bytesRead > MOST_BYTES) return tooMany;
      const first = Math.floor(position / CHUNK);
      const inOneChunk = position + length <= (first + 1) * CHUNK;
      const bytes = inOneChunk ? await chunk(first) : await fetch(position, length);
      if (!(bytes instanceof Uint8Array)) return bytes;
      const start = inOneChunk ? position - first * CHUNK : 0;
      const found = bytes.subarray(start, start + length);
      return found.length === length ? found : cutAt(path);
    },
  };
}

/** Whether a run of bytes lies inside something of this size; false as well for what is no whole number. */
export function isInside(offset: number, length: number, size: number): boolean {
  return (
    Number.isSafeInteger(offset) &&
    Number.isSafeInteger(length) &&
    offset >= 0 &&
    length >= 0 &&
    offset + length <= size
  );
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Numbers of both discs formats are little endian; the caller has checked that the bytes are there. */
export const u16 = (bytes: Uint8Array, at: number): number => view(bytes).getUint16(at, true);
export const u32 = (bytes: Uint8Array, at: number): number => view(bytes).getUint32(at, true);
/** Exact up to 2^53; larger ones are beyond every image and fail the check of its size. */
export const u64 = (bytes: Uint8Array, at: number): number => Number(view(bytes).getBigUint64(at, true));
export const u8 = (bytes: Uint8Array, at: number): number => view(bytes).getUint8(at);

export function latin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** UTF-16, high byte first, as Joliet and UDF have it; an odd last byte is left out. */
export function utf16(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) text += String.fromCharCode((bytes[at]! << 8) | bytes[at + 1]!);
  return text;
}

/** The name of a volume: padding away; null when nothing is left. */
export function volumeName(text: string): string | null {
  const name = shown(text.replace(/[\s\0]+$/, '').trim());
  return name === '' ? null : name;
}
