import { describe, expect, test } from 'vitest';
import { openImage } from '../../electron/media/image.ts';
import type { MediaFault, RandomAccess } from '../../electron/media/port.ts';
import { treeBuilder } from '../../electron/media/tree.ts';
import { fixture } from './disc.ts';
import { little, type Patch, patched, resealed } from './patch.ts';

const rockRidge = fixture('rock-ridge.iso');
const plain = fixture('plain.iso');
const udf = fixture('udf.iso');

/** Where these bytes are, from a place on. */
function placeOf(image: Uint8Array, words: string, from = 0): number {
  const at = Buffer.from(image).indexOf(Buffer.from(words, 'latin1'), from);
  if (at < 0) throw new Error(`no ${words} in the image`);
  return at;
}

/** The directory record of this name, which stands 33 bytes before it. */
const recordOf = (image: Uint8Array, name: string): number => placeOf(image, name) - 33;

const faultOf = async (access: RandomAccess): Promise<MediaFault['why'] | 'a tree'> => {
  const tree = await openImage(access);
  return 'kind' in tree ? tree.why : 'a tree';
};

const iso = (...patches: readonly Patch[]) => faultOf(patched(plain, patches));

describe('a hostile disc of ISO 9660', () => {
  test('with a folder that is its own parent is refused', async () => {
    const root = Buffer.from(plain).readUInt32LE(32_768 + 158);
    const live = recordOf(plain, 'LIVE');
    expect(await iso({ at: live + 2, bytes: little(root, 4) })).toEqual({ code: 'media-loop', path: 'LIVE' });
  });

  test('with a file beyond its end is refused with the name of the file', async () => {
    const at = recordOf(plain, 'FILESYSTEM.SQUASHFS');
    const why = { code: 'media-cut', path: 'LIVE/FILESYSTEM.SQUASHFS' };
    expect(await iso({ at: at + 2, bytes: little(0xfffffff0, 4) })).toEqual(why);
    expect(await iso({ at: at + 10, bytes: little(0xffffffff, 4) })).toEqual(why);
  });

  test('with a folder of four gigabytes is refused', async () => {
    const at = recordOf(plain, 'LIVE');
    expect(await iso({ at: at + 10, bytes: little(0xffffffff, 4) })).toEqual({ code: 'media-damaged', path: 'LIVE' });
  });

  test('with a name that leads out is refused', async () => {
    const at = placeOf(plain, 'EMPTY');
    const name = Buffer.from('../pa');
    expect(await iso({ at, bytes: name })).toEqual({ code: 'media-name', path: '', name: '../pa' });
  });

  test('with a Rock Ridge name that leads out is refused', async () => {
    const at = placeOf(rockRidge, 'empty');
    const access = patched(rockRidge, [{ at, bytes: Buffer.from('../..') }]);
    expect(await faultOf(access)).toEqual({ code: 'media-name', path: '', name: '../..' });
  });

  test('with a record of no length inside its name is refused', async () => {
    const at = recordOf(plain, 'FILESYSTEM.SQUASHFS');
    expect(await iso({ at: at + 32, bytes: Uint8Array.of(255) })).toEqual({ code: 'media-damaged', path: 'LIVE' });
  });

  test('with descriptors that never end is refused', async () => {
    const access = patched(plain, [{ at: 17 * 2_048, bytes: Uint8Array.of(2) }]);
    expect(await faultOf(access)).toMatchObject({ code: 'media-damaged' });
  });

  test('with a catalogue far outside can still be read', async () => {
    const record = placeOf(fixture('relocated.iso'), 'EL TORITO SPECIFICATION') - 7;
    const tree = await openImage(patched(fixture('relocated.iso'), [{ at: record + 71, bytes: little(0xffffff, 4) }]));
    expect(tree).toMatchObject({ bootEntries: [], label: 'RELOCATED' });
  });

  test.each([0.2, 0.5, 0.9])('cut off at %d of its length is told as such', async (part) => {
    expect(await faultOf(patched(plain, [], Math.floor(80_000 * part)))).toMatchObject({
      code: expect.stringMatching(/^media-(cut|foreign|damaged)$/),
    });
  });
});

const sector = (image: Uint8Array, index: number): Uint8Array => image.slice(index * 2_048, (index + 1) * 2_048);

function sectorsOfKind(image: Uint8Array, kind: number, type?: number): readonly number[] {
  const found: number[] = [];
  for (let index = 257; (index + 1) * 2_048 <= image.length; index += 1) {
    const bytes = sector(image, index);
    if (
      bytes[0] === (kind & 0xff) &&
      bytes[1] === kind >> 8 &&
      bytes[2] === 2 &&
      (type === undefined || bytes[27] === type)
    ) {
      found.push(index);
    }
  }
  return found;
}

function changed(index: number, at: number, bytes: Uint8Array): Patch {
  const whole = sector(udf, index);
  whole.set(bytes, at);
  return { at: index * 2_048, bytes: resealed(whole) };
}

describe('a hostile disc of UDF', () => {
  const folders = sectorsOfKind(udf, 261, 4);
  const files = sectorsOfKind(udf, 261, 5);

  test('whose folder leads back to the root is refused', async () => {
    const names = placeOf(udf, 'filesystem.squashfs', 257 * 2_048);
    const start = names - 39;
    const length = (38 + 20 + 3) & ~3;
    const identifier = udf.slice(start, start + length);
    expect([identifier[0], identifier[1]]).toEqual([1, 1]);
    const fileSet = sector(udf, sectorsOfKind(udf, 256)[0] ?? 0);
    identifier.set(fileSet.slice(404, 410), 24);
    const access = patched(udf, [{ at: start, bytes: resealed(identifier) }]);
    expect(await faultOf(access)).toMatchObject({ code: 'media-loop', path: 'live/filesystem.squashfs' });
  });

  test('with an absurd size is refused', async () => {
    const patch = changed(files[0] ?? 0, 56, little(Number.MAX_SAFE_INTEGER, 8));
    expect(await faultOf(patched(udf, [patch]))).toMatchObject({ code: 'media-damaged' });
  });

  test('with an extent beyond its end is refused', async () => {
    const file = sectorsOfKind(udf, 261, 5).find((index) => (sector(udf, index)[56] ?? 0) > 0) ?? 0;
    const head = 176 + new DataView(sector(udf, file).buffer).getUint32(168, true);
    const access = patched(udf, [changed(file, head + 4, little(0xfffff, 4))]);
    expect(await faultOf(access)).toMatchObject({ code: 'media-damaged' });
  });

  test('with a gap in a file is refused', async () => {
    const file = sectorsOfKind(udf, 261, 5).find((index) => (sector(udf, index)[56] ?? 0) > 0) ?? 0;
    const head = 176 + new DataView(sector(udf, file).buffer).getUint32(168, true);
    const access = patched(udf, [changed(file, head + 3, Uint8Array.of(0x40))]);
    expect(await faultOf(access)).toMatchObject({ code: 'media-sparse' });
  });

  test('with an allocation that goes on in itself is refused', async () => {
    const file = folders[0] ?? 0;
    const head = 176 + new DataView(sector(udf, file).buffer).getUint32(168, true);
    const whole = sector(udf, file);
    whole.set([0, 8, 0, 0xc0, ...little(file - 257, 4)], head);
    const access = patched(udf, [{ at: file * 2_048, bytes: resealed(whole) }]);
    expect(await faultOf(access)).toMatchObject({ code: 'media-damaged' });
  });

  test('with wrong checksums is refused', async () => {
    const access = patched(udf, [{ at: (folders[0] ?? 0) * 2_048 + 60, bytes: Uint8Array.of(7) }]);
    expect(await faultOf(access)).toMatchObject({ code: 'media-damaged' });
  });
});

describe('the tree of an image', () => {
  test('holds so many folders in each other and no more', () => {
    const builder = treeBuilder(0);
    let path: string | MediaFault = '';
    for (let depth = 0; depth < 64 && typeof path === 'string'; depth += 1) path = builder.addFolder(path, 'x');
    expect(typeof path).toBe('string');
    expect(builder.addFolder(path as string, 'x')).toMatchObject({ why: { code: 'media-deep', most: 64 } });
  });

  test('holds so many names and no more', () => {
    const builder = treeBuilder(0);
    let refused = 0;
    for (let i = 0; i < 200_000; i += 1) if (builder.addFile('', `${i}`, 0, []) !== null) refused += 1;
    expect(refused).toBe(0);
    expect(builder.addFile('', 'one more', 0, [])).toMatchObject({ why: { code: 'media-many' } });
  });

  test.each(['', '.', '..', 'a/b', '/', 'a\0', 'a\nb', 'x'.repeat(256)])('refuses the name %j', (name) => {
    expect(treeBuilder(0).addFile('', name, 0, [])).toMatchObject({ why: { code: 'media-name' } });
  });

  test('keeps a name with a backslash, as units of systemd have it', () => {
    const builder = treeBuilder(0);
    builder.addFile('', 'dev-disk\\x2d1.device', 0, []);
    expect(builder.finish().find('dev-disk\\x2d1.device')).not.toBeNull();
  });
});
