import type { Store } from '../store/port.ts';
import type { Clock } from './clock.ts';

const day = 86_400_000;

/** Boots older than this leave the journal, in milliseconds. What tasks did stays in the history. */
export const keepBootsFor = 90 * day;

/** Boots that are deleted at once: few enough that no machine waits for its answer. */
export const portion = 500;

/** A start has better things to do first; between portions the machines are heard. Milliseconds. */
const waits = { first: 60_000, betweenPortions: 1_000, whenTidy: day / 4 } as const;

/** Takes old boots out of the data file a few at a time, so that the journal of a school does not grow for ever. */
export class Housekeeping {
  readonly #store: Pick<Store, 'boots'>;
  readonly #clock: Clock;
  readonly #log: (line: string) => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: { store: Pick<Store, 'boots'>; clock: Clock; log: (line: string) => void }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#log = parts.log;
  }

  start(): void {
    this.#wait(waits.first);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** The timer does not keep the process alive. */
  #wait(milliseconds: number): void {
    this.stop();
    this.#timer = setTimeout(() => this.#wait(this.#prune() ? waits.betweenPortions : waits.whenTidy), milliseconds);
    this.#timer.unref();
  }

  /** True when there may be more. A data file that cannot be written now is tried again when the next round is due. */
  #prune(): boolean {
    try {
      return this.#store.boots.prune(this.#clock.now() - keepBootsFor, portion) === portion;
    } catch (fault) {
      this.#log(`Old boots could not be deleted: ${fault instanceof Error ? fault.message : String(fault)}.`);
      return false;
    }
  }
}
