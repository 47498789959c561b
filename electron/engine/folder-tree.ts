import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileAnswer } from '../http/port.ts';

/**
 * A file below a folder, found name by name in the lists of its folders: nothing else can be named, and a link is not
 * followed, so nothing outside is read. `inner`: with `/` between its parts.
 */
export async function answerFolder(folder: string, inner: string): Promise<FileAnswer> {
  let here = folder;
  let name = '';
  for (const part of inner.split('/')) {
    const names = await readdir(here).catch((): string[] => []);
    if (!names.includes(part)) return { kind: 'missing' };
    here = join(here, part);
    name = part;
    const found = await lstat(here).catch(() => null);
    if (found === null || found.isSymbolicLink()) return { kind: 'missing' };
  }
  return (await lstat(here)).isFile() ? { kind: 'path', path: here, name } : { kind: 'missing' };
}
