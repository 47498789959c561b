/**
 * A token bucket for each key: `burst` at once, then `perSecond`. Buckets that are full again are forgotten, so that
 * the memory is bounded by who speaks now.
 */
export class RateBound {
  readonly #burst: number;
  readonly #perMillisecond: number;
  readonly #buckets = new Map<number | string, { left: number; at: number }>();
  #sweptAt = 0;

  constructor(bound: { burst: number; perSecond: number }) {
    this.#burst = bound.burst;
    this.#perMillisecond = bound.perSecond / 1_000;
  }

  /** Takes one of the key's allowance at `now` (milliseconds); false when none is left. */
  allows(key: number | string, now: number): boolean {
    this.#sweep(now);
    const bucket = this.#buckets.get(key) ?? { left: this.#burst, at: now };
    const left = Math.min(this.#burst, bucket.left + Math.max(0, now - bucket.at) * this.#perMillisecond);
    this.#buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now });
    return left >= 1;
  }

  /** What was taken last did not count. */
  giveBack(key: number | string): void {
    const bucket = this.#buckets.get(key);
    if (bucket) bucket.left = Math.min(this.#burst, bucket.left + 1);
  }

  #sweep(now: number): void {
    const full = this.#burst / this.#perMillisecond;
    if (now - this.#sweptAt < full) return;
    this.#sweptAt = now;
    for (const [key, bucket] of this.#buckets) if (now - bucket.at >= full) this.#buckets.delete(key);
  }
}
