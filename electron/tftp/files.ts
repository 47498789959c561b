import { closeSync, openSync, readSync } from 'node:fs';
import type { TftpContent } from './port.ts';

/** The bytes of one file, as one transfer reads them. */
export interface TftpSource {
  readonly size: number;
  /** Copies `length` bytes from `offset` into `target`; throws when the file can no longer be read. */
  copy(offset: number, length: number, target: Buffer, targetOffset: number): void;
  close(): void;
}

const chunkLength = 256 * 1024;

interface OpenFile {
  readonly descriptor: number;
  users: number;
}

/**
 * The files that transfers read from. A large file is opened once for all who ask for it and read in chunks that
 * they share, so that a room of machines that load the same file costs one read a chunk. Reads are synchronous:
 * they happen on the thread that serves TFTP alone, and two clients can never be reading the same chunk at once.
 * Memory is bounded by `mostBytes`; the chunk that was used longest ago goes first.
 */
export class TftpFiles {
  readonly #open = new Map<string, OpenFile>();
  readonly #chunks = new Map<string, Buffer>();
  readonly #mostChunks: number;

  constructor(mostBytes = 64 * 1024 * 1024) {
    this.#mostChunks = Math.max(1, Math.floor(mostBytes / chunkLength));
  }

  /** Bytes held by the chunks. */
  get held(): number {
    let bytes = 0;
    for (const chunk of this.#chunks.values()) bytes += chunk.length;
    return bytes;
  }

  /** Opens a content for one transfer. Throws the system's error when a file cannot be opened. */
  open(content: TftpContent): TftpSource {
    if (content.kind === 'bytes') return bytesSource(content.bytes);
    return this.#fileSource(content.path, content.size, content.offset ?? 0);
  }

  /** Chunks count from `start`, so that two files inside one image share none. */
  #fileSource(path: string, size: number, start: number): TftpSource {
    const key = `${start} ${path}`;
    const file = this.#open.get(key) ?? { descriptor: openSync(path, 'r'), users: 0 };
    file.users += 1;
    this.#open.set(key, file);
    let index = -1;
    let chunk: Buffer = Buffer.alloc(0);
    return {
      size,
      copy: (offset, length, target, targetOffset) => {
        for (let done = 0; done < length; ) {
          const wanted = Math.floor((offset + done) / chunkLength);
          if (wanted !== index) chunk = this.#chunk(file.descriptor, wanted, size, start);
          index = wanted;
          const from = offset + done - index * chunkLength;
          done += chunk.copy(target, targetOffset + done, from, from + length - done);
        }
      },
      close: () => this.#release(key, file),
    };
  }

  #chunk(descriptor: number, index: number, size: number, start: number): Buffer {
    const key = `${descriptor}:${index}`;
    const chunk = this.#chunks.get(key) ?? readChunk(descriptor, index * chunkLength, size, start);
    this.#chunks.delete(key);
    this.#chunks.set(key, chunk);
    if (this.#chunks.size > this.#mostChunks) this.#chunks.delete(this.#chunks.keys().next().value!);
    return chunk;
  }

  /** The last reader takes the chunks with it: the file may be another one the next time. */
  #release(name: string, file: OpenFile): void {
    file.users -= 1;
    if (file.users > 0) return;
    closeSync(file.descriptor);
    this.#open.delete(name);
    for (const key of this.#chunks.keys()) if (key.startsWith(`${file.descriptor}:`)) this.#chunks.delete(key);
  }
}

function readChunk(descriptor: number, position: number, size: number, start: number): Buffer {
  const chunk = Buffer.allocUnsafeSlow(Math.min(chunkLength, size - position));
  if (readSync(descriptor, chunk, 0, chunk.length, start + position) !== chunk.length)
    throw new Error('the file became shorter');
  return chunk;
}

function bytesSource(bytes: Uint8Array): TftpSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    size: bytes.length,
    copy: (offset, length, target, targetOffset) => {
      buffer.copy(target, targetOffset, offset, offset + length);
    },
    close: () => {},
  };
}
