import type { Store } from '../store/port.ts';
import type { Bus } from './bus.ts';
import type { Clock } from './clock.ts';
import { taskView } from './task-view.ts';

/** setTimeout counts in 31 bits, and a laptop that slept wakes late: look again at least this often, in milliseconds. */
const longestWait = 60_000;

/** Tells the windows when a task becomes due, missed or done by nothing but the clock. */
export class TaskTimer {
  readonly #store: Store;
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #crossed: () => void;
  #toldUntil: number;
  #timer: NodeJS.Timeout | null = null;

  /** `crossed` is called after edges of windows were passed. */
  constructor(parts: { store: Store; bus: Bus; clock: Clock; crossed?: () => void }) {
    this.#store = parts.store;
    this.#bus = parts.bus;
    this.#clock = parts.clock;
    this.#crossed = parts.crossed ?? (() => undefined);
    this.#toldUntil = parts.clock.now();
  }

  /** Waits for the next edge of a window; called again whenever tasks were added. */
  arm(): void {
    this.stop();
    const edge = this.#store.tasks.nextEdge(this.#toldUntil);
    if (edge === null) return;
    const wait = Math.min(longestWait, Math.max(0, edge - this.#clock.now()));
    this.#timer = setTimeout(() => this.#tell(), wait);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #tell(): void {
    const now = this.#clock.now();
    // The clock may have been set back: the edges in between are crossed the other way then.
    const [from, to] = [Math.min(this.#toldUntil, now), Math.max(this.#toldUntil, now)];
    for (const task of this.#store.tasks.crossing(from, to)) {
      for (const each of this.#store.tasks.forComputer(task.computerId)) {
        this.#bus.publish({ kind: 'task', task: taskView(this.#store, each, now) });
      }
    }
    this.#toldUntil = now;
    this.#crossed();
    this.arm();
  }
}
