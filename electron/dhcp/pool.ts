import { type Ipv4Range, ipv4Number } from './address.ts';

/**
 * The addresses of a range that have never been given, in order, and those that were given back without a trace.
 * Addresses are unsigned 32-bit numbers. Every call is O(1) but for the addresses that it passes over for good.
 */
export class AddressPool {
  readonly #first: number;
  readonly #last: number;
  #next: number;
  readonly #vacant = new Set<number>();

  constructor(range: Ipv4Range | null) {
    this.#first = range ? ipv4Number(range.first) : 0;
    this.#last = range ? ipv4Number(range.last) : -1;
    this.#next = this.#first;
  }

  /** Addresses from the first to the last, free or not. */
  get size(): number {
    return Math.max(0, this.#last - this.#first + 1);
  }

  contains(address: number): boolean {
    return address >= this.#first && address <= this.#last;
  }

  /** An address for which `free` holds, or null when none was left over. */
  take(free: (address: number) => boolean): number | null {
    for (const address of this.#vacant) {
      this.#vacant.delete(address);
      if (free(address)) return address;
    }
    while (this.#next <= this.#last) {
      const address = this.#next++;
      if (free(address)) return address;
    }
    return null;
  }

  /** An address that nobody remembers any more. */
  giveBack(address: number): void {
    if (address < this.#next && this.contains(address)) this.#vacant.add(address);
  }

  /** Looks at every address again: those that were passed over may be free now. */
  startAgain(): void {
    this.#next = this.#first;
    this.#vacant.clear();
  }
}
