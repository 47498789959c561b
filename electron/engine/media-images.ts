import { open, stat } from 'node:fs/promises';
import type { PlainPhrase } from '../contract/model.ts';
import type { ImageTree, MediaFault, RandomAccess } from '../media/port.ts';

/** Images whose names are held in memory; the one that was asked for longest ago is forgotten first. */
const most = 8;

/** Reads the names of an image. */
export type OpenImage = (access: RandomAccess) => Promise<ImageTree | MediaFault>;

export type OpenedImage =
  | { readonly kind: 'open'; readonly tree: ImageTree; readonly size: number }
  | { readonly kind: 'closed'; readonly why: PlainPhrase };

interface Held {
  /** Another file under the same path, another length or a later write each give another one. */
  readonly tag: string;
  readonly opened: Promise<OpenedImage>;
}

/** The disc images that machines fetch files from, each read once for as long as it stays as it is. */
export class MediaImages {
  readonly #held = new Map<string, Held>();
  readonly #openImage: OpenImage;

  constructor(openImage: OpenImage) {
    this.#openImage = openImage;
  }

  /** The image at a path as it is now. Machines that ask together wait for the same reading. */
  async open(path: string): Promise<OpenedImage> {
    const found = await stat(path, { bigint: true }).catch((error: unknown) => errorCode(error));
    if (typeof found === 'string') return { kind: 'closed', why: { code: 'file-cannot-open', error: found } };
    if (!found.isFile()) return { kind: 'closed', why: { code: 'file-not-a-file' } };
    const tag = `${found.size}-${found.mtimeNs}-${found.ino}`;
    const held = this.#held.get(path);
    this.#held.delete(path);
    const now = held?.tag === tag ? held : { tag, opened: this.#read(path, Number(found.size)) };
    this.#held.set(path, now);
    this.#bound();
    return now.opened;
  }

  /** The bytes of a file that may hold no names at all; null: it cannot be opened. */
  async access(path: string): Promise<RandomAccess | null> {
    const found = await stat(path).catch(() => null);
    return found?.isFile() ? fileAccess(path, found.size) : null;
  }

  async #read(path: string, size: number): Promise<OpenedImage> {
    try {
      const tree = await this.#openImage(fileAccess(path, size));
      return 'kind' in tree ? { kind: 'closed', why: tree.why } : { kind: 'open', tree, size };
    } catch (error) {
      this.#held.delete(path);
      return { kind: 'closed', why: { code: 'file-cannot-read', error: errorCode(error) } };
    }
  }

  #bound(): void {
    if (this.#held.size <= most) return;
    const oldest = this.#held.keys().next();
    if (!oldest.done) this.#held.delete(oldest.value);
  }
}

/** A file that is open while it is read alone, so that an image that nobody asks for can be replaced or removed. */
export function fileAccess(path: string, size: number): RandomAccess {
  return {
    size,
    async read(position, length) {
      const wanted = Math.max(0, Math.min(length, size - position));
      const bytes = Buffer.allocUnsafe(wanted);
      const file = await open(path, 'r');
      try {
        let filled = 0;
        while (filled < wanted) {
          const { bytesRead } = await file.read(bytes, filled, wanted - filled, position + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      } finally {
        await file.close();
      }
    },
  };
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
