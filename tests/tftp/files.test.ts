import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TftpFiles } from '../../electron/tftp/files.ts';

const size = 1_000_003;
const bytes = Buffer.from(Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8)) & 255));
let folder: string;
let path: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-tftp-'));
  path = join(folder, 'image.bin');
  writeFileSync(path, bytes);
});
afterAll(() => rmSync(folder, { recursive: true }));

function readAll(files: TftpFiles, step: number): Buffer {
  const source = files.open({ kind: 'path', path, size });
  const target = Buffer.alloc(size);
  for (let offset = 0; offset < size; offset += step)
    source.copy(offset, Math.min(step, size - offset), target, offset);
  source.close();
  return target;
}

describe('TftpFiles', () => {
  it.each([512, 1_468, 65_464])('gives the bytes of a file in pieces of %i', (step) => {
    expect(readAll(new TftpFiles(), step).equals(bytes)).toBe(true);
  });

  it('gives the right bytes when memory holds a single chunk', () => {
    expect(readAll(new TftpFiles(1), 1_468).equals(bytes)).toBe(true);
  });

  it('holds no more than it may, and nothing when the last reader has gone', () => {
    const files = new TftpFiles(512 * 1024);
    const source = files.open({ kind: 'path', path, size });
    const target = Buffer.alloc(1_468);
    for (let offset = 0; offset + 1_468 < size; offset += 1_468) source.copy(offset, 1_468, target, 0);
    expect(files.held).toBeLessThanOrEqual(512 * 1024);
    source.close();
    expect(files.held).toBe(0);
  });

  it('lets two transfers share one reading', () => {
    const files = new TftpFiles();
    const sources = [1, 2].map(() => files.open({ kind: 'path', path, size }));
    const target = Buffer.alloc(1_000);
    for (const source of sources) source.copy(0, 1_000, target, 0);
    expect(files.held).toBe(256 * 1024);
    sources[0]!.close();
    sources[1]!.copy(size - 3, 3, target, 0);
    expect(target.subarray(0, 3).equals(bytes.subarray(size - 3))).toBe(true);
    sources[1]!.close();
  });

  it('gives small contents from memory', () => {
    const source = new TftpFiles().open({ kind: 'bytes', bytes: new Uint8Array([1, 2, 3, 4]) });
    const target = Buffer.alloc(3);
    source.copy(1, 2, target, 1);
    expect([...target]).toEqual([0, 2, 3]);
  });

  it('throws for a file that is not there, and for one that became shorter', () => {
    const files = new TftpFiles();
    expect(() => files.open({ kind: 'path', path: join(folder, 'none'), size: 1 })).toThrow(/ENOENT/);
    const short = join(folder, 'short.bin');
    writeFileSync(short, bytes);
    const source = files.open({ kind: 'path', path: short, size });
    truncateSync(short, 10);
    expect(() => source.copy(0, 512, Buffer.alloc(512), 0)).toThrow(/shorter/);
    source.close();
  });
});
