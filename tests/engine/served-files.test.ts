import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { Action } from '../../electron/contract/model.ts';
import { ServedFiles } from '../../electron/engine/served-files.ts';
import { type TestPlane, testPlane } from './plane.ts';

let folder: string;
let test: TestPlane;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-served-'));
  test = testPlane();
  return () => {
    test.store.close();
    rmSync(folder, { recursive: true });
  };
});

function linux(): Action {
  const kernel = join(folder, 'vmlinuz');
  writeFileSync(kernel, 'kernel '.repeat(100_000));
  return test.store.actions.add({
    name: 'Linux',
    kind: 'linux',
    parameters: { kernel, initrd: [join(folder, 'gone')] },
  });
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

it('a file that is served has its hash, and one that is gone has none', async () => {
  const served = await new ServedFiles(test.plane.images).of(linux());
  expect(served).toEqual([
    { name: 'vmlinuz', bytes: 700_000, sha256: hash('kernel '.repeat(100_000)) },
    { name: 'gone', bytes: null, sha256: null },
  ]);
});

it('a file that was changed has another hash', async () => {
  const files = new ServedFiles(test.plane.images);
  const action = linux();
  await files.of(action);
  writeFileSync(join(folder, 'vmlinuz'), 'another');
  expect((await files.of(action))[0]).toEqual({ name: 'vmlinuz', bytes: 7, sha256: hash('another') });
});

it('files inside a medium have theirs, and texts for each machine are left out', async () => {
  mkdirSync(join(folder, 'sources'));
  writeFileSync(join(folder, 'sources', 'boot.wim'), 'wim');
  writeFileSync(join(folder, 'wimboot'), 'wimboot');
  const parameters = { image: folder, wimboot: join(folder, 'wimboot'), answerFile: '<unattend/>' };
  const action = test.store.actions.add({ name: 'PE', kind: 'winpe', parameters });
  expect(await new ServedFiles(test.plane.images).of(action)).toEqual([
    { name: 'wimboot', bytes: 7, sha256: hash('wimboot') },
    { name: 'boot.wim', bytes: 3, sha256: hash('wim') },
  ]);
});
