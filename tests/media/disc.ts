import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ImageEntry, ImageTree, RandomAccess } from '../../electron/media/port.ts';
import { insideFile, treeBuilder } from '../../electron/media/tree.ts';

export function inMemory(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
  };
}

/** An image of `tests/fixtures/media`. */
export function fixture(name: string): Uint8Array {
  return new Uint8Array(gunzipSync(readFileSync(new URL(`../fixtures/media/${name}.gz`, import.meta.url))));
}

export const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** Contents by path, for the images of the fixtures: `contentsOf` of the same path gives the same bytes. */
export const fixturePaths: readonly string[] = [
  'empty',
  'live/filesystem.squashfs',
  'Boot Files/Très long répertoire/ünïcode 文件.txt',
  'd1/d2/d3/d4/d5/d6/d7/d8/d9/deep.txt',
  ...Array.from({ length: 48 }, (_, i) => `many/file-number-${i}-with-a-rather-long-name.dat`),
];

export function contentsOf(path: string): Uint8Array {
  if (path === 'empty') return new Uint8Array(0);
  if (path.endsWith('.squashfs')) return Uint8Array.from({ length: 9_000 }, (_, i) => (i * 7 + (i >> 8)) & 0xff);
  return text(`contents of ${path}`);
}

/** Every entry below a folder. */
export function* everything(tree: Pick<ImageTree, 'list'>, path = ''): Generator<ImageEntry> {
  for (const entry of tree.list(path) ?? []) {
    yield entry;
    if (entry.kind === 'folder') yield* everything(tree, entry.path);
  }
}

/** A disc of these files, for readers of trees. */
export function discOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  more: Partial<Pick<ImageTree, 'label' | 'bootEntries'>> = {},
): ImageTree {
  const contents = Object.entries(files).map(
    ([path, bytes]) => [path, typeof bytes === 'string' ? text(bytes) : bytes] as const,
  );
  const image = new Uint8Array(contents.reduce((sum, [, { length }]) => sum + length, 0));
  const builder = treeBuilder(image.length);
  const folders = new Set(['']);
  let offset = 0;
  for (const [path, bytes] of contents) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join('/');
      if (!folders.has(folder)) builder.addFolder(parts.slice(0, depth - 1).join('/'), parts[depth - 1] ?? '');
      folders.add(folder);
    }
    image.set(bytes, offset);
    builder.addFile(parts.slice(0, -1).join('/'), parts.at(-1) ?? '', bytes.length, [{ offset, length: bytes.length }]);
    offset += bytes.length;
  }
  const access = inMemory(image);
  return {
    format: 'iso9660',
    label: null,
    bootEntries: [],
    hybrid: false,
    ...builder.finish(),
    read: (file, most) => insideFile(access, file).read(0, Math.min(most, file.size)),
    access: (file) => insideFile(access, file),
    ...more,
  };
}
