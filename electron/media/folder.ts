import { createHash } from 'node:crypto';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isMediaFault, mediaFault, shown } from './fault.ts';
import type { ImageFile, ImageTree, MediaFault, RandomAccess } from './port.ts';
import { type TreeBuilder, treeBuilder } from './tree.ts';

/** An unpacked medium: the names below a folder of this computer, as if they were those of a disc image. */
export interface FolderTree {
  readonly tree: ImageTree;
  /** Of all files together. */
  readonly bytes: number;
  /** Hex SHA-256 over the paths and sizes of all files, in their order: tells one folder from another. */
  readonly sha256: string;
}

/** More than a reader of labels and versions needs at once. */
const mostRead = 16 * 1_048_576;

/**
 * Reads the names below a folder. Links are not followed and nothing but plain files counts, so nothing outside is seen;
 * depth and number of names are bounded as those of an image are.
 */
export async function openFolder(path: string, label: string): Promise<FolderTree | MediaFault> {
  const builder = treeBuilder(Number.MAX_SAFE_INTEGER);
  const hash = createHash('sha256');
  let bytes = 0;
  const take = (file: string, size: number): number => {
    hash.update(`${file}\n${size}\n`);
    bytes += size;
    return bytes - size;
  };
  try {
    const fault = await walk(path, '', builder, take);
    if (fault) return fault;
  } catch (error) {
    return unreadable(error);
  }
  const { fileCount, list, find } = builder.finish();
  const access = (file: ImageFile): RandomAccess => fileAt(join(path, file.path), file.size);
  const read = (file: ImageFile, most: number) => readStart(access(file), file, most);
  const tree = {
    format: 'folder',
    label,
    bootEntries: [],
    hybrid: false,
    fileCount,
    list,
    find,
    read,
    access,
  } as const;
  return { tree, bytes, sha256: hash.digest('hex') };
}

async function walk(
  root: string,
  inner: string,
  builder: TreeBuilder,
  take: (file: string, size: number) => number,
): Promise<MediaFault | null> {
  for (const name of (await readdir(join(root, inner))).sort()) {
    const path = inner === '' ? name : `${inner}/${name}`;
    const found = await lstat(join(root, path));
    let fault: MediaFault | null = null;
    if (found.isDirectory()) {
      const folder = builder.addFolder(inner, name);
      fault = isMediaFault(folder) ? folder : await walk(root, folder, builder, take);
    } else if (found.isFile()) {
      fault = builder.addFile(inner, name, found.size, [{ offset: take(path, found.size), length: found.size }]);
    }
    if (fault) return fault;
  }
  return null;
}

/** A file of the folder, open while it is read alone. */
function fileAt(path: string, size: number): RandomAccess {
  return {
    size,
    async read(position, length) {
      const buffer = new Uint8Array(Math.max(0, Math.min(length, size - position)));
      const file = await open(path, 'r');
      try {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}

async function readStart(access: RandomAccess, file: ImageFile, most: number): Promise<Uint8Array | MediaFault> {
  try {
    return await access.read(0, Math.min(file.size, most, mostRead));
  } catch (error) {
    return unreadable(error);
  }
}

function unreadable(error: unknown): MediaFault {
  return mediaFault({
    code: 'media-unreadable',
    detail: shown(error instanceof Error ? error.message : String(error)),
  });
}
