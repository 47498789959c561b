import { cutAt, damagedAt, isMediaFault, mediaFault, shown } from './fault.ts';
import type { Extent, MediaFault } from './port.ts';
import { type ImageReader, isInside, u8, u16, u32, volumeName } from './reader.ts';
import { type NameTree, sliceExtents, type TreeBuilder, treeBuilder } from './tree.ts';
import { readDescriptor, readUdfFile, type UdfBlocks, type UdfFile } from './udf-file.ts';
import { osta, readUdfTag, udfTag } from './udf-tag.ts';
import { type PartitionMap, readUdfVolume, type UdfAddress } from './udf-volume.ts';

const MOST_FOLDER_BYTES = 8 * 1024 * 1024;
const DELETED = 0x04;
const PARENT = 0x08;

export interface UdfTree {
  readonly label: string | null;
  readonly names: NameTree;
}

/** UDF 1.02 to 2.60 as it is on discs and images for installation: written once, without packet writing. */
export async function readUdfTree(reader: ImageReader): Promise<UdfTree | MediaFault> {
  const volume = await readUdfVolume(reader);
  if (isMediaFault(volume)) return volume;
  const blocks = await locateBlocks(reader, volume.blockSize, volume.maps);
  if (isMediaFault(blocks)) return blocks;
  const fileSet = await readDescriptor(blocks, volume.fileSet, '');
  if (isMediaFault(fileSet)) return fileSet;
  if (fileSet.kind !== udfTag.fileSet) return damagedAt('');
  const names = await walk(blocks, longAddress(fileSet.bytes, 400));
  return isMediaFault(names) ? names : { label: volumeName(volume.label), names };
}

/** A long allocation descriptor: 0 length (4)   4 block (4)   8 partition (2). */
function longAddress(bytes: Uint8Array, at: number): UdfAddress {
  return { block: u32(bytes, at + 4), partition: u16(bytes, at + 8) };
}

/** The file of each metadata partition is read first, by the physical partitions alone. */
async function locateBlocks(
  reader: ImageReader,
  blockSize: number,
  maps: readonly PartitionMap[],
): Promise<UdfBlocks | MediaFault> {
  const metadata = new Map<number, readonly Extent[]>();
  const blocks: UdfBlocks = {
    reader,
    blockSize,
    locate({ partition, block }, bytes) {
      const map = maps[partition];
      if (map === undefined) return null;
      if (map.kind === 'metadata')
        return whole(sliceExtents(metadata.get(partition) ?? [], block * blockSize, bytes), bytes);
      if (!isInside(block * blockSize, bytes, map.blocks * blockSize)) return null;
      return [{ offset: (map.firstBlock + block) * blockSize, length: bytes }];
    },
  };
  for (const [index, map] of maps.entries()) {
    if (map.kind !== 'metadata') continue;
    const main = await readUdfFile(blocks, { partition: map.inside, block: map.icb }, '');
    const file = isMediaFault(main)
      ? await readUdfFile(blocks, { partition: map.inside, block: map.mirror }, '')
      : main;
    if (isMediaFault(file)) return file;
    metadata.set(index, file.extents);
  }
  return blocks;
}

function whole(extents: readonly Extent[], bytes: number): readonly Extent[] | null {
  return extents.reduce((sum, { length }) => sum + length, 0) === bytes ? extents : null;
}

interface Pending {
  readonly path: string;
  readonly address: UdfAddress;
  readonly file: UdfFile;
}

/** Every folder once: a second name for one is a loop, or as good as one. */
async function walk(blocks: UdfBlocks, root: UdfAddress): Promise<NameTree | MediaFault> {
  const builder = treeBuilder(blocks.reader.size);
  const file = await readUdfFile(blocks, root, '');
  if (isMediaFault(file)) return file;
  if (file.type !== 'folder') return damagedAt('');
  const pending: Pending[] = [{ path: '', address: root, file }];
  const seen = new Set<string>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const place = `${next.address.partition}:${next.address.block}`;
    if (seen.has(place)) return mediaFault({ code: 'media-loop', path: shown(next.path) });
    seen.add(place);
    const fault = await walkFolder(blocks, builder, pending, next);
    if (fault !== null) return fault;
  }
  return builder.finish();
}

async function walkFolder(
  blocks: UdfBlocks,
  builder: TreeBuilder,
  pending: Pending[],
  folder: Pending,
): Promise<MediaFault | null> {
  const bytes = await folderBytes(blocks.reader, folder.file, folder.path);
  if (isMediaFault(bytes)) return bytes;
  const names = readNames(bytes, folder.path);
  if (isMediaFault(names)) return names;
  for (const { name, address } of names) {
    const path = folder.path === '' ? name : `${folder.path}/${name}`;
    const file = await readUdfFile(blocks, address, path);
    if (isMediaFault(file)) return file;
    if (file.type === 'other') continue;
    const added =
      file.type === 'file'
        ? builder.addFile(folder.path, name, file.size, file.extents)
        : builder.addFolder(folder.path, name);
    if (isMediaFault(added)) return added;
    if (added !== null) pending.push({ path: added, address, file });
  }
  return null;
}

async function folderBytes(reader: ImageReader, file: UdfFile, path: string): Promise<Uint8Array | MediaFault> {
  if (file.size > MOST_FOLDER_BYTES) return damagedAt(path);
  const result = new Uint8Array(file.size);
  let at = 0;
  for (const { offset, length } of file.extents) {
    if (!isInside(offset, length, reader.size)) return cutAt(path);
    const part = await reader.read(offset, length, path);
    if (isMediaFault(part)) return part;
    result.set(part, at);
    at += length;
  }
  return result;
}

interface UdfName {
  readonly name: string;
  readonly address: UdfAddress;
}

/**
 * File identifier descriptors (ECMA-167 4/14.4), one behind the other, each padded to four bytes:
 *
 *   0 tag   18 characteristics   19 name length   20 file entry (16)   36 implementation use length   38 use, then name
 */
function readNames(bytes: Uint8Array, path: string): readonly UdfName[] | MediaFault {
  const names: UdfName[] = [];
  for (let at = 0; at + 38 <= bytes.length; ) {
    const descriptor = bytes.subarray(at);
    const nameStart = 38 + u16(descriptor, 36);
    const nameEnd = nameStart + u8(descriptor, 19);
    if (nameEnd > descriptor.length) return damagedAt(path);
    if (readUdfTag(descriptor.subarray(0, nameEnd + 3)) !== udfTag.fileIdentifier) return damagedAt(path);
    if ((u8(descriptor, 18) & (DELETED | PARENT)) === 0) {
      names.push({ name: osta(descriptor.subarray(nameStart, nameEnd)), address: longAddress(descriptor, 20) });
    }
    at += Math.ceil(nameEnd / 4) * 4;
  }
  return names;
}
