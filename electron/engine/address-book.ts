import type { Ipv4, Mac } from '../contract/model.ts';
import type { Clock } from './clock.ts';

/** The most machines that are remembered; the oldest is forgotten first. */
const most = 16_384;

/** How long a guess holds, in milliseconds: addresses that a foreign server gives move to other machines unseen. */
const guessHolds = 60_000;

/**
 * How an address is known: `granted` by our own lease, `overheard` when the machine asked a foreign server for it, or a
 * `guess` from what a request claimed or the system's neighbour table held.
 */
type Source = 'granted' | 'overheard' | 'guess';

interface Entry {
  readonly mac: Mac;
  readonly source: Source;
  readonly at: number;
}

/** Which machine uses which address now. It can be rebuilt, so it lives in memory. */
export class AddressBook {
  readonly #byAddress = new Map<Ipv4, Entry>();
  readonly #neighbour: (address: Ipv4) => Mac | null;
  readonly #clock: Clock;

  constructor(neighbour: (address: Ipv4) => Mac | null, clock: Clock) {
    this.#neighbour = neighbour;
    this.#clock = clock;
  }

  /** What we gave ourselves is not overwritten by what a machine says to others: it could name any address. */
  learn(address: Ipv4, mac: Mac, source: Source): void {
    if (source !== 'granted' && this.grantedTo(address) !== null) return;
    this.#byAddress.delete(address);
    this.#byAddress.set(address, { mac, source, at: this.#clock.now() });
    if (this.#byAddress.size > most) {
      const oldest = this.#byAddress.keys().next();
      if (!oldest.done) this.#byAddress.delete(oldest.value);
    }
  }

  macOf(address: Ipv4): Mac | null {
    const known = this.#byAddress.get(address);
    if (known && (known.source !== 'guess' || Math.abs(this.#clock.now() - known.at) < guessHolds)) return known.mac;
    const seen = this.#neighbour(address);
    if (seen) this.learn(address, seen, 'guess');
    return seen;
  }

  /** The machine that has this address from us, or null. */
  grantedTo(address: Ipv4): Mac | null {
    const known = this.#byAddress.get(address);
    return known?.source === 'granted' ? known.mac : null;
  }

  /** The machine gave the address back, or does not use it after all. */
  drop(address: Ipv4): void {
    this.#byAddress.delete(address);
  }

  forget(): void {
    this.#byAddress.clear();
  }
}
