import { isMediaFault } from './fault.ts';
import { SECTOR } from './iso9660.ts';
import type { BootEntry } from './port.ts';
import { type ImageReader, isInside, latin, u8, u16, u32 } from './reader.ts';

const ENTRY = 32;
const UEFI = 0xef;

/**
 * The boot catalogue (El Torito 1.0, UEFI §13.3.2), entries of 32 bytes: one that says that it is a catalogue, the
 * first that can be booted, then a header for each further platform with its entries behind it.
 *
 *   0 header or 0x88   1 platform or emulation   2 number of entries | segment   6 sectors of 512   8 block of 2,048
 *
 * A damaged catalogue is none: the files of the disc can be read without it.
 */
export async function readBootEntries(
  reader: ImageReader,
  bootRecord: Uint8Array | null,
): Promise<readonly BootEntry[]> {
  if (bootRecord === null || !latin(bootRecord.subarray(7, 39)).startsWith('EL TORITO SPECIFICATION')) return [];
  const catalogue = await reader.read(u32(bootRecord, 71) * SECTOR, SECTOR, '');
  if (isMediaFault(catalogue) || !isCatalogue(catalogue)) return [];
  const found: BootEntry[] = [];
  let platform = u8(catalogue, 1);
  let left = 1;
  for (let at = ENTRY; at + ENTRY <= catalogue.length; at += ENTRY) {
    const entry = catalogue.subarray(at, at + ENTRY);
    const mark = u8(entry, 0);
    if (left > 0) {
      const read = mark === 0x44 ? null : bootEntry(entry, platform, reader.size);
      if (mark !== 0x44) left -= 1;
      if (read !== null) found.push(read);
    } else if (mark === 0x90 || mark === 0x91) {
      platform = u8(entry, 1);
      left = u16(entry, 2);
    } else if (mark !== 0x44) break;
  }
  return found;
}

/** Its words sum up to nothing, and it ends in 55 AA. */
function isCatalogue(catalogue: Uint8Array): boolean {
  let sum = 0;
  for (let at = 0; at < ENTRY; at += 2) sum += u16(catalogue, at);
  return u8(catalogue, 0) === 1 && u16(catalogue, 30) === 0xaa55 && (sum & 0xffff) === 0;
}

function bootEntry(entry: Uint8Array, platform: number, imageSize: number): BootEntry | null {
  const extent = { offset: u32(entry, 8) * SECTOR, length: u16(entry, 6) * 512 };
  const mark = u8(entry, 0);
  if ((mark !== 0x88 && mark !== 0) || extent.offset === 0 || !isInside(extent.offset, extent.length, imageSize)) {
    return null;
  }
  return { platform: platformOf(platform), bootable: mark === 0x88, emulation: emulationOf(u8(entry, 1)), extent };
}

function platformOf(platform: number): BootEntry['platform'] {
  if (platform === 0) return 'bios';
  return platform === UEFI ? 'uefi' : 'other';
}

function emulationOf(media: number): BootEntry['emulation'] {
  const kind = media & 0x0f;
  if (kind === 0) return 'none';
  return kind === 4 ? 'hard-disk' : 'floppy';
}

/** A master boot record with a partition in it: what `isohybrid` and `xorriso` put before the disc. */
export async function isHybrid(reader: ImageReader): Promise<boolean> {
  const sector = await reader.read(0, 512, '');
  if (isMediaFault(sector) || u16(sector, 510) !== 0xaa55) return false;
  return [446, 462, 478, 494].some((at) => u8(sector, at + 4) !== 0 && u32(sector, at + 12) !== 0);
}
