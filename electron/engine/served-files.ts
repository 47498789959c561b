import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionFile } from '../actions/kind.ts';
import { actionKind } from '../actions/kinds.ts';
import type { ServedFile } from '../contract/exam.ts';
import type { Action } from '../contract/model.ts';
import type { RandomAccess } from '../media/port.ts';
import type { MediaImages } from './media-images.ts';

/** Read at a time: the hash is made in this process, and machines are answered in between. */
const piece = 256 * 1_024;

/** Files whose hashes are remembered. */
const most = 200;

/** Kernel, initrd and images that an action serves, with their hashes; each file is read once for as long as it stays as it is. */
export class ServedFiles {
  readonly #images: MediaImages;
  readonly #known = new Map<string, Promise<string>>();

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
    const known = this.#known.get(found.tag) ?? this.#remember(found.tag, hashOf(found.access));
    return { name, bytes: found.access.size, sha256: await known.catch(() => null) };
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

  #remember(tag: string, hash: Promise<string>): Promise<string> {
    this.#known.set(tag, hash);
    hash.catch(() => this.#known.delete(tag));
    const [oldest] = this.#known.keys();
    if (this.#known.size > most && oldest !== undefined) this.#known.delete(oldest);
    return hash;
  }
}

async function hashOf(access: RandomAccess): Promise<string> {
  const hash = createHash('sha256');
  for (let done = 0; done < access.size; done += piece) hash.update(await access.read(done, piece));
  return hash.digest('hex');
}
