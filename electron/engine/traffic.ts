import type { Traffic } from '../contract/console.ts';
import type { Ipv4 } from '../contract/model.ts';
import { rangeSize } from '../dhcp/address.ts';
import type { Store } from '../store/port.ts';
import type { Bus } from './bus.ts';
import type { Clock } from './clock.ts';

/** How often windows are told, in milliseconds. */
const every = 1_000;

/** Counts what flows and tells the windows once a second while it changes; a quiet room costs nothing. */
export class TrafficMeter {
  readonly #store: Store;
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #range: () => { readonly first: Ipv4; readonly last: Ipv4 } | null;
  readonly #bytes = new Map<number | null, number>();
  #since = 0;
  #timer: NodeJS.Timeout | null = null;
  #last: Pick<Traffic, 'bytesPerSecond' | 'computers'> = { bytesPerSecond: 0, computers: [] };
  #leases = 0;
  #told = '';

  /** `range`: the addresses that are given now, or null. */
  constructor(parts: {
    store: Store;
    bus: Bus;
    clock: Clock;
    range: () => { readonly first: Ipv4; readonly last: Ipv4 } | null;
  }) {
    this.#store = parts.store;
    this.#bus = parts.bus;
    this.#clock = parts.clock;
    this.#range = parts.range;
  }

  /** So many bytes went out to a computer, or to somebody who is none (null). */
  add(computerId: number | null, bytes: number): void {
    if (bytes <= 0) return;
    this.#bytes.set(computerId, (this.#bytes.get(computerId) ?? 0) + bytes);
    this.changed();
  }

  /** Something else that it tells of may have changed: the leases. */
  changed(): void {
    if (this.#timer) return;
    this.#since = this.#clock.now();
    this.#timer = setTimeout(() => this.tell(), every);
    this.#timer.unref();
  }

  /** What the last second was like, with the leases as they are now. */
  get view(): Traffic {
    const range = this.#range();
    return {
      ...this.#last,
      leasesInUse: this.#countLeases(),
      leasesTotal: range ? rangeSize(range) : null,
    };
  }

  /**
   * Closes the second, also before its time when serving begins or ends, and tells the windows when it was not like the
   * one before.
   */
  tell(): void {
    this.stop();
    const seconds = Math.max(every / 2, this.#clock.now() - this.#since) / 1_000;
    const flowed = this.#bytes.size > 0;
    this.#last = rates(this.#bytes, seconds);
    this.#bytes.clear();
    const traffic = this.view;
    const text = JSON.stringify(traffic);
    if (text !== this.#told) this.#bus.publish({ kind: 'traffic', traffic });
    this.#told = text;
    // One second more, in which the windows learn that nothing flows any longer.
    if (flowed) this.changed();
  }

  /** A count is not worth more than serving: when the data file cannot be read now, the last one stands. */
  #countLeases(): number {
    try {
      this.#leases = this.#store.leases.inUse(this.#clock.now());
    } catch {
      return this.#leases;
    }
    return this.#leases;
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

function rates(
  bytes: ReadonlyMap<number | null, number>,
  seconds: number,
): Pick<Traffic, 'bytesPerSecond' | 'computers'> {
  let sum = 0;
  const computers: { computerId: number; bytesPerSecond: number }[] = [];
  for (const [computerId, count] of bytes) {
    sum += count;
    if (computerId !== null) computers.push({ computerId, bytesPerSecond: Math.round(count / seconds) });
  }
  return { bytesPerSecond: Math.round(sum / seconds), computers };
}
