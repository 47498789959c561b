import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { PlainPhrase } from '../contract/model.ts';

/** Read at a time. Its hash is made in this process, so that a larger piece would hold up who asks for a script. */
const piece = 256 * 1_024;

export interface TakeOrder {
  readonly from: string;
  /** The folder for the copy; null reads and hashes alone. */
  readonly into: string | null;
  readonly signal: AbortSignal;
  /** Bytes so far. */
  progress(done: number): void;
}

export type Taken =
  | { readonly kind: 'taken'; readonly path: string; readonly bytes: number; readonly sha256: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly why: PlainPhrase };

/**
 * Reads a file once, with its SHA-256, and copies it under a free name on the way. The copy is called `….part` until it
 * is whole and on the disk, so that half a file is never taken for a medium.
 */
export async function takeMedium(order: TakeOrder): Promise<Taken> {
  const source = await open(order.from, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (order.into === null) return await readThrough(order, source, null);
    const { path, file } = await freeName(order.into, basename(order.from));
    const part = `${path}.part`;
    try {
      const taken = await readThrough(order, source, file);
      if (taken.kind !== 'taken') return taken;
      await file.datasync();
      await rename(part, path);
      return { ...taken, path };
    } finally {
      await file.close();
      await rm(part, { force: true });
    }
  } finally {
    await source.close();
  }
}

async function readThrough(
  { from, signal, progress }: TakeOrder,
  source: FileHandle,
  copy: FileHandle | null,
): Promise<Taken> {
  const before = await source.stat({ bigint: true });
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(piece);
  let done = 0;
  for (;;) {
    if (signal.aborted) return { kind: 'cancelled' };
    const { bytesRead } = await source.read(buffer, 0, piece, done);
    if (bytesRead === 0) break;
    const bytes = buffer.subarray(0, bytesRead);
    hash.update(bytes);
    await copy?.writeFile(bytes);
    done += bytesRead;
    progress(done);
  }
  const after = await source.stat({ bigint: true });
  if (BigInt(done) !== before.size || after.mtimeNs !== before.mtimeNs) {
    return { kind: 'failed', why: { code: 'media-changed' } };
  }
  return { kind: 'taken', path: from, bytes: done, sha256: hash.digest('hex') };
}

/** `debian.iso`, or `debian-2.iso` when that is taken; the `.part` beside it holds the name for us. */
async function freeName(folder: string, name: string): Promise<{ path: string; file: FileHandle }> {
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? name : `${stem}-${number}${extension}`);
    const file = await reserve(path);
    if (file) return { path, file };
  }
}

async function reserve(path: string): Promise<FileHandle | null> {
  const file = await open(`${path}.part`, 'wx', 0o600).catch(nullWhenThere);
  if (file === null) return null;
  const there = await open(path, 'r').catch(() => null);
  if (there === null) return file;
  await there.close();
  await file.close();
  await rm(`${path}.part`, { force: true });
  return null;
}

function nullWhenThere(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null;
  throw error;
}
