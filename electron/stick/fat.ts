/** A file of the volume. `short`: its name in 8.3 form, as `BOOTX64 EFI`; `long`: the name where 8.3 cannot hold it. */
export interface FatFile {
  readonly short: string;
  readonly long?: string;
  readonly bytes: Uint8Array;
}

export interface FatFolder {
  readonly short: string;
  readonly entries: readonly FatEntry[];
}

export type FatEntry = FatFile | FatFolder;

const sector = 512;
const cluster = 1_024;
const tableSectors = 60;
const rootEntries = 512;
const dataStart = (1 + 2 * tableSectors) * sector + rootEntries * 32;

/** 15,283 clusters of 1 KiB: between 4,085 and 65,524, which is what makes a volume FAT16. */
export const volumeSectors = 30_720;

/**
 * A FAT16 volume of `volumeSectors` with these entries at its root (Microsoft's FAT specification, 1.03). It follows
 * `hiddenSectors` of the disk.
 *
 *     0          boot sector with the volume's measures
 *     1..60      first table of clusters
 *     61..120    second table
 *     121..152   root folder, 512 entries
 *     153..      clusters, numbered from 2
 */
export function fatVolume(entries: readonly FatEntry[], hiddenSectors: number): Uint8Array {
  const volume = new Uint8Array(volumeSectors * sector);
  volume.set(bootSector(hiddenSectors));
  const chains = new Uint16Array(tableSectors * 256);
  chains.set([0xfff8, 0xffff]);
  let next = 2;
  /** Puts the bytes into clusters in a row; the first one's number, 0 for nothing. */
  const store = (bytes: Uint8Array): number => {
    if (bytes.length === 0) return 0;
    const first = next;
    next += Math.ceil(bytes.length / cluster);
    if (dataStart + (next - 2) * cluster > volume.length) throw new RangeError('the files are too large for the stick');
    volume.set(bytes, dataStart + (first - 2) * cluster);
    for (let each = first; each < next; each++) chains[each] = each + 1 === next ? 0xffff : each + 1;
    return first;
  };
  const folder = (entry: FatFolder, parent: number): number => {
    const own = next;
    store(new Uint8Array(folderSize(entry.entries)));
    const dots = [record('.', 0x10, own, 0), record('..', 0x10, parent, 0)];
    volume.set(joined([...dots, ...records(entry.entries, own)]), dataStart + (own - 2) * cluster);
    return own;
  };
  const records = (list: readonly FatEntry[], parent: number): Uint8Array[] =>
    list.flatMap((entry) =>
      'bytes' in entry
        ? [...longNames(entry), record(entry.short, 0x20, store(entry.bytes), entry.bytes.length)]
        : [record(entry.short, 0x10, folder(entry, parent), 0)],
    );
  volume.set(joined(records(entries, 0)), (1 + 2 * tableSectors) * sector);
  for (const table of [1, 1 + tableSectors]) {
    const view = new DataView(volume.buffer, table * sector);
    chains.forEach((value, index) => {
      view.setUint16(index * 2, value, true);
    });
  }
  return volume;
}

function folderSize(entries: readonly FatEntry[]): number {
  const count = entries.reduce((sum, entry) => sum + 1 + ('bytes' in entry ? longNames(entry).length : 0), 2);
  return Math.ceil((count * 32) / cluster) * cluster;
}

/**
 *     0  jump   3 name     11 bytes/sector   13 sectors/cluster  14 reserved  16 tables  17 root entries  19 sectors
 *     21 medium 22 sectors/table  24 sectors/track  26 heads  28 hidden   36 drive  38 mark  39 number  43 label  54 type
 */
function bootSector(hiddenSectors: number): Uint8Array {
  const bytes = new Uint8Array(sector);
  const view = new DataView(bytes.buffer);
  bytes.set([0xeb, 0x3c, 0x90]);
  bytes.set(ascii('ROLLCALL'), 3);
  view.setUint16(11, sector, true);
  bytes.set([cluster / sector], 13);
  view.setUint16(14, 1, true);
  bytes.set([2], 16);
  view.setUint16(17, rootEntries, true);
  view.setUint16(19, volumeSectors, true);
  bytes.set([0xf8], 21);
  view.setUint16(22, tableSectors, true);
  view.setUint16(24, 63, true);
  view.setUint16(26, 255, true);
  view.setUint32(28, hiddenSectors, true);
  bytes.set([0x80, 0, 0x29], 36);
  view.setUint32(39, 0x524f4c4c, true);
  bytes.set(ascii('NO NAME    FAT16   '), 43);
  view.setUint16(510, 0xaa55, true);
  return bytes;
}

/** 0 name, 11 kind, 22 time, 24 date (1 January 2026: the same files make the same image), 26 first cluster, 28 size. */
function record(short: string, attributes: number, first: number, size: number): Uint8Array {
  const bytes = new Uint8Array(32);
  const view = new DataView(bytes.buffer);
  bytes.set(ascii(short.padEnd(11)));
  bytes[11] = attributes;
  view.setUint16(24, (46 << 9) | (1 << 5) | 1, true);
  view.setUint16(26, first, true);
  view.setUint32(28, size, true);
  return bytes;
}

/** Where the 13 characters of one record of a long name are. */
const places = [1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30];

/** The records of a long name, last part first, as they precede the 8.3 record. */
function longNames({ short, long }: FatFile): Uint8Array[] {
  if (long === undefined) return [];
  const check = ascii(short.padEnd(11)).reduce((sum, byte) => (((sum & 1) << 7) + (sum >> 1) + byte) & 0xff, 0);
  const parts = Math.ceil(long.length / 13);
  return Array.from({ length: parts }, (_, index) => {
    const part = parts - 1 - index;
    const bytes = new Uint8Array(32);
    const view = new DataView(bytes.buffer);
    bytes[0] = (part + 1) | (index === 0 ? 0x40 : 0);
    bytes[11] = 0x0f;
    bytes[13] = check;
    places.forEach((place, at) => {
      const position = part * 13 + at;
      const fill = position === long.length ? 0 : 0xffff;
      view.setUint16(place, position < long.length ? long.charCodeAt(position) : fill, true);
    });
    return bytes;
  });
}

function joined(records: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(records.length * 32);
  records.forEach((each, index) => {
    bytes.set(each, index * 32);
  });
  return bytes;
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
