import { z } from 'zod';
import type { ActionFile, FileSource, ScriptContext } from './kind.ts';

/** An absolute path on this computer, in its own style: `/srv/x`, `C:\x`, `\\server\share\x`. */
export const FilePath = z
  .string()
  .min(1)
  .max(1_024)
  .refine(
    (path) => /^(?:\/|[a-z]:[\\/]|\\\\)/i.test(path),
    'give the whole path of the file, from the root or the drive letter on',
  )
  .refine((path) => !/\p{Cc}/u.test(path), 'a path is one line of text')
  .refine((path) => !/[\\/]$/.test(path), 'this is a folder, not a file');

/** A file of this computer, with the name that machines see: the last part of its path, safe in a URL and as an iPXE image name. */
export function actionFile(slot: string, path: string, others: readonly ActionFile[]): ActionFile {
  return named(slot, path, { kind: 'path', path }, others);
}

/** A file inside an image, named by the last part of its place in there. */
export function imageFile(slot: string, image: string, inner: string, others: readonly ActionFile[]): ActionFile {
  return named(slot, inner, { kind: 'image', image, inner }, others);
}

/** A text that is made for each machine, under this very name. A secret one is served once to a boot. */
export function textFile(
  slot: string,
  name: string,
  text: (context: ScriptContext) => string,
  { secret = false } = {},
): ActionFile {
  return { slot, name, source: { kind: 'text', secret, text } };
}

function named(slot: string, path: string, source: FileSource, others: readonly ActionFile[]): ActionFile {
  const name = bareName(path) || slot;
  return { slot, name: others.some((other) => other.name === name) ? `${slot}-${name}` : name, source };
}

function bareName(path: string): string {
  return path
    .replace(/^.*[\\/]/s, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(-48)
    .replace(/^[.-]+/, '');
}
