import type { Ipv4, Mac } from '../contract/model.ts';

/** The most machines that are remembered; the oldest is forgotten first. */
const most = 16_384;

/**
 * Which machine uses which address now: from our leases, from what foreign servers gave and we overheard, and, when
 * neither knows, from the system's neighbour table. It can be rebuilt, so it lives in memory.
 */
export class AddressBook {
  readonly #byAddress = new Map<Ipv4, Mac>();
  readonly #neighbour: (address: Ipv4) => Mac | null;

  constructor(neighbour: (address: Ipv4) => Mac | null) {
    this.#neighbour = neighbour;
  }

  learn(address: Ipv4, mac: Mac): void {
    this.#byAddress.delete(address);
    this.#byAddress.set(address, mac);
    if (this.#byAddress.size > most) {
      const oldest = this.#byAddress.keys().next();
      if (!oldest.done) this.#byAddress.delete(oldest.value);
    }
  }

  macOf(address: Ipv4): Mac | null {
    const known = this.#byAddress.get(address);
    if (known) return known;
    const seen = this.#neighbour(address);
    if (seen) this.learn(address, seen);
    return seen;
  }

  forget(): void {
    this.#byAddress.clear();
  }
}
