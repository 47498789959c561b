import { latin, u8, u16, u32, utf16 } from './reader.ts';

/**
 * A directory record (ECMA-119 §9.1), both-endian numbers read from their little half:
 *
 *   0 length   1 extended attributes   2 block of the contents (8)   10 bytes of the contents (8)   18 time (7)
 *   25 flags   26 interleave (2)   28 volume (4)   32 name length   33 name   … system use (Rock Ridge)
 */
export interface IsoRecord {
  readonly block: number;
  readonly bytes: number;
  readonly isFolder: boolean;
  /** The next record of the same name goes on where this one ends. */
  readonly goesOn: boolean;
  /** `self` and `parent` are the first two records of each folder. */
  readonly role: 'self' | 'parent' | 'entry';
  /** As it is written, before Rock Ridge. */
  readonly name: string;
  readonly systemUse: Uint8Array;
}

const FOLDER = 0x02;
const ASSOCIATED = 0x04;
const GOES_ON = 0x80;
const HEAD = 33;

/** Null: the bytes are no record. `unicode` for the names of Joliet. */
export function readIsoRecord(bytes: Uint8Array, unicode: boolean): IsoRecord | null {
  if (bytes.length <= HEAD) return null;
  const nameLength = u8(bytes, 32);
  const nameEnd = HEAD + nameLength;
  if (nameLength === 0 || nameEnd > bytes.length) return null;
  const rawName = bytes.subarray(HEAD, nameEnd);
  const flags = u8(bytes, 25);
  return {
    block: u32(bytes, 2) + u8(bytes, 1),
    bytes: u32(bytes, 10),
    isFolder: (flags & FOLDER) !== 0,
    goesOn: (flags & GOES_ON) !== 0,
    role: roleOf(rawName),
    name: plainName(unicode ? utf16(rawName) : latin(rawName), (flags & FOLDER) !== 0),
    systemUse: bytes.subarray(Math.min(bytes.length, nameEnd + (nameLength % 2 === 0 ? 1 : 0))),
  };
}

/** A resource fork of an old Macintosh has the name of its file, and is none. */
export function isAssociated(record: Uint8Array): boolean {
  return record.length > 25 && (u8(record, 25) & ASSOCIATED) !== 0;
}

function roleOf(rawName: Uint8Array): IsoRecord['role'] {
  if (rawName.length !== 1 || u8(rawName, 0) > 1) return 'entry';
  return u8(rawName, 0) === 0 ? 'self' : 'parent';
}

/** `VMLINUZ.;1` is `VMLINUZ`: the version and the dot of an empty extension are no part of the name. */
function plainName(name: string, isFolder: boolean): string {
  const unversioned = name.replace(/;\d{1,5}$/, '');
  return isFolder || !unversioned.endsWith('.') || unversioned.length === 1 ? unversioned : unversioned.slice(0, -1);
}

/** Where the primary or a supplementary volume descriptor says that everything is (ECMA-119 §8.4, §8.5). */
export interface IsoVolume {
  readonly kind: 'primary' | 'joliet';
  readonly blockSize: number;
  readonly label: string;
  readonly root: IsoRecord;
}

/** Null: a descriptor of another kind (a supplementary one that is not Joliet's among them), or damaged. */
export function readIsoVolume(sector: Uint8Array): IsoVolume | null {
  const type = u8(sector, 0);
  const joliet = type === 2 && ['%/@', '%/C', '%/E'].includes(latin(sector.subarray(88, 91)));
  if (type !== 1 && !joliet) return null;
  const blockSize = u16(sector, 128);
  const root = readIsoRecord(sector.subarray(156, 190), joliet);
  if (![512, 1024, 2048].includes(blockSize) || root === null || !root.isFolder) return null;
  const label = sector.subarray(40, 72);
  return { kind: joliet ? 'joliet' : 'primary', blockSize, label: joliet ? utf16(label) : latin(label), root };
}
