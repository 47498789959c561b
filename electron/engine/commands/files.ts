import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { type CommandHandlers, Refusal } from '../../contract/api.ts';
import type { FolderView } from '../../contract/console.ts';

type Entry = FolderView['entries'][number];

/** More than anybody looks through, and an answer of a few hundred kilobytes at most. */
const most = 2_000;

export function fileCommands(): Pick<CommandHandlers, 'files.browse'> {
  return { 'files.browse': ({ path }) => browseFolder(path ?? homedir()) };
}

/** What is in a folder: folders first, then files, by name; a file's path shows the folder that it is in. */
export async function browseFolder(asked: string): Promise<FolderView> {
  if (!isAbsolute(asked) || /\p{Cc}/u.test(asked)) throw new Refusal('refused', { code: 'folder-not-whole' });
  const path = await folderOf(normalize(asked));
  const found = await read(path);
  const named = found.filter(isPlain).sort(inOrder);
  const entries = await Promise.all(named.slice(0, most).map((entry) => entryOf(path, entry)));
  const parent = dirname(path);
  return {
    path,
    parent: parent === path ? null : parent,
    entries: entries.filter((entry) => entry !== null).sort(foldersFirst),
    cut: named.length > most,
  };
}

async function folderOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new Refusal('not-found', { code: 'folder-missing', path });
  return found.isDirectory() ? path : dirname(path);
}

async function read(path: string): Promise<Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch {
    throw new Refusal('refused', { code: 'folder-unreadable', path });
  }
}

/** Hidden ones are left out, and names that would not be one line of text. */
const isPlain = ({ name }: Dirent): boolean => !name.startsWith('.') && !/\p{Cc}/u.test(name);

const names = new Intl.Collator('en', { numeric: true });

const inOrder = (a: Dirent, b: Dirent): number =>
  Number(b.isDirectory()) - Number(a.isDirectory()) || names.compare(a.name, b.name);

const foldersFirst = (a: Entry, b: Entry): number =>
  Number(b.kind === 'folder') - Number(a.kind === 'folder') || names.compare(a.name, b.name);

/** A link counts as what it leads to; what leads nowhere, and devices, are left out. */
async function entryOf(folder: string, { name }: Dirent): Promise<Entry | null> {
  const path = join(folder, name);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return { name, path, kind: 'folder', bytes: 0 };
  return found?.isFile() ? { name, path, kind: 'file', bytes: found.size } : null;
}
