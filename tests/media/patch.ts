import type { RandomAccess } from '../../electron/media/port.ts';
import { crc16 } from '../../electron/media/udf-tag.ts';

/** Bytes that stand over those of an image. */
export interface Patch {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** What a reader has asked for. */
export interface PatchedImage extends RandomAccess {
  asked(): number;
}

/** An image with other bytes in places, cut to a size, without a copy of the whole. */
export function patched(image: Uint8Array, patches: readonly Patch[], size = image.length): PatchedImage {
  let asked = 0;
  return {
    size,
    asked: () => asked,
    async read(position, length) {
      asked += length;
      const result = image.slice(position, Math.min(position + length, size));
      for (const { at, bytes } of patches) {
        const from = Math.max(at, position);
        const to = Math.min(at + bytes.length, position + result.length);
        if (from < to) result.set(bytes.subarray(from - at, to - at), from - position);
      }
      return result;
    },
  };
}

export const little = (value: number, width: 2 | 4 | 8): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes.subarray(0, width);
};

/** Writes the checksums of a descriptor of UDF anew, so that damage inside it reaches the reader. */
export function resealed(descriptor: Uint8Array): Uint8Array {
  const result = descriptor.slice();
  const view = new DataView(result.buffer);
  const covered = view.getUint16(10, true);
  if (16 + covered <= result.length) view.setUint16(8, crc16(result.subarray(16, 16 + covered)), true);
  let sum = 0;
  for (let at = 0; at < 16; at += 1) if (at !== 4) sum += result[at] ?? 0;
  result[4] = sum & 0xff;
  return result;
}

/** Sectors of 2,048 bytes that begin with a descriptor of UDF. */
export function udfSectors(image: Uint8Array): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at + 2_048 <= image.length; at += 2_048) {
    const kind = (image[at] ?? 0) | ((image[at + 1] ?? 0) << 8);
    if ([1, 2, 5, 6, 256, 257, 261].includes(kind) && (image[at + 2] === 2 || image[at + 2] === 3)) found.push(at);
  }
  return found;
}
