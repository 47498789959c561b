import { createHash } from 'node:crypto';
import { readFile, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type Extent, liesWithin, sizeOf, stretchAt } from '../../electron/http/extents.ts';
import { ask, fetchHash, folder, largeFile, type Running, serve } from './support.ts';

// Megabytes through a busy machine take their time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const MiB = 1_048_576;
const address = '/files/1/kernel/vmlinuz?boot=tok';

function serveExtents(path: string, extents: readonly Extent[], options = {}): Promise<Running> {
  return serve({ file: async () => ({ kind: 'extents', path, extents, name: 'vmlinuz' }) }, options);
}

/** `abc…` at known places. */
async function image(content = 'abcdefghijklmnopqrstuvwxyz'): Promise<string> {
  const path = join(await folder(), 'medium.iso');
  await writeFile(path, content);
  return path;
}

describe('extents', () => {
  const some = [
    { offset: 10, length: 4 },
    { offset: 2, length: 0 },
    { offset: 20, length: 3 },
  ];

  it.each([
    ['the first byte', 0, { offset: 10, length: 4 }],
    ['the last byte of the first extent', 3, { offset: 13, length: 1 }],
    ['the first byte after an empty one', 4, { offset: 20, length: 3 }],
    ['the place behind the end', 7, { offset: 0, length: 0 }],
  ])('say where %s lies', (_case, position, expected) => {
    expect(stretchAt(some, position)).toEqual(expected);
  });

  it('lead to every byte in its order', () => {
    const extent = fc.record({ offset: fc.nat(90), length: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(extent, { maxLength: 8 }), (extents) => {
        const disk = Array.from({ length: 100 }, (_, index) => index);
        const expected = extents.flatMap(({ offset, length }) => disk.slice(offset, offset + length));
        const found = Array.from({ length: sizeOf(extents) }, (_, at) => stretchAt(extents, at).offset);
        expect(found).toEqual(expected);
      }),
    );
  });

  it.each([
    ['past the end', [{ offset: 90, length: 11 }], false],
    ['up to the end', [{ offset: 90, length: 10 }], true],
    ['before the beginning', [{ offset: -1, length: 2 }], false],
    ['of a length below nothing', [{ offset: 5, length: -2 }], false],
    ['of a length that is no number', [{ offset: 5, length: Number.NaN }], false],
    ['beyond what can be counted', [{ offset: 2 ** 53, length: 1 }], false],
  ])('%s of a file of 100 bytes', (_case, extents, expected) => {
    expect(liesWithin(extents, 100)).toBe(expected);
  });
});

describe('a file inside an image', () => {
  it('comes as the stretches of the image in their order', async () => {
    const { port, told } = await serveExtents(await image(), [
      { offset: 3, length: 4 },
      { offset: 20, length: 2 },
    ]);
    const answer = await ask(port, address);
    expect(answer).toMatchObject({ status: 200, text: 'defguv' });
    expect(answer.headers).toMatchObject({ 'content-length': '6', etag: expect.stringMatching(/^"[0-9a-f-]+"$/) });
    expect(await told.report('sent')).toMatchObject({ transfer: { name: 'vmlinuz', size: 6, total: 6, sent: 6 } });
  });

  it('comes in part, over the border of two stretches', async () => {
    const { port } = await serveExtents(await image(), [
      { offset: 3, length: 4 },
      { offset: 20, length: 2 },
    ]);
    const answer = await ask(port, address, { headers: { Range: 'bytes=2-4' } });
    expect(answer).toMatchObject({ status: 206, text: 'fgu', headers: { 'content-range': 'bytes 2-4/6' } });
  });

  it('may be empty', async () => {
    const { port } = await serveExtents(await image(), []);
    expect(await ask(port, address)).toMatchObject({ status: 200, text: '', headers: { 'content-length': '0' } });
  });

  it('has another tag than its neighbour of the same length, and than itself in a later image', async () => {
    const path = await image();
    const tags = new Set<unknown>();
    for (const offset of [0, 5]) {
      const { port } = await serveExtents(path, [{ offset, length: 5 }]);
      tags.add((await ask(port, address, { method: 'HEAD' })).headers.etag);
    }
    await utimes(path, 1, 1);
    const { port } = await serveExtents(path, [{ offset: 5, length: 5 }]);
    tags.add((await ask(port, address, { method: 'HEAD' })).headers.etag);
    expect(tags.size).toBe(3);
  });

  it('is not offered when the image has become shorter than what was read of it', async () => {
    const path = await image();
    await truncate(path, 10);
    const { port, told } = await serveExtents(path, [{ offset: 3, length: 8 }]);
    expect(await ask(port, address)).toMatchObject({ status: 404 });
    expect(told.reports).toMatchObject([{ kind: 'missing', why: { code: 'file-changed' } }]);
  });

  it.each([
    ['through the thread', true],
    ['by ordinary reads', false],
  ])('of many megabytes in large and small stretches arrives as it is, %s', async (_way, kernelCopy) => {
    const path = await largeFile(join(await folder(), 'medium.iso'), 24 * MiB);
    const extents = [
      { offset: 20 * MiB, length: 3 * MiB + 5 },
      { offset: 7, length: 9 * MiB },
      ...Array.from({ length: 40 }, (_, index) => ({ offset: 11 * MiB + index * 9_000, length: 5_001 + index })),
      { offset: 12 * MiB, length: 2 * MiB + 1 },
    ];
    const bytes = await readFile(path);
    const whole = Buffer.concat(extents.map(({ offset, length }) => bytes.subarray(offset, offset + length)));
    const hash = (from: number, to: number): string =>
      createHash('sha256').update(whole.subarray(from, to)).digest('hex');
    const { port } = await serveExtents(path, extents, { kernelCopy });
    expect(await fetchHash(port, address)).toMatchObject({ bytes: whole.length, hash: hash(0, whole.length) });
    const part = await fetchHash(port, address, { Range: `bytes=${MiB + 3}-${13 * MiB}` });
    expect(part).toMatchObject({ status: 206, hash: hash(MiB + 3, 13 * MiB + 1) });
  });

  it('that cannot be found says why in the report', async () => {
    const why = { code: 'file-cannot-open', error: 'ENOENT' } as const;
    const { port, told } = await serve({ file: async () => ({ kind: 'missing', why }) });
    expect(await ask(port, address)).toMatchObject({ status: 404 });
    expect(told.reports).toMatchObject([{ kind: 'missing', why }]);
  });

  it('whose search fails is an error of its own request alone', async () => {
    const { port } = await serve({
      file: () => Promise.reject(new Error('a bug')),
      root: () => ({ kind: 'bytes', bytes: Buffer.from('loader'), name: 'x.efi', etag: 'x' }),
    });
    expect(await ask(port, address)).toMatchObject({ status: 500 });
    expect(await ask(port, '/x.efi')).toMatchObject({ status: 200, text: 'loader' });
  });
});

describe('the tree of an image', () => {
  it.each([
    [
      'by the boot that it is for',
      '/tree/7/tok-1/sysresccd/x86_64/airootfs.sfs',
      '7 tok-1 sysresccd/x86_64/airootfs.sfs',
    ],
    ['with a doubled slash', '/tree/7/tok//sysresccd//x86_64/airootfs.sfs', '7 tok sysresccd/x86_64/airootfs.sfs'],
    ['with an escaped name', '/tree/7/tok/a%20b/c+d', '7 tok a b/c+d'],
    ['at the root, for Porteus Kiosk', '/docs/kiosk.sgn', 'root docs/kiosk.sgn'],
    ['at the root, a module of Porteus Kiosk', '/xzm/000-kernel.xzm', 'root xzm/000-kernel.xzm'],
  ])('is asked for %s', async (_case, path, expected) => {
    const answer = (text: string) => ({ kind: 'bytes' as const, bytes: Buffer.from(text), name: 'n', etag: 'e' });
    const { port } = await serve({
      tree: async (action, token, inner) => answer(`${action} ${token} ${inner}`),
      rootTree: async (inner) => answer(`root ${inner}`),
    });
    expect(await ask(port, path)).toMatchObject({ status: 200, text: expected });
  });

  it.each([
    ['a folder', '/tree/7/tok/sysresccd/', 404],
    ['no file at all', '/tree/7/tok', 404],
    ['an action that has no number', '/tree/x/tok/a', 404],
    ['a folder at the root', '/docs/', 404],
    ['a way up', '/tree/7/tok/../../etc/passwd', 400],
    ['an escaped way up', '/docs/%2e%2e/passwd', 400],
    ['a backslash', '/xzm/..%5csecret', 400],
  ])('is not asked for by %s', async (_case, path, status) => {
    const asked = vi.fn(() => ({ kind: 'missing' as const }));
    const { port } = await serve({ tree: asked, rootTree: asked });
    expect((await ask(port, path)).status).toBe(status);
    expect(asked).not.toHaveBeenCalled();
  });
});
