import { createRequire } from 'node:module';
import type koffi from 'koffi';

/**
 * Waiting in the kernel for many descriptors (epoll) and being woken by another thread (eventfd): for threads that have
 * no event loop of their own. Linux alone.
 */

/** Can be read. */
export const epollIn = 1;
/** Can be written. */
export const epollOut = 4;
/** Told once each time that it becomes true, instead of as long as it is. */
export const epollEdge = 2 ** 31;

const closeOnExec = 0x80000;
const eventFdFlags = closeOnExec | 0x800;
const epollAdd = 1;
const epollDelete = 2;
const eventsAtOnce = 64;
/** `struct epoll_event` is packed on x86 alone. */
const eventLength = process.arch === 'x64' || process.arch === 'ia32' ? 12 : 16;
const eventDataOffset = eventLength - 8;

type Call = (...values: readonly unknown[]) => number;

interface Calls {
  readonly create: Call;
  readonly control: Call;
  readonly wait: Call;
  readonly eventfd: Call;
  readonly write: Call;
  readonly read: Call;
  readonly close: Call;
  readonly errno: () => number;
}

/** Throws where the C library cannot be called. */
function loadCalls(): Calls {
  const ffi: typeof koffi = createRequire(import.meta.url)('koffi');
  const library = ffi.load(null);
  return {
    create: library.func('int epoll_create1(int)'),
    control: library.func('int epoll_ctl(int, int, int, void *)'),
    wait: library.func('int epoll_wait(int, void *, int, int)'),
    eventfd: library.func('int eventfd(unsigned int, int)'),
    write: library.func('int64_t write(int, void *, size_t)'),
    read: library.func('int64_t read(int, void *, size_t)'),
    close: library.func('int close(int)'),
    errno: () => ffi.errno(),
  };
}

/** Descriptors, and what to do when one of them is ready. Throws where epoll is missing. */
export class Epoll {
  readonly #calls = loadCalls();
  readonly #descriptor: number;
  readonly #ready = new Map<number, () => void>();
  readonly #events = Buffer.alloc(eventLength * eventsAtOnce);

  constructor() {
    this.#descriptor = this.#calls.create(closeOnExec);
    if (this.#descriptor < 0) throw new Error(`epoll_create1: errno ${this.#calls.errno()}`);
  }

  /** `events` are those above, added up. An error or a hang-up of the descriptor counts as ready too. */
  add(descriptor: number, events: number, ready: () => void): void {
    const event = Buffer.alloc(eventLength);
    event.writeUInt32LE(events);
    event.writeUInt32LE(descriptor, eventDataOffset);
    this.#ready.set(descriptor, ready);
    this.#calls.control(this.#descriptor, epollAdd, descriptor, event);
  }

  /** To be called before a descriptor is closed: a duplicate of it elsewhere would keep it in the set. */
  remove(descriptor: number): void {
    this.#ready.delete(descriptor);
    this.#calls.control(this.#descriptor, epollDelete, descriptor, null);
  }

  /** Calls `wake` whenever the other thread uses this `Wakeup`. */
  addWakeup(descriptor: number, wake: () => void): void {
    const count = Buffer.alloc(8);
    this.add(descriptor, epollIn, () => {
      this.#calls.read(descriptor, count, 8);
      wake();
    });
  }

  /** Waits at most so many milliseconds (-1: for ever) and calls whoever is ready. */
  wait(milliseconds: number): void {
    const count = this.#calls.wait(this.#descriptor, this.#events, eventsAtOnce, milliseconds);
    for (let index = 0; index < count; index += 1) {
      this.#ready.get(this.#events.readUInt32LE(index * eventLength + eventDataOffset))?.();
    }
  }

  close(): void {
    this.#calls.close(this.#descriptor);
  }
}

/** Wakes an `Epoll` of another thread, which is given the descriptor. Throws where eventfd is missing. */
export class Wakeup {
  readonly descriptor: number;
  readonly #calls = loadCalls();

  constructor() {
    this.descriptor = this.#calls.eventfd(0, eventFdFlags);
    if (this.descriptor < 0) throw new Error(`eventfd: errno ${this.#calls.errno()}`);
  }

  wake(): void {
    this.#calls.write(this.descriptor, new Uint8Array(BigUint64Array.of(1n).buffer), 8);
  }

  close(): void {
    this.#calls.close(this.descriptor);
  }
}
