import { describe, expect, test } from 'vitest';
import { openFileAccess } from '../../electron/media/file-access.ts';
import { isMediaFault, openImage } from '../../electron/media/image.ts';
import type { ImageTree, RandomAccess } from '../../electron/media/port.ts';
import { contentsOf, everything, fixture, fixturePaths, inMemory, text } from './disc.ts';
import { patched } from './patch.ts';

async function opened(access: RandomAccess): Promise<ImageTree> {
  const tree = await openImage(access);
  if (isMediaFault(tree)) throw new Error(`a fault: ${JSON.stringify(tree.why)}`);
  return tree;
}

const openFixture = (name: string): Promise<ImageTree> => opened(inMemory(fixture(name)));

describe.each(['rock-ridge.iso', 'relocated.iso', 'joliet.iso', 'udf.iso'])('%s', (name) => {
  test('gives every file as it was put in', async () => {
    const tree = await openFixture(name);
    for (const path of fixturePaths) {
      const file = tree.find(path);
      expect(file, path).toMatchObject({ kind: 'file', path, size: contentsOf(path).length });
      expect(Buffer.from((await tree.read(file!, 1_000_000)) as Uint8Array), path).toEqual(
        Buffer.from(contentsOf(path)),
      );
    }
  });

  test('holds nothing but that', async () => {
    const tree = await openFixture(name);
    const files = [...everything(tree)].flatMap((entry) => (entry.kind === 'file' ? [entry.path] : []));
    const ours = files.filter((path) => !['boot.img', 'boot.catalog', 'boot.cat'].includes(path));
    expect(ours.sort()).toEqual([...fixturePaths].sort());
    expect(tree.fileCount).toBe(files.length);
  });
});

describe('the names of a disc', () => {
  test.each([
    ['rock-ridge.iso', 'rock-ridge', 'ROCK_RIDGE'],
    ['relocated.iso', 'rock-ridge', 'RELOCATED'],
    ['joliet.iso', 'joliet', 'JOLIET'],
    ['plain.iso', 'iso9660', 'PLAIN'],
    ['udf.iso', 'udf', 'UDF'],
  ])('%s is read as %s and labelled %s', async (name, format, label) => {
    expect(await openFixture(name)).toMatchObject({ format, label });
  });

  test('plain ISO 9660 has its own short ones, without version and empty extension', async () => {
    const tree = await openFixture('plain.iso');
    expect(tree.find('LIVE/FILESYSTEM.SQUASHFS')?.size).toBe(9_000);
    expect(tree.find('EMPTY')).toMatchObject({ size: 0, extents: [] });
  });

  test.each([
    'LIVE/FileSystem.SquashFS',
    '/live/filesystem.squashfs',
    '\\live\\filesystem.squashfs',
    'live\\FILESYSTEM.squashfs',
  ])('%s is found', async (asked) => {
    expect((await openFixture('udf.iso')).find(asked)?.path).toBe('live/filesystem.squashfs');
  });

  test.each(['live', 'live/../empty', '../empty', 'live/filesystem.squashfs/x', '', '/', 'constructor', '__proto__'])(
    '%j is no file',
    async (asked) => {
      expect((await openFixture('udf.iso')).find(asked)).toBeNull();
    },
  );

  test('a folder is listed in any case, the root by nothing, a file not at all', async () => {
    const tree = await openFixture('udf.iso');
    expect(tree.list('LIVE')?.map(({ name }) => name)).toEqual(['filesystem.squashfs']);
    expect(tree.list('/live/')?.length).toBe(1);
    expect(tree.list('')?.map(({ name }) => name)).toContain('many');
    expect(tree.list('empty')).toBeNull();
  });

  test('a file in several records is one file', async () => {
    const image = fixture('plain.iso');
    const before = (await opened(inMemory(image))).list('MANY')?.slice(0, 2) ?? [];
    const [first, second] = before.flatMap((entry) => (entry.kind === 'file' ? [entry] : []));
    const record = Buffer.from(image).indexOf(`${first?.name};1`) - 33;
    const tree = await opened(patched(image, [{ at: record + 25, bytes: Uint8Array.of(0x80) }]));
    const file = tree.find(second?.path ?? '');
    expect(file).toMatchObject({ size: first!.size + second!.size, extents: [...first!.extents, ...second!.extents] });
    expect(tree.list('MANY')?.length).toBe(47);
  });

  test('a file read in pieces is the file', async () => {
    const tree = await openFixture('rock-ridge.iso');
    const file = tree.find('live/filesystem.squashfs')!;
    const access = tree.access(file);
    expect(access.size).toBe(9_000);
    expect(await access.read(8_990, 100)).toEqual(contentsOf(file.path).slice(8_990));
    expect(await access.read(100, 50)).toEqual(contentsOf(file.path).slice(100, 150));
  });
});

describe('the boot catalogue', () => {
  test('names the loaders of BIOS and UEFI', async () => {
    const tree = await openFixture('relocated.iso');
    expect(tree.bootEntries).toMatchObject([
      { platform: 'bios', bootable: true, emulation: 'none' },
      { platform: 'uefi', bootable: true, emulation: 'none' },
    ]);
    const [first] = tree.bootEntries;
    expect(fixture('relocated.iso')[first?.extent.offset ?? 0]).toBe(0x90);
  });

  test('is empty on a disc that starts nothing', async () => {
    expect((await openFixture('joliet.iso')).bootEntries).toEqual([]);
  });
});

describe('what is no image', () => {
  test.each([
    ['nothing', new Uint8Array(0)],
    ['a text', text('Once upon a time')],
    ['an empty disk', new Uint8Array(1_000_000)],
    ['a WIM file', fixture('boot.wim')],
  ])('%s is told so', async (_what, bytes) => {
    expect(await openImage(inMemory(bytes))).toEqual({ kind: 'media-fault', why: { code: 'media-foreign' } });
  });

  test('a file that cannot be read is told in the words of the system', async () => {
    const access = { size: 100_000, read: () => Promise.reject(new Error('EIO: i/o error, read')) };
    const why = { code: 'media-unreadable', detail: 'EIO: i/o error, read' };
    expect(await openImage(access)).toEqual({ kind: 'media-fault', why });
  });

  test('a file on disk is read like one in memory', async () => {
    const path = new URL('../fixtures/media/boot.wim.gz', import.meta.url).pathname;
    const access = await openFileAccess(path);
    expect([...(await access.read(0, 2))]).toEqual([0x1f, 0x8b]);
    expect((await access.read(access.size - 3, 100)).length).toBe(3);
    expect((await access.read(access.size + 3, 100)).length).toBe(0);
    await access.close();
  });
});
