import { cutAt, isMediaFault, mediaFault, shown } from './fault.ts';
import type { Extent, ImageEntry, ImageFile, MediaFault, RandomAccess } from './port.ts';
import { isInside, MOST_NODES, tooMany } from './reader.ts';

const MOST_DEPTH = 64;
const MOST_PATH_CHARACTERS = 64 * 1024 * 1024;
const MOST_EXTENTS = 1_000_000;

/** The entries of an image while its folders are walked; what it refuses is a fault of the whole image. */
export interface TreeBuilder {
  /** The path of the new folder. */
  addFolder(parent: string, name: string): string | MediaFault;
  /** Null: it was taken. */
  addFile(parent: string, name: string, size: number, extents: readonly Extent[]): MediaFault | null;
  finish(): NameTree;
}

export interface NameTree {
  readonly fileCount: number;
  list(path: string): readonly ImageEntry[] | null;
  find(path: string): ImageFile | null;
}

/** `imageSize`: every extent has to lie inside. */
export function treeBuilder(imageSize: number): TreeBuilder {
  const folders = new Map<string, ImageEntry[]>([['', []]]);
  const files = new Map<string, ImageFile>();
  const spellings = new Map<string, string>([['', '']]);
  let nodes = 0;
  let characters = 0;
  let pieces = 0;

  function add<E extends ImageEntry>(parent: string, name: string, make: (path: string) => E): E | MediaFault {
    if (!isPossibleName(name)) return mediaFault({ code: 'media-name', path: shown(parent), name: shown(name) });
    const entry = make(parent === '' ? name : `${parent}/${name}`);
    nodes += 1;
    characters += entry.path.length;
    if (nodes > MOST_NODES || characters > MOST_PATH_CHARACTERS || pieces > MOST_EXTENTS) return tooMany;
    folders.get(parent)?.push(entry);
    const folded = entry.path.toLowerCase();
    if (!spellings.has(folded)) spellings.set(folded, entry.path);
    return entry;
  }

  return {
    addFolder(parent, name) {
      const folder = add(parent, name, (path) => ({ kind: 'folder', name, path }));
      if (isMediaFault(folder)) return folder;
      if (depthOf(folder.path) > MOST_DEPTH) {
        return mediaFault({ code: 'media-deep', path: shown(folder.path), most: MOST_DEPTH });
      }
      if (!folders.has(folder.path)) folders.set(folder.path, []);
      return folder.path;
    },
    addFile(parent, name, size, extents) {
      if (!fits(size, extents, imageSize)) return cutAt(parent === '' ? name : `${parent}/${name}`);
      pieces += extents.length;
      const file = add(parent, name, (path) => ({ kind: 'file', name, path, size, extents: joined(extents) }));
      if (isMediaFault(file)) return file;
      if (!files.has(file.path)) files.set(file.path, file);
      return null;
    },
    finish: () => ({
      fileCount: files.size,
      list: (path) => lookUp(path, folders, spellings),
      find: (path) => lookUp(path, files, spellings),
    }),
  };
}

/** A name that is no way out of its folder and no trick in an address or on a screen. */
function isPossibleName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && name.length <= 255 && !/[/\p{Cc}]/u.test(name);
}

function depthOf(path: string): number {
  let depth = 1;
  for (const character of path) if (character === '/') depth += 1;
  return depth;
}

function fits(size: number, extents: readonly Extent[], imageSize: number): boolean {
  const whole = extents.reduce((sum, { length }) => sum + length, 0);
  return whole === size && extents.every(({ offset, length }) => isInside(offset, length, imageSize));
}

/** Extents that follow one another are one. */
function joined(extents: readonly Extent[]): readonly Extent[] {
  const result: Extent[] = [];
  for (const extent of extents) {
    const last = result.at(-1);
    if (extent.length === 0) continue;
    if (last && last.offset + last.length === extent.offset) {
      result[result.length - 1] = { offset: last.offset, length: last.length + extent.length };
    } else result.push(extent);
  }
  return result;
}

/**
 * The exact path wins; names that only differ in case are seldom on one disc, and Windows asks in any case. A name may
 * hold a backslash itself (units of systemd do), so slashes alone are tried first.
 */
function lookUp<E>(path: string, entries: ReadonlyMap<string, E>, spellings: ReadonlyMap<string, string>): E | null {
  for (const tried of [path, path.replaceAll('\\', '/')]) {
    const plain = tried.replace(/^\/+|\/+$/g, '');
    const exact = entries.get(plain);
    if (exact !== undefined) return exact;
    const spelling = spellings.get(plain.toLowerCase());
    const found = spelling === undefined ? undefined : entries.get(spelling);
    if (found !== undefined) return found;
  }
  return null;
}

/** A file of an image as if it stood alone. */
export function insideFile(access: RandomAccess, file: ImageFile): RandomAccess {
  return {
    size: file.size,
    async read(position, length) {
      const parts: Uint8Array[] = [];
      for (const { offset, length: bytes } of sliceExtents(file.extents, position, length)) {
        const part = await access.read(offset, bytes);
        parts.push(part);
        if (part.length < bytes) break;
      }
      return concatenate(parts);
    },
  };
}

/** The runs of the image in which `length` bytes of a file from `position` on lie; less at the end of the file. */
export function sliceExtents(extents: readonly Extent[], position: number, length: number): readonly Extent[] {
  const result: Extent[] = [];
  let skip = position;
  let left = length;
  for (const extent of extents) {
    if (left <= 0) break;
    if (skip < extent.length) {
      const bytes = Math.min(extent.length - skip, left);
      result.push({ offset: extent.offset + skip, length: bytes });
      left -= bytes;
    }
    skip = Math.max(0, skip - extent.length);
  }
  return result;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const result = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
