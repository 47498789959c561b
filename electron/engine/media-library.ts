import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { Refusal } from '../contract/api.ts';
import type { LibraryMedium, MediaJob } from '../contract/media.ts';
import type { PlainPhrase } from '../contract/model.ts';
import type { Store } from '../store/port.ts';
import type { Bus } from './bus.ts';
import type { Clock } from './clock.ts';
import { takeMedium } from './media-copy.ts';
import type { LookInside } from './media-look.ts';

/** Media that are taken in at the same time: more of them would only share the disk. */
const mostAtOnce = 4;

/** Jobs that are remembered when they have ended. */
const mostEnded = 32;

/** Milliseconds between two signs of how far a job is. */
const tellEvery = 250;

/** What stays free beside a copy, in bytes: the data file grows, and a full disk stops everything. */
const reserve = 256 * 1_048_576;

interface Running {
  job: MediaJob;
  readonly stop: AbortController;
  readonly ended: Promise<MediaJob>;
  toldAt: number;
}

export interface MediaLibraryParts {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  /** Where copies go; made when the first one comes. */
  readonly folder: string;
  readonly look: LookInside;
  /** Bytes that are free beside a path. */
  readonly free?: (folder: string) => Promise<number>;
}

/** The media that actions boot from, and those on their way in. */
export class MediaLibrary {
  readonly #parts: MediaLibraryParts;
  readonly #jobs = new Map<number, Running>();
  #lastId = 0;

  constructor(parts: MediaLibraryParts) {
    this.#parts = parts;
    this.#removeLeft();
  }

  /** What is under way and what failed, oldest first. */
  get jobs(): MediaJob[] {
    return [...this.#jobs.values()].map(({ job }) => job).filter(isShown);
  }

  /** Begins to take a file in, or a folder, which stays where it is. Throws `Refusal` for what can be known before the first byte is read. */
  async begin(path: string, wanted: MediaJob['kept']): Promise<MediaJob> {
    const { bytes, isFolder } = await this.#check(path);
    const kept = isFolder ? 'linked' : wanted;
    if (kept === 'copied') await this.#checkRoom(bytes);
    if (this.jobs.filter(({ state }) => state === 'working').length >= mostAtOnce) {
      throw new Refusal('refused', { code: 'media-busy', most: mostAtOnce });
    }
    const id = ++this.#lastId;
    const name = basename(path);
    const job: MediaJob = { id, name, kept, state: 'working', done: 0, bytes, medium: null, why: null };
    const stop = new AbortController();
    this.#jobs.set(id, {
      job,
      stop,
      toldAt: this.#parts.clock.now(),
      ended: Promise.resolve().then(() => this.#work(id, path, stop.signal)),
    });
    return this.#tell(job);
  }

  /** The job when it has ended. */
  wait(id: number): Promise<MediaJob> {
    return this.#job(id).ended;
  }

  /** Stops it; one that failed is forgotten. */
  async cancel(id: number): Promise<MediaJob> {
    const running = this.#job(id);
    running.stop.abort();
    const ended = await running.ended;
    return ended.state === 'failed' ? this.#tell({ ...ended, state: 'cancelled' }) : ended;
  }

  /** Takes a medium out; the file goes with it when it is a copy of ours. */
  remove(medium: LibraryMedium): LibraryMedium {
    const { store, bus, folder } = this.#parts;
    const user = store.actions.list().find(({ parameters }) => Object.values(parameters).flat().includes(medium.path));
    if (user) throw new Refusal('conflict', { code: 'media-used', name: medium.name, action: user.name });
    store.media.remove(medium.id);
    if (medium.kept === 'copied' && dirname(medium.path) === folder) rmSync(medium.path, { force: true });
    bus.publish({ kind: 'medium-removed', id: medium.id });
    return medium;
  }

  /** Stops what is under way. */
  async close(): Promise<void> {
    for (const { stop } of this.#jobs.values()) stop.abort();
    await Promise.all([...this.#jobs.values()].map(({ ended }) => ended));
  }

  #job(id: number): Running {
    const running = this.#jobs.get(id);
    if (!running) throw new Refusal('not-found', { code: 'media-job-missing', id });
    return running;
  }

  /** The size of a file that can be taken in; that of a folder shows when it is looked into. */
  async #check(path: string): Promise<{ bytes: number; isFolder: boolean }> {
    if (!isAbsolute(path) || /\p{Cc}/u.test(path)) throw new Refusal('usage', { code: 'media-path', path });
    const found = await stat(path).catch(() => null);
    if (found === null) throw new Refusal('not-found', { code: 'file-missing', path });
    const isFolder = found.isDirectory();
    if (!isFolder && !found.isFile()) throw new Refusal('refused', { code: 'file-not-plain', path });
    if (!isFolder && found.size === 0) throw new Refusal('refused', { code: 'media-empty' });
    const known = this.#parts.store.media.byPath(path);
    if (known) throw new Refusal('conflict', { code: 'media-known', name: known.name });
    return { bytes: isFolder ? 0 : found.size, isFolder };
  }

  async #checkRoom(bytes: number): Promise<void> {
    const { folder, free = freeBytes } = this.#parts;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const room = Math.max(0, (await free(folder)) - reserve);
    if (room < bytes) throw new Refusal('refused', { code: 'media-no-room', need: bytes, free: room });
  }

  async #work(id: number, path: string, signal: AbortSignal): Promise<MediaJob> {
    try {
      return this.#end(id, await this.#take(id, path, signal));
    } catch (error) {
      const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      return this.#end(id, { state: 'failed', why: { code: 'media-not-copied', detail } });
    }
  }

  /** Looked at before it is copied: gigabytes of a damaged image need not be waited for. */
  async #take(id: number, path: string, signal: AbortSignal): Promise<Partial<MediaJob>> {
    const { store, bus, clock, folder, look } = this.#parts;
    const { kept, name } = this.#job(id).job;
    const seen = await look(path);
    if (seen.kind === 'fault') return failed(seen.why);
    const into = kept === 'copied' ? folder : null;
    const taken = seen.folder
      ? { kind: 'taken' as const, path, ...seen.folder }
      : await takeMedium({ from: path, into, signal, progress: (done) => this.#advance(id, done) });
    if (taken.kind === 'cancelled') return { state: 'cancelled' };
    if (taken.kind === 'failed') return failed(taken.why);
    const { bytes, sha256 } = taken;
    const [same] = store.media.byHash(sha256);
    if (same || store.media.byPath(taken.path)) {
      if (into !== null) rmSync(taken.path, { force: true });
      return failed({ code: 'media-same', name: same?.name ?? name });
    }
    const { system, label, version } = seen.medium;
    const fields = { name: basename(taken.path), path: taken.path, kept, bytes, sha256, system, label, version };
    const medium = store.media.add({ ...fields, addedAt: clock.now() });
    bus.publish({ kind: 'medium', medium });
    return { state: 'done', done: bytes, medium };
  }

  #advance(id: number, done: number): void {
    const running = this.#job(id);
    running.job = { ...running.job, done: Math.min(done, running.job.bytes) };
    const now = this.#parts.clock.now();
    if (Math.abs(now - running.toldAt) < tellEvery) return;
    running.toldAt = now;
    this.#tell(running.job);
  }

  #end(id: number, how: Partial<MediaJob>): MediaJob {
    const ended = this.#tell({ ...this.#job(id).job, ...how });
    const forgotten = [...this.#jobs.values()].filter(({ job }) => !isShown(job)).slice(0, -mostEnded);
    for (const { job } of forgotten) this.#jobs.delete(job.id);
    return ended;
  }

  #tell(job: MediaJob): MediaJob {
    const running = this.#jobs.get(job.id);
    if (running) running.job = job;
    this.#parts.bus.publish({ kind: 'media-job', job });
    return job;
  }

  /** What an earlier run was cut off from. */
  #removeLeft(): void {
    const { folder } = this.#parts;
    try {
      const left = readdirSync(folder).filter((name) => name.endsWith('.part'));
      for (const name of left) rmSync(join(folder, name), { force: true });
    } catch {
      // There is no folder yet.
    }
  }
}

const isShown = ({ state }: MediaJob): boolean => state === 'working' || state === 'failed';

const failed = (why: PlainPhrase): Partial<MediaJob> => ({ state: 'failed', why });

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
