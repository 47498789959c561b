import { randomBytes } from 'node:crypto';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Room for the journal of some hundred boots, in bytes. */
export const reserveBytes = 4 * 1_048_576;

/** How often it is looked whether there is room for it again, in milliseconds. */
const lookAgain = 5_000;

/**
 * A file that takes up room on the disk of the data folder, and gives it back to the journal in the moment in which the
 * disk is full: no address is promised and no task is given out before it is written, so a full disk would stop a whole
 * room in the middle of a lesson. Its content says nothing, and cannot be compressed.
 */
export class DiskReserve {
  readonly #file: string;
  readonly #tell: (why: string | null) => void;
  #timer: NodeJS.Timeout | null = null;

  /** `tell` is given why the disk needs room, and null when it has room again. */
  constructor(dataFolder: string, tell: (why: string | null) => void) {
    this.#file = join(dataFolder, 'reserve.bin');
    this.#tell = tell;
  }

  /** Takes the room, when there is twice as much. False: there is not. */
  hold(): boolean {
    try {
      if (!this.#fits()) return false;
      writeFileSync(this.#file, randomBytes(reserveBytes), { mode: 0o600 });
      return true;
    } catch {
      rmSync(this.#file, { force: true });
      return false;
    }
  }

  /** The journal could not be written for this reason, or can be again: then the room is taken back as soon as it is there. */
  journal(stuck: string | null): void {
    if (stuck !== null) {
      rmSync(this.#file, { force: true });
      this.#tell(stuck);
    } else if (this.hold()) this.#tell(null);
    else this.#lookLater();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #fits(): boolean {
    const { bavail, bsize } = statfsSync(join(this.#file, '..'));
    return bavail * bsize >= 2 * reserveBytes;
  }

  #lookLater(): void {
    this.stop();
    this.#timer = setTimeout(() => this.journal(null), lookAgain);
    this.#timer.unref();
  }
}
