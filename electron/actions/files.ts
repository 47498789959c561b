import { z } from 'zod';
import type { ActionFile } from './kind.ts';

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

/** A file with the name that machines see: the last part of its path, safe in a URL and as an iPXE image name. */
export function actionFile(slot: string, path: string, others: readonly ActionFile[]): ActionFile {
  const name = bareName(path) || slot;
  return { slot, path, name: others.some((other) => other.name === name) ? `${slot}-${name}` : name };
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
