import { cutAt, damagedAt, isMediaFault, mediaFault, shown } from './fault.ts';
import { type IsoRecord, type IsoVolume, isAssociated, readIsoRecord, readIsoVolume } from './iso-record.ts';
import type { Extent, MediaFault } from './port.ts';
import { type ImageReader, isInside, latin, u8, volumeName } from './reader.ts';
import { readRockRidge, rockRidgeSkip } from './rock-ridge.ts';
import { type NameTree, type TreeBuilder, treeBuilder } from './tree.ts';

export const SECTOR = 2_048;
const FIRST_DESCRIPTOR = 16;
const MOST_DESCRIPTORS = 64;
const MOST_FOLDER_BYTES = 8 * 1024 * 1024;
/** Each takes up to 4 GiB. */
const MOST_EXTENTS = 1_024;

/** The volume descriptors of an image that can be read. */
export interface IsoDescriptors {
  readonly primary: IsoVolume;
  readonly joliet: IsoVolume | null;
  /** The boot record of El Torito. */
  readonly bootRecord: Uint8Array | null;
}

/** Null: no ISO 9660. The set of descriptors begins at byte 32,768 and ends with one of type 255. */
export async function readIsoDescriptors(reader: ImageReader): Promise<IsoDescriptors | MediaFault | null> {
  let primary: IsoVolume | null = null;
  let joliet: IsoVolume | null = null;
  let bootRecord: Uint8Array | null = null;
  for (let sector = FIRST_DESCRIPTOR; sector < FIRST_DESCRIPTOR + MOST_DESCRIPTORS; sector += 1) {
    if (!isInside(sector * SECTOR, SECTOR, reader.size)) break;
    const bytes = await reader.read(sector * SECTOR, SECTOR, '');
    if (isMediaFault(bytes)) return bytes;
    if (latin(bytes.subarray(1, 6)) !== 'CD001') return sector === FIRST_DESCRIPTOR ? null : damagedAt('');
    if (u8(bytes, 0) === 255) break;
    if (u8(bytes, 0) === 0) bootRecord ??= bytes;
    const volume = readIsoVolume(bytes);
    if (volume?.kind === 'primary') primary ??= volume;
    if (volume?.kind === 'joliet') joliet ??= volume;
  }
  if (primary) return { primary, joliet, bootRecord };
  return reader.size < (FIRST_DESCRIPTOR + 1) * SECTOR ? null : damagedAt('');
}

export interface IsoTree {
  readonly format: 'iso9660' | 'joliet' | 'rock-ridge';
  readonly label: string | null;
  readonly names: NameTree;
}

/** Rock Ridge has the names that the maker of the disc gave, then Joliet; both are absent on the plainest discs. */
export async function readIsoTree(reader: ImageReader, descriptors: IsoDescriptors): Promise<IsoTree | MediaFault> {
  const { primary, joliet } = descriptors;
  const first = await folderBytes(reader, primary, primary.root, '');
  if (isMediaFault(first)) return first;
  const self = readIsoRecord(first.subarray(0, u8(first, 0)), false);
  const skip = self === null ? null : rockRidgeSkip(self.systemUse);
  const volume = skip === null && joliet !== null ? joliet : primary;
  const names = await walk(reader, volume, skip);
  if (isMediaFault(names)) return names;
  const plain = volume.kind === 'joliet' ? 'joliet' : 'iso9660';
  return { format: skip === null ? plain : 'rock-ridge', label: volumeName(volume.label), names };
}

interface Pending {
  readonly path: string;
  readonly record: IsoRecord;
}

interface Walk {
  readonly reader: ImageReader;
  readonly volume: IsoVolume;
  /** Null: names of Rock Ridge are not used. */
  readonly skip: number | null;
  readonly builder: TreeBuilder;
  readonly pending: Pending[];
}

/** Every folder once: a second way to the same block is a loop, or as good as one. */
async function walk(reader: ImageReader, volume: IsoVolume, skip: number | null): Promise<NameTree | MediaFault> {
  const builder = treeBuilder(reader.size);
  const pending: Pending[] = [{ path: '', record: volume.root }];
  const seen = new Set<number>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next.record.block)) return mediaFault({ code: 'media-loop', path: shown(next.path) });
    seen.add(next.record.block);
    const fault = await walkFolder({ reader, volume, skip, builder, pending }, next);
    if (fault !== null) return fault;
  }
  return builder.finish();
}

async function walkFolder(walk: Walk, folder: Pending): Promise<MediaFault | null> {
  const bytes = await folderBytes(walk.reader, walk.volume, folder.record, folder.path);
  if (isMediaFault(bytes)) return bytes;
  const records = recordsOf(bytes, walk.volume, folder.path);
  if (isMediaFault(records)) return records;
  let begun: Extent[] = [];
  for (const record of records) {
    const named = await nameOf(walk, record, folder.path);
    if (isMediaFault(named)) return named;
    if (named === null) continue;
    const extents = [...begun, { offset: record.block * walk.volume.blockSize, length: record.bytes }];
    begun = record.goesOn ? extents : [];
    if (begun.length > MOST_EXTENTS) return damagedAt(folder.path);
    if (record.goesOn) continue;
    const fault = await addEntry(walk, folder.path, named, record, extents);
    if (fault !== null) return fault;
  }
  return begun.length === 0 ? null : damagedAt(folder.path);
}

interface Named {
  readonly name: string;
  readonly movedTo: number | null;
}

/** Null: no entry of its own (a symbolic link, or a folder that is reached where it was moved from). */
async function nameOf(walk: Walk, record: IsoRecord, path: string): Promise<Named | MediaFault | null> {
  if (walk.skip === null) return { name: record.name, movedTo: null };
  const where = { reader: walk.reader, blockSize: walk.volume.blockSize, skip: walk.skip };
  const rock = await readRockRidge(record.systemUse, where, path);
  if (isMediaFault(rock)) return rock;
  if (rock.isMoved || rock.isLink) return null;
  return { name: rock.name ?? record.name, movedTo: rock.movedTo };
}

async function addEntry(
  walk: Walk,
  parent: string,
  { name, movedTo }: Named,
  record: IsoRecord,
  extents: readonly Extent[],
): Promise<MediaFault | null> {
  if (!record.isFolder && movedTo === null) {
    const used = extents.filter(({ length }) => length > 0);
    return walk.builder.addFile(
      parent,
      name,
      used.reduce((sum, { length }) => sum + length, 0),
      used,
    );
  }
  const path = walk.builder.addFolder(parent, name);
  if (isMediaFault(path)) return path;
  const target = movedTo === null ? record : await movedFolder(walk, movedTo, path);
  if (isMediaFault(target)) return target;
  walk.pending.push({ path, record: target });
  return null;
}

/** How large a moved folder is, only its own first record tells. */
async function movedFolder(walk: Walk, block: number, path: string): Promise<IsoRecord | MediaFault> {
  const bytes = await walk.reader.read(block * walk.volume.blockSize, SECTOR, path);
  if (isMediaFault(bytes)) return bytes;
  const self = readIsoRecord(bytes.subarray(0, u8(bytes, 0)), false);
  return self !== null && self.role === 'self' && self.isFolder ? { ...self, block } : damagedAt(path);
}

async function folderBytes(
  reader: ImageReader,
  volume: IsoVolume,
  record: IsoRecord,
  path: string,
): Promise<Uint8Array | MediaFault> {
  if (record.bytes > MOST_FOLDER_BYTES || record.bytes === 0) return damagedAt(path);
  const offset = record.block * volume.blockSize;
  return isInside(offset, record.bytes, reader.size) ? reader.read(offset, record.bytes, path) : cutAt(path);
}

/** No record goes over the end of a sector; a length of zero says that the rest of the sector is empty. */
function recordsOf(bytes: Uint8Array, volume: IsoVolume, path: string): readonly IsoRecord[] | MediaFault {
  const records: IsoRecord[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = u8(bytes, at);
    const sectorEnd = (Math.floor(at / SECTOR) + 1) * SECTOR;
    if (length === 0) {
      at = sectorEnd;
      continue;
    }
    const raw = bytes.subarray(at, at + length);
    const record = at + length > sectorEnd ? null : readIsoRecord(raw, volume.kind === 'joliet');
    if (record === null || raw.length < length) return damagedAt(path);
    if (record.role === 'entry' && !isAssociated(raw)) records.push(record);
    at += length;
  }
  return records;
}
