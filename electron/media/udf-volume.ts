import { damagedAt, isMediaFault, mediaFault } from './fault.ts';
import type { MediaFault } from './port.ts';
import { type ImageReader, isInside, latin, u8, u16, u32 } from './reader.ts';
import { dstring, readUdfTag, udfTag } from './udf-tag.ts';

/** What the volume descriptors say: which partitions there are, and where the files begin. */
export interface UdfVolume {
  readonly blockSize: number;
  readonly label: string;
  readonly maps: readonly PartitionMap[];
  readonly fileSet: UdfAddress;
}

/** A block of a partition, by its number in the list of partition maps. */
export interface UdfAddress {
  readonly partition: number;
  readonly block: number;
}

/** How the blocks of a partition lie in the image. */
export type PartitionMap =
  | { readonly kind: 'physical'; readonly firstBlock: number; readonly blocks: number }
  /** UDF 2.50: folders and file entries lie in a file of their own, in the physical partition `inside`. */
  | { readonly kind: 'metadata'; readonly inside: number; readonly icb: number; readonly mirror: number };

const VSD_START = 32_768;
const VSD_STRIDE = 2_048;
const MOST_DESCRIPTORS = 256;
const unreadable = mediaFault({ code: 'media-udf' });

/** Whether the volume recognition sequence names UDF; it comes behind the descriptors of ISO 9660 when both are there. */
export async function namesUdf(reader: ImageReader): Promise<boolean> {
  for (let index = 0; index < 64; index += 1) {
    const at = VSD_START + index * VSD_STRIDE;
    if (!isInside(at, VSD_STRIDE, reader.size)) return false;
    const bytes = await reader.read(at, VSD_STRIDE, '');
    if (isMediaFault(bytes)) return false;
    const name = latin(bytes.subarray(1, 6));
    if (name === 'NSR02' || name === 'NSR03') return true;
    if (!['CD001', 'BEA01', 'BOOT2', 'CDW02'].includes(name)) return false;
  }
  return false;
}

/** Discs have blocks of 2,048 bytes; images of sticks made by Windows have 512, a few have 4,096. */
export async function readUdfVolume(reader: ImageReader): Promise<UdfVolume | MediaFault> {
  for (const blockSize of [2_048, 512, 4_096, 1_024]) {
    const last = Math.floor(reader.size / blockSize) - 1;
    for (const block of [256, last - 256, last]) {
      const anchor = await readBlock(reader, blockSize, block, udfTag.anchor);
      if (anchor === null) continue;
      const volume = await readSequence(reader, blockSize, anchor, 16);
      return isMediaFault(volume) ? readSequence(reader, blockSize, anchor, 24) : volume;
    }
  }
  return damagedAt('');
}

/** Null: no descriptor of this kind there. */
async function readBlock(
  reader: ImageReader,
  blockSize: number,
  block: number,
  kind: number | null,
): Promise<Uint8Array | null> {
  if (!isInside(block * blockSize, blockSize, reader.size)) return null;
  const bytes = await reader.read(block * blockSize, blockSize, '');
  if (isMediaFault(bytes)) return null;
  const found = readUdfTag(bytes);
  return found !== null && (kind === null || found === kind) ? bytes : null;
}

interface Found {
  label: string;
  logical: Uint8Array | null;
  readonly partitions: Map<number, { readonly firstBlock: number; readonly blocks: number }>;
}

/** `extentAt`: where the anchor has the extent of the main sequence (16) or of its copy (24). */
async function readSequence(
  reader: ImageReader,
  blockSize: number,
  anchor: Uint8Array,
  extentAt: number,
): Promise<UdfVolume | MediaFault> {
  const found: Found = { label: '', logical: null, partitions: new Map() };
  let block = u32(anchor, extentAt + 4);
  let end = block + Math.floor(u32(anchor, extentAt) / blockSize);
  for (let count = 0; block < end && count < MOST_DESCRIPTORS; count += 1, block += 1) {
    const bytes = await readBlock(reader, blockSize, block, null);
    if (bytes === null) break;
    const kind = u16(bytes, 0);
    if (kind === udfTag.terminator) break;
    if (kind === udfTag.volumePointer) {
      block = u32(bytes, 24) - 1;
      end = block + 1 + Math.floor(u32(bytes, 20) / blockSize);
    } else takeDescriptor(found, kind, bytes);
  }
  return volumeOf(found, blockSize);
}

function takeDescriptor(found: Found, kind: number, bytes: Uint8Array): void {
  if (kind === udfTag.primaryVolume) found.label = dstring(bytes.subarray(24, 56));
  if (kind === udfTag.logicalVolume) found.logical = bytes;
  if (kind === udfTag.partition) {
    found.partitions.set(u16(bytes, 22), { firstBlock: u32(bytes, 188), blocks: u32(bytes, 192) });
  }
}

/**
 * The logical volume descriptor (ECMA-167 3/10.6):
 *
 *   84 name (128)   212 block size (4)   248 where the file set is   264 bytes of maps   268 number of maps   440 maps
 */
function volumeOf({ label, logical, partitions }: Found, blockSize: number): UdfVolume | MediaFault {
  if (logical === null || u32(logical, 212) !== blockSize) return damagedAt('');
  const maps: PartitionMap[] = [];
  const end = Math.min(logical.length, 440 + u32(logical, 264));
  const wanted = u32(logical, 268);
  for (let at = 440; maps.length < wanted && at + 6 <= end; at += u8(logical, at + 1)) {
    const bytes = logical.subarray(at, Math.min(end, at + u8(logical, at + 1)));
    const map = partitionMap(bytes, partitions, maps);
    if (map === null) return unreadable;
    maps.push(map);
  }
  const fileSet = { block: u32(logical, 252), partition: u16(logical, 256) };
  return { blockSize, label: dstring(logical.subarray(84, 212)) || label, maps, fileSet };
}

/** Null: packet writing (virtual and sparable partitions), which no medium for installations has. */
function partitionMap(
  bytes: Uint8Array,
  partitions: Found['partitions'],
  before: readonly PartitionMap[],
): PartitionMap | null {
  if (bytes.length === 6 && u8(bytes, 0) === 1) {
    const partition = partitions.get(u16(bytes, 4));
    return partition ? { kind: 'physical', ...partition } : null;
  }
  if (bytes.length < 64 || u8(bytes, 0) !== 2) return null;
  if (!latin(bytes.subarray(5, 28)).startsWith('*UDF Metadata Partition')) return null;
  const start = partitions.get(u16(bytes, 38))?.firstBlock;
  const inside = before.findIndex((map) => map.kind === 'physical' && map.firstBlock === start);
  return inside < 0 ? null : { kind: 'metadata', inside, icb: u32(bytes, 40), mirror: u32(bytes, 44) };
}
