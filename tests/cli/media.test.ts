import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../transport/temporary-engine.ts';
import { type Place, rollcall } from './command-line.ts';

function lab(): Place {
  const dataFolder = temporaryFolder();
  writeFileSync(join(dataFolder, 'disk.img'), 'bytes of a disk');
  return { dataFolder };
}

test('a medium is copied, listed and removed by the command line', async () => {
  const place = lab();
  const copy = join(place.dataFolder, 'media', 'disk.img');
  const added = await rollcall(place, 'media', 'add', 'disk.img');
  expect(added).toEqual({ code: 0, out: ['Added disk.img (disk-image, 15 bytes).'], err: [] });
  const listed = await rollcall(place, 'media', 'list');
  expect(listed.out.join('\n')).toContain(copy);
  const removed = await rollcall(place, 'media', 'remove', 'disk.img');
  expect(removed).toEqual({ code: 0, out: ['Removed disk.img.'], err: [] });
  expect(existsSync(copy)).toBe(false);
});

test('a linked medium stays where it is', async () => {
  const place = lab();
  await rollcall(place, 'media', 'add', 'disk.img', '--link');
  await rollcall(place, 'media', 'remove', '1');
  expect(existsSync(join(place.dataFolder, 'disk.img'))).toBe(true);
});

test('a medium that fails is refused with its reason', async () => {
  const place = lab();
  await rollcall(place, 'media', 'add', 'disk.img');
  expect(await rollcall(place, 'media', 'add', 'disk.img')).toMatchObject({
    code: 1,
    out: [],
    err: [expect.stringContaining('The library holds the same bytes already: disk.img.')],
  });
});

test('a medium that does not exist is refused', async () => {
  expect(await rollcall(lab(), 'media', 'remove', 'gone.iso')).toMatchObject({ code: 1, out: [] });
});
