import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { PlainPhrase } from '../contract/model.ts';
import { type Extent, liesWithin, type Stretch, sizeOf, stretchAt } from './extents.ts';
import type { SentFile } from './port.ts';
import type { Representation } from './range.ts';

/** What is sent: an open file or bytes in memory. */
export interface Source {
  readonly facts: Representation;
  /** For the kernel's own copying; null for bytes in memory. */
  readonly file: OpenFile | null;
  /** Fills `into` from `position`; false when the content ends before. */
  read(position: number, into: Uint8Array): Promise<boolean>;
  /** False when the content is no longer what `facts` says. */
  unchanged(): Promise<boolean>;
  close(): Promise<void>;
}

export interface OpenFile {
  readonly descriptor: number;
  /** Where the byte at `position` lies on disk. */
  stretch(position: number): Stretch;
}

export type Opened =
  | { readonly kind: 'open'; readonly source: Source }
  | { readonly kind: 'unreadable'; readonly why: PlainPhrase };

/** Opens what the engine named. A file that cannot be read is an expected outcome. */
export async function openSource(answer: SentFile): Promise<Opened> {
  if (answer.kind === 'bytes') return { kind: 'open', source: bytesSource(answer.bytes, answer.etag) };
  let file: FileHandle;
  try {
    // Without O_NONBLOCK a named pipe would hold a thread of the pool for ever.
    file = await open(answer.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return { kind: 'unreadable', why: { code: 'file-cannot-open', error: codeOf(error) } };
  }
  try {
    const stat = await file.stat({ bigint: true });
    const extents = answer.kind === 'extents' ? answer.extents : [{ offset: 0, length: Number(stat.size) }];
    if (stat.isFile() && liesWithin(extents, Number(stat.size))) {
      return { kind: 'open', source: fileSource(file, stat, extents) };
    }
    await file.close();
    return { kind: 'unreadable', why: { code: stat.isFile() ? 'file-changed' : 'file-not-a-file' } };
  } catch (error) {
    await file.close();
    return { kind: 'unreadable', why: { code: 'file-cannot-read', error: codeOf(error) } };
  }
}

interface Identity {
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly mtimeMs: bigint;
  readonly ino: bigint;
}

function fileSource(file: FileHandle, identity: Identity, extents: readonly Extent[]): Source {
  const etag = `"${tagOf(identity)}${placeTag(extents, identity.size)}"`;
  return {
    facts: { size: sizeOf(extents), etag, modified: Number(identity.mtimeMs) },
    file: { descriptor: file.fd, stretch: (position) => stretchAt(extents, position) },
    async read(position, into) {
      let filled = 0;
      while (filled < into.byteLength) {
        const { offset, length } = stretchAt(extents, position + filled);
        const { bytesRead } = await file.read(into, filled, Math.min(length, into.byteLength - filled), offset);
        if (bytesRead === 0) return false;
        filled += bytesRead;
      }
      return true;
    },
    unchanged: async () => tagOf(await file.stat({ bigint: true })) === tagOf(identity),
    close: () => file.close(),
  };
}

/** Another file under the same name, another length or a later write each give another tag. */
function tagOf(identity: Identity): string {
  return `${identity.size.toString(16)}-${identity.mtimeNs.toString(16)}-${identity.ino.toString(16)}`;
}

/** Files inside one image differ by their place in it. */
function placeTag(extents: readonly Extent[], size: bigint): string {
  const [first] = extents;
  if (first?.offset === 0 && first.length === Number(size)) return '';
  return `-${(first?.offset ?? 0).toString(16)}-${sizeOf(extents).toString(16)}`;
}

function bytesSource(bytes: Uint8Array, etag: string): Source {
  return {
    facts: { size: bytes.byteLength, etag: `"${etag}"`, modified: null },
    file: null,
    async read(position, into) {
      into.set(bytes.subarray(position, position + into.byteLength));
      return position + into.byteLength <= bytes.byteLength;
    },
    unchanged: async () => true,
    close: async () => {},
  };
}

/** The system's word for an error (`ENOENT`), never a path. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
