import { damagedAt, isMediaFault, mediaFault, shown } from './fault.ts';
import type { Extent, MediaFault } from './port.ts';
import { type ImageReader, isInside, u8, u16, u32, u64 } from './reader.ts';
import { sliceExtents } from './tree.ts';
import { readUdfTag, udfTag } from './udf-tag.ts';
import type { UdfAddress } from './udf-volume.ts';

/** The blocks of the partitions, as bytes of the image. */
export interface UdfBlocks {
  readonly reader: ImageReader;
  readonly blockSize: number;
  /** Where `bytes` bytes from a block on lie, by partition; null: outside. */
  locate(address: UdfAddress, bytes: number): readonly Extent[] | null;
}

/** A file entry: what a name of UDF stands for. */
export interface UdfFile {
  readonly type: 'folder' | 'file' | 'other';
  readonly size: number;
  readonly extents: readonly Extent[];
}

const FOLDER = 4;
const FILE = 5;
/** A file of 4 TiB in the largest extents (1 GiB each); a disc has a handful for each file. */
const MOST_EXTENTS = 4_096;
const MOST_CONTINUATIONS = 64;

/** The first block at an address, when a descriptor of this kind is in it. */
export async function readDescriptor(
  blocks: UdfBlocks,
  address: UdfAddress,
  path: string,
): Promise<{ readonly bytes: Uint8Array; readonly kind: number; readonly offset: number } | MediaFault> {
  const [extent] = blocks.locate(address, blocks.blockSize) ?? [];
  if (extent === undefined || extent.length < blocks.blockSize) return damagedAt(path);
  const bytes = await blocks.reader.read(extent.offset, blocks.blockSize, path);
  if (isMediaFault(bytes)) return bytes;
  const kind = readUdfTag(bytes);
  return kind === null ? damagedAt(path) : { bytes, kind, offset: extent.offset };
}

/**
 * A file entry (ECMA-167 4/14.9) or an extended one (4/14.17):
 *
 *   0 tag   16 ICB tag: 27 type of file, 34 flags   56 size (8)
 *   168 | 208 bytes of extended attributes   172 | 212 bytes of allocation   176 | 216 attributes, then allocation
 */
export async function readUdfFile(blocks: UdfBlocks, address: UdfAddress, path: string): Promise<UdfFile | MediaFault> {
  const found = await readDescriptor(blocks, address, path);
  if (isMediaFault(found)) return found;
  const { bytes, kind, offset } = found;
  const head = kind === udfTag.fileEntry ? 176 : kind === udfTag.extendedFileEntry ? 216 : null;
  if (head === null || u16(bytes, 20) !== 4) return damagedAt(path);
  const start = head + u32(bytes, head - 8);
  const length = u32(bytes, head - 4);
  if (!isInside(start, length, bytes.length)) return damagedAt(path);
  const size = u64(bytes, 56);
  const form = u16(bytes, 34) & 7;
  const table = bytes.subarray(start, start + length);
  const extents =
    form === 3
      ? [{ offset: offset + start, length }]
      : await readAllocation(blocks, table, form, address.partition, path);
  if (isMediaFault(extents)) return extents;
  const used = sliceExtents(extents, 0, size);
  const whole = used.reduce((sum, extent) => sum + extent.length, 0);
  if (whole !== size) return damagedAt(path);
  return { type: typeOf(u8(bytes, 27)), size, extents: used };
}

function typeOf(type: number): UdfFile['type'] {
  if (type === FOLDER) return 'folder';
  return type === FILE ? 'file' : 'other';
}

/**
 * Allocation descriptors (ECMA-167 4/14.14): short ones name a block of the own partition, long ones its partition too.
 *
 *   0 length (30 bits) and type (2 bits)   4 block (4)   8 partition (2)   10 -  (6)
 *
 * Type 0 is written, 1 and 2 are gaps, 3 goes on in another table.
 */
async function readAllocation(
  blocks: UdfBlocks,
  first: Uint8Array,
  form: number,
  ownPartition: number,
  path: string,
): Promise<readonly Extent[] | MediaFault> {
  if (form > 1) return mediaFault({ code: 'media-udf' });
  const step = form === 0 ? 8 : 16;
  const extents: Extent[] = [];
  let table: Uint8Array | null = first;
  for (let tables = 0; table !== null; tables += 1) {
    if (tables > MOST_CONTINUATIONS) return damagedAt(path);
    let next: UdfAddress | null = null;
    for (let at = 0; at + step <= table.length && next === null; at += step) {
      const length = u32(table, at) & 0x3fffffff;
      const type = u32(table, at) >>> 30;
      const address: UdfAddress = {
        block: u32(table, at + 4),
        partition: form === 0 ? ownPartition : u16(table, at + 8),
      };
      if (length === 0) break;
      if (type === 3) next = address;
      else if (type !== 0) return mediaFault({ code: 'media-sparse', path: shown(path) });
      else {
        const located = blocks.locate(address, length);
        if (located === null || extents.length > MOST_EXTENTS) return damagedAt(path);
        extents.push(...located);
      }
    }
    const further: Uint8Array | MediaFault | null = next === null ? null : await readFurther(blocks, next, path);
    if (isMediaFault(further)) return further;
    table = further;
  }
  return extents;
}

/** An allocation extent descriptor (ECMA-167 4/14.5): 16 block before (4), 20 bytes of the table (4), 24 the table. */
async function readFurther(blocks: UdfBlocks, at: UdfAddress, path: string): Promise<Uint8Array | MediaFault> {
  const found = await readDescriptor(blocks, at, path);
  if (isMediaFault(found)) return found;
  if (found.kind !== udfTag.allocationExtent) return damagedAt(path);
  return found.bytes.subarray(24, Math.min(found.bytes.length, 24 + u32(found.bytes, 20)));
}
