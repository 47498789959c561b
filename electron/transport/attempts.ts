/** A bucket of tries: it holds `most`, and a new one comes every `every` milliseconds. */
interface Bound {
  readonly most: number;
  readonly every: number;
}

/** Somebody who mistypes has five tries at once, then one a minute. */
const ofOneAddress: Bound = { most: 5, every: 60_000 };

/**
 * On one cable a computer can have as many addresses as it likes, so all together are bounded as well: 14,400 guesses a
 * day at most. The price is that one guesser can keep others out of the network's console; the one on the computer
 * itself stays.
 */
const ofAll: Bound = { most: 30, every: 6_000 };

/** Addresses that are remembered; the one that tried longest ago is forgotten first. */
const mostAddresses = 1_000;

interface Bucket {
  tries: number;
  at: number;
}

/** Counts the tries of a password. Every time is milliseconds of one clock that never goes back. */
export class Attempts {
  readonly #addresses = new Map<string, Bucket>();
  readonly #all: Bucket = { tries: ofAll.most, at: 0 };

  /** Takes one try. 0: go on; else the milliseconds until there is one, and nothing was taken. */
  take(address: string, now: number): number {
    const own = this.#addresses.get(address) ?? { tries: ofOneAddress.most, at: now };
    fill(own, ofOneAddress, now);
    fill(this.#all, ofAll, now);
    const wait = Math.max(untilOne(own, ofOneAddress), untilOne(this.#all, ofAll));
    if (wait === 0) {
      own.tries -= 1;
      this.#all.tries -= 1;
    }
    this.#remember(address, own);
    return wait;
  }

  /** The try was right: it counts for nothing. */
  giveBack(address: string): void {
    this.#addresses.delete(address);
    this.#all.tries = Math.min(ofAll.most, this.#all.tries + 1);
  }

  #remember(address: string, bucket: Bucket): void {
    this.#addresses.delete(address);
    this.#addresses.set(address, bucket);
    const [oldest] = this.#addresses.keys();
    if (this.#addresses.size > mostAddresses && oldest !== undefined) this.#addresses.delete(oldest);
  }
}

function fill(bucket: Bucket, { most, every }: Bound, now: number): void {
  bucket.tries = Math.min(most, bucket.tries + (now - bucket.at) / every);
  bucket.at = now;
}

function untilOne({ tries }: Bucket, { every }: Bound): number {
  return tries >= 1 ? 0 : Math.ceil((1 - tries) * every);
}
