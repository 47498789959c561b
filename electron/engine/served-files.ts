import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionFile } from '../actions/kind.ts';
import { actionKind } from '../actions/kinds.ts';
import type { ServedFile } from '../contract/exam.ts';
import type { Action } from '../contract/model.ts';
import type { Extent } from '../http/extents.ts';
import type { FileAnswer, SentFile } from '../http/port.ts';
import type { RandomAccess } from '../media/port.ts';
import { fileAccess, type MediaImages } from './media-images.ts';

/** Read at a time: the hash is made in this process, and machines are answered in between. */
const piece = 256 * 1_024;

/** Files whose hashes are remembered. */
const most = 200;

/** Kernel, initrd and images that an action serves, with their hashes; each file is read once for as long as it stays as it is. */
export class ServedFiles {
  readonly #images: MediaImages;
  readonly #known = new Map<string, Promise<string>>();
  /** One file at a time: machines read from the same disk. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(images: MediaImages) {
    this.#images = images;
  }

  /** In the order of the action. Texts that are made for each machine have no hash of their own and are left out. */
  async of(action: Action): Promise<ServedFile[]> {
    const kind = actionKind(action.kind);
    const parameters = kind?.parameters.safeParse(action.parameters);
    if (!kind || !parameters?.success) return [];
    const files = kind.files(parameters.data).filter(({ source }) => source.kind !== 'text');
    return Promise.all(files.map((file) => this.#served(file)));
  }

  async #served({ name, source }: ActionFile): Promise<ServedFile> {
    const found = source.kind === 'text' ? null : await this.#open(source).catch(() => null);
    if (!found) return { name, bytes: null, sha256: null };
    const known = this.#known.get(found.tag) ?? this.#remember(found.tag, found.access);
    return { name, bytes: found.access.size, sha256: await known.catch(() => null) };
  }

  /** What an answer hands over, with the hash that it has now; null: it is no file. */
  async given(name: string, answer: FileAnswer): Promise<ServedFile | null> {
    switch (answer.kind) {
      case 'missing':
      case 'gone':
        return null;
      case 'bytes':
        return { name, bytes: answer.bytes.length, sha256: createHash('sha256').update(answer.bytes).digest('hex') };
      case 'path':
      case 'extents': {
        const found = await openSent(answer).catch(() => null);
        if (!found) return { name, bytes: null, sha256: null };
        const known = this.#known.get(found.tag) ?? this.#remember(found.tag, found.access);
        const sha256 = await known.catch(() => null);
        const after = await openSent(answer).catch(() => null);
        return { name, bytes: found.access.size, sha256: after?.tag === found.tag ? sha256 : null };
      }
    }
  }

  /** The bytes, and what changes when they do. */
  async #open(source: Exclude<ActionFile['source'], { kind: 'text' }>) {
    const [path, inner] = source.kind === 'path' ? [source.path, null] : [source.image, source.inner];
    const found = await stat(path, { bigint: true });
    if (inner !== null && !found.isDirectory()) {
      const opened = await this.#images.open(path);
      const file = opened.kind === 'open' ? opened.tree.find(inner) : null;
      if (opened.kind !== 'open' || !file) return null;
      return { access: opened.tree.access(file), tag: `${path}\n${file.path}\n${found.size}-${found.mtimeNs}` };
    }
    const file = inner === null ? path : join(path, inner);
    const plain = await stat(file, { bigint: true });
    const access = await this.#images.access(file);
    return access && { access, tag: `${file}\n${plain.size}-${plain.mtimeNs}` };
  }

  #remember(tag: string, access: RandomAccess): Promise<string> {
    const hash = this.#last.then(() => hashOf(access));
    this.#last = hash.catch(() => undefined);
    this.#known.set(tag, hash);
    hash.catch(() => this.#known.delete(tag));
    const [oldest] = this.#known.keys();
    if (this.#known.size > most && oldest !== undefined) this.#known.delete(oldest);
    return hash;
  }
}

type DiskFile = Exclude<SentFile, { kind: 'bytes' }>;

async function openSent(answer: DiskFile): Promise<{ readonly access: RandomAccess; readonly tag: string }> {
  const found = await stat(answer.path, { bigint: true });
  const whole = fileAccess(answer.path, Number(found.size));
  const stamp = `${found.size}-${found.mtimeNs}`;
  if (answer.kind === 'path') return { access: whole, tag: `${answer.path}\n${stamp}` };
  const places = answer.extents.map(({ offset, length }) => `${offset}+${length}`).join(' ');
  return { access: stretches(whole, answer.extents), tag: `${answer.path}\n${places}\n${stamp}` };
}

/** The bytes of a file inside an image, its stretches one behind the other. */
function stretches(whole: RandomAccess, extents: readonly Extent[]): RandomAccess {
  return {
    size: extents.reduce((sum, { length }) => sum + length, 0),
    async read(position, length) {
      let before = 0;
      for (const extent of extents) {
        const into = position - before;
        if (into < extent.length) return whole.read(extent.offset + into, Math.min(length, extent.length - into));
        before += extent.length;
      }
      return new Uint8Array();
    },
  };
}

async function hashOf(access: RandomAccess): Promise<string> {
  const hash = createHash('sha256');
  for (let done = 0; done < access.size; ) {
    const bytes = await access.read(done, piece);
    if (bytes.length === 0) throw new Error('the file is shorter than it was');
    hash.update(bytes);
    done += bytes.length;
  }
  return hash.digest('hex');
}
