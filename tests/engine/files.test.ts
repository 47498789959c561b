import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browseFolder } from '../../electron/engine/commands/files.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-files-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const namesIn = async (path: string): Promise<readonly string[]> =>
  (await browseFolder(path)).entries.map(({ kind, name }) => `${kind} ${name}`);

describe('a folder that is looked through for a file', () => {
  it('shows folders first, then files, by name and number', async () => {
    for (const name of ['b.iso', 'a10.iso', 'a2.iso', '.hidden']) writeFileSync(join(folder, name), 'x');
    mkdirSync(join(folder, 'z'));
    expect(await namesIn(folder)).toEqual(['folder z', 'file a2.iso', 'file a10.iso', 'file b.iso']);
  });

  it('says how large a file is and where it is', async () => {
    writeFileSync(join(folder, 'vmlinuz'), 'x'.repeat(300));
    const view = await browseFolder(folder);
    expect(view).toMatchObject({ path: folder, parent: dirname(folder), cut: false });
    expect(view.entries).toEqual([{ name: 'vmlinuz', path: join(folder, 'vmlinuz'), kind: 'file', bytes: 300 }]);
  });

  it('counts a link as what it leads to, and leaves out one that leads nowhere', async () => {
    mkdirSync(join(folder, 'media'));
    symlinkSync(join(folder, 'media'), join(folder, 'link'));
    symlinkSync(join(folder, 'gone'), join(folder, 'dead'));
    expect(await namesIn(folder)).toEqual(['folder link', 'folder media']);
  });

  it('is the one that a file is in, when a file is asked for', async () => {
    writeFileSync(join(folder, 'vmlinuz'), '');
    expect((await browseFolder(join(folder, 'vmlinuz'))).path).toBe(folder);
  });

  it('ends at the root', async () => {
    expect((await browseFolder('/')).parent).toBeNull();
  });

  it('names at most 2,000 entries and says that there are more', async () => {
    for (let index = 0; index < 2_010; index += 1) writeFileSync(join(folder, `f${index}`), '');
    const view = await browseFolder(folder);
    expect([view.entries.length, view.cut]).toEqual([2_000, true]);
  });

  it.each([
    ['a path that does not begin at the root', 'media', 'Give the whole path'],
    ['a path of two lines', '/a\n/b', 'Give the whole path'],
    ['a folder that is not there', '/there/is/no/such/folder', 'There is no folder'],
  ])('is refused: %s', async (_, path, why) => {
    await expect(browseFolder(path)).rejects.toThrow(why);
  });
});
