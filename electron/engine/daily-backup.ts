import { rmSync } from 'node:fs';
import { Refusal } from '../contract/api.ts';
import { describePhrase } from '../contract/describe.ts';
import type { Store } from '../store/port.ts';
import { backupFolder, backupPrefix, listBackups, nextBackup, writeBackup } from './backups.ts';
import type { Clock } from './clock.ts';

const day = 86_400_000;

/** Daily backups that are kept: a week of school. */
export const keepDaily = 5;

/** A start has better things to do first; then it is looked whether a day has passed. Milliseconds. */
const waits = { first: 60_000, look: day / 24 } as const;

/**
 * Copies the data file once a day of use, so that there is something to go back to when the disk or a power cut has
 * damaged it. The newest few are kept; backups that a person made are never touched.
 */
export class DailyBackup {
  readonly #store: Pick<Store, 'backup'>;
  readonly #clock: Clock;
  readonly #dataFolder: string;
  readonly #log: (line: string) => void;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: { store: Pick<Store, 'backup'>; clock: Clock; dataFolder: string; log: (line: string) => void }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#dataFolder = parts.dataFolder;
    this.#log = parts.log;
  }

  start(): void {
    this.#wait(waits.first);
  }

  /** Resolves when a copy that is being written is whole; the store may be closed then. */
  async stop(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#writing;
  }

  /** Copies when the newest daily backup is a day old, and deletes the oldest ones. Faults go to the log. */
  async backUpIfDue(): Promise<void> {
    const now = this.#clock.now();
    try {
      const [newest] = this.#daily();
      if (newest && now - newest.at < day && newest.at <= now) return;
      await writeBackup(this.#store, nextBackup(this.#dataFolder, now, backupPrefix.daily));
      for (const old of this.#daily().slice(keepDaily)) rmSync(old.path, { force: true });
    } catch (fault) {
      this.#log(fault instanceof Refusal ? describePhrase(fault.phrase) : `The daily backup failed: ${String(fault)}`);
    }
  }

  #daily() {
    return listBackups(backupFolder(this.#dataFolder)).filter(({ file }) => file.startsWith(backupPrefix.daily));
  }

  /** The timer does not keep the process alive. */
  #wait(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.#writing = this.backUpIfDue();
      this.#wait(waits.look);
    }, milliseconds);
    this.#timer.unref();
  }
}
