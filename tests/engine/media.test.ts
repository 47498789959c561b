import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../electron/engine/commands/context.ts';
import { mediaCommands } from '../../electron/engine/commands/media.ts';
import { MediaImages } from '../../electron/engine/media-images.ts';
import { MediaLibrary, type MediaLibraryParts } from '../../electron/engine/media-library.ts';
import { lookInside } from '../../electron/engine/media-look.ts';
import { answerImage } from '../../electron/engine/media-trees.ts';
import { openFolder } from '../../electron/media/folder.ts';
import { openImage } from '../../electron/media/image.ts';
import { recogniseMedium } from '../../electron/media/recognise.ts';
import { openWim } from '../../electron/media/wim.ts';

import { type TestPlane, testPlane } from './plane.ts';

let folder = '';
let test: TestPlane;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-media-'));
  test = testPlane();
});

afterEach(() => {
  test.store.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, content: string | Uint8Array): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, content);
  return whole;
}

/** An ISO with these files in it. */
function iso(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, content] of Object.entries(files)) write(join(`${name}.tree`, path), content);
  const path = join(folder, name);
  const made = ['-as', 'mkisofs', '-quiet', '-J', '-R', '-V', 'A LABEL', '-o', path, join(folder, `${name}.tree`)];
  execFileSync('xorriso', made, { stdio: 'ignore' });
  return path;
}

const systemRescue = {
  'sysresccd/boot/x86_64/vmlinuz': 'kernel',
  'sysresccd/boot/x86_64/sysresccd.img': 'initrd',
  'sysresccd/x86_64/airootfs.sfs': 'squashfs',
  'sysresccd/VERSION': '11.03',
};

function libraryWith(parts: Partial<MediaLibraryParts> = {}) {
  const { plane, store } = test;
  const look = lookInside(plane.images, { openFolder, openWim, recogniseMedium });
  const library = new MediaLibrary({ store, bus: plane.bus, clock: plane.clock, folder: copies(), look, ...parts });
  return { library, commands: mediaCommands({ store, library, look } as unknown as CommandContext) };
}

const copies = (): string => join(folder, 'data', 'media');

async function take(path: string, kept: 'copied' | 'linked' = 'copied', parts: Partial<MediaLibraryParts> = {}) {
  const { library, commands } = libraryWith(parts);
  const job = await library.begin(path, kept);
  return { library, commands, ended: await library.wait(job.id) };
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a medium that is copied into the library', () => {
  it('is there with its bytes, its hash and its name, and the windows are told', async () => {
    const path = iso('tool.iso', { 'readme.txt': 'hello' });
    const { ended } = await take(path);
    const bytes = readFileSync(path);
    expect(ended).toMatchObject({ state: 'done', done: bytes.length, why: null });
    expect(ended.medium).toMatchObject({
      name: 'tool.iso',
      path: join(copies(), 'tool.iso'),
      kept: 'copied',
      bytes: bytes.length,
      sha256: hashOf(bytes),
      label: 'A LABEL',
    });
    expect(readFileSync(join(copies(), 'tool.iso')).equals(bytes)).toBe(true);
    expect(test.store.media.list()).toEqual([ended.medium]);
    const kinds = test.events().map((event) => (event.kind === 'media-job' ? event.job.state : event.kind));
    expect(kinds).toEqual(['working', 'medium', 'done']);
  });

  it('gets another name when its own is taken by other bytes', async () => {
    await take(write('a/disk.img', 'one'));
    const { ended } = await take(write('b/disk.img', 'two'));
    expect(ended.medium).toMatchObject({ name: 'disk-2.img', system: 'disk-image' });
    expect(readdirSync(copies()).sort()).toEqual(['disk-2.img', 'disk.img']);
  });

  it('is not kept twice', async () => {
    await take(write('a/disk.img', 'same'));
    const { ended } = await take(write('b/other.img', 'same'));
    expect(ended).toMatchObject({ state: 'failed', why: { code: 'media-same', name: 'disk.img' } });
    expect(readdirSync(copies())).toEqual(['disk.img']);
  });

  it('that is cut off is said to be so before anything is copied', async () => {
    const path = iso('cut.iso', { 'a.bin': 'x'.repeat(600_000) });
    truncateSync(path, 300_000);
    const { ended } = await take(path);
    expect(ended).toMatchObject({ state: 'failed', why: { code: 'media-cut' } });
    expect(existsSync(copies()) ? readdirSync(copies()) : []).toEqual([]);
  });

  it('leaves nothing behind when it is cancelled on the way', async () => {
    const path = write('large.img', Buffer.alloc(3_000_000, 7));
    const { plane } = test;
    const { library } = libraryWith({
      clock: {
        now: () => {
          test.pass(1_000);
          return plane.clock.now();
        },
      },
    });
    const job = await library.begin(path, 'copied');
    const stop = plane.bus.subscribe(({ events }) => {
      const moving = events.some((event) => event.kind === 'media-job' && event.job.done > 0);
      if (moving) void library.cancel(job.id);
    });
    const flushing = setInterval(() => plane.bus.flush(), 0);
    expect(await library.wait(job.id)).toMatchObject({ state: 'cancelled', medium: null });
    clearInterval(flushing);
    stop();
    expect(readdirSync(copies())).toEqual([]);
    expect(library.jobs).toEqual([]);
  });

  it('that failed stays in sight until it is put away', async () => {
    await take(write('a/disk.img', 'same'));
    const { library, ended } = await take(write('b/disk.img', 'same'));
    expect(library.jobs).toEqual([ended]);
    expect(await library.cancel(ended.id)).toMatchObject({ state: 'cancelled' });
    expect(library.jobs).toEqual([]);
  });

  it('is refused when the disk has no room for it', async () => {
    const { library } = libraryWith({ free: async () => 256 * 1_048_576 + 9 });
    await expect(library.begin(write('disk.img', 'ten bytes.'), 'copied')).rejects.toMatchObject({
      phrase: { code: 'media-no-room', need: 10, free: 9 },
    });
  });

  it('takes away what an earlier run was cut off from', () => {
    write('data/media/half.iso.part', 'half');
    write('data/media/whole.iso', 'whole');
    libraryWith();
    expect(readdirSync(copies())).toEqual(['whole.iso']);
  });

  it.each([
    ['is not there', 'gone.iso', 'file-missing'],
    ['is a pipe', 'pipe', 'file-not-plain'],
    ['is empty', 'empty.iso', 'media-empty'],
  ])('is refused when it %s', async (_case, name, code) => {
    write('empty.iso', '');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const { library } = libraryWith();
    await expect(library.begin(join(folder, name), 'copied')).rejects.toMatchObject({ phrase: { code } });
  });

  it('is refused without its whole path', async () => {
    const { library } = libraryWith();
    await expect(library.begin('tool.iso', 'copied')).rejects.toMatchObject({ phrase: { code: 'media-path' } });
  });

  it('waits outside while four others are on their way', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { library } = libraryWith({
      look: async () => {
        await gate;
        return { kind: 'seen', medium: { system: 'disk-image', label: null, version: null } };
      },
    });
    for (const name of ['a', 'b', 'c', 'd']) await library.begin(write(name, name), 'linked');
    await expect(library.begin(write('e', 'e'), 'linked')).rejects.toMatchObject({ phrase: { code: 'media-busy' } });
    open();
    for (const { id } of library.jobs) expect(await library.wait(id)).toMatchObject({ state: 'done' });
    expect(await library.begin(join(folder, 'e'), 'linked')).toMatchObject({ state: 'working' });
    await library.close();
  });
});

describe('a medium that is linked', () => {
  it('stays where it is, with its hash', async () => {
    const path = write('disk.img', 'bytes');
    const { ended } = await take(path, 'linked');
    expect(ended.medium).toMatchObject({ path, kept: 'linked', sha256: hashOf(Buffer.from('bytes')) });
    expect(existsSync(copies())).toBe(false);
  });

  it('is not deleted with its entry, and a copy is', async () => {
    const path = write('disk.img', 'bytes');
    const { commands, ended } = await take(path, 'linked');
    await commands['media.remove']({ medium: ended.medium?.id ?? 0 });
    expect(existsSync(path)).toBe(true);
    const copied = (await take(path)).ended.medium;
    await commands['media.remove']({ medium: copied?.id ?? 0 });
    expect(existsSync(copied?.path ?? '')).toBe(false);
    expect(test.store.media.list()).toEqual([]);
  });

  it('is kept while an action boots from it', async () => {
    const path = write('vmlinuz', 'bytes');
    const { commands, ended } = await take(path, 'linked');
    test.store.actions.add({ name: 'Lab Linux', kind: 'linux', parameters: { kernel: path, cmdline: '' } });
    expect(() => commands['media.remove']({ medium: ended.medium?.id ?? 0 })).toThrow('Lab Linux');
    expect(test.store.media.list()).toHaveLength(1);
  });
});

describe('what a medium is good for', () => {
  it('is an action with the places that were found inside', async () => {
    const { commands, ended } = await take(iso('rescue.iso', systemRescue));
    expect(ended.medium).toMatchObject({ system: 'systemrescue' });
    const offer = await commands['media.offer']({ medium: ended.medium?.id ?? 0 });
    expect(offer).toMatchObject({
      action: { kind: 'systemrescue', parameters: { image: join(copies(), 'rescue.iso'), baseFolder: 'sysresccd' } },
      why: null,
    });
  });

  it('is nothing where nothing is known', async () => {
    const { commands, ended } = await take(iso('data.iso', { 'a.txt': 'a' }));
    expect(ended.medium).toMatchObject({ system: 'unknown' });
    const offer = await commands['media.offer']({ medium: ended.medium?.id ?? 0 });
    expect(offer).toEqual({ action: null, why: { code: 'media-no-action' } });
  });
});

describe('an image that machines fetch from', () => {
  it('is read once for as long as it stays as it is', async () => {
    const path = iso('tool.iso', { 'a/b.txt': 'hello' });
    let reads = 0;
    const images = new MediaImages((access) => {
      reads += 1;
      return openImage(access);
    });
    const found = await Promise.all([images.open(path), images.open(path), images.open(path)]);
    expect(found.map(({ kind }) => kind)).toEqual(['open', 'open', 'open']);
    expect(reads).toBe(1);
    rmSync(path);
    iso('tool.iso', { 'a/b.txt': 'another hello' });
    await images.open(path);
    expect(reads).toBe(2);
  });

  it('that is gone is said to be', async () => {
    const images = new MediaImages(openImage);
    const found = await images.open(join(folder, 'gone.iso'));
    expect(found).toEqual({ kind: 'closed', why: { code: 'file-cannot-open', error: 'ENOENT' } });
  });
});

describe('a folder with the files of a medium', () => {
  function unpacked(): string {
    for (const [path, content] of Object.entries(systemRescue)) write(join('unpacked', path), content);
    return join(folder, 'unpacked');
  }

  it('is linked, known for its system, and good for the same action', async () => {
    const path = unpacked();
    const { ended, commands } = await take(path);
    expect(ended.medium).toMatchObject({ kept: 'linked', path, system: 'systemrescue', version: '11.03', bytes: 25 });
    const { action } = await commands['media.offer']({ medium: ended.medium?.id ?? 0 });
    expect(action).toMatchObject({ kind: 'systemrescue', parameters: { image: path } });
    expect(existsSync(copies())).toBe(false);
  });

  it('gives its files, and nothing that a link leads to', async () => {
    const path = unpacked();
    symlinkSync('/etc/hostname', join(path, 'sysresccd', 'link'));
    const { images } = test.plane;
    const file = await answerImage({ images }, path, 'sysresccd/VERSION', 'VERSION');
    expect(file).toMatchObject({ kind: 'path', path: join(path, 'sysresccd/VERSION') });
    for (const inner of ['sysresccd/link', 'sysresccd/../../disk.img', 'sysresccd'])
      expect(await answerImage({ images }, path, inner, 'x')).toMatchObject({ kind: 'missing' });
  });

  it('stays when it is taken out of the library', async () => {
    const path = unpacked();
    const { ended, library } = await take(path);
    library.remove(ended.medium!);
    expect(existsSync(join(path, 'sysresccd/VERSION'))).toBe(true);
  });

  it('that holds nothing to start is said to be good for no action', async () => {
    write('photos/holiday/1.jpg', 'x');
    const { ended, commands } = await take(join(folder, 'photos'));
    expect(ended.medium).toMatchObject({ system: 'unknown' });
    expect(await commands['media.offer']({ medium: ended.medium?.id ?? 0 })).toMatchObject({
      why: { code: 'media-no-action' },
    });
  });
});
