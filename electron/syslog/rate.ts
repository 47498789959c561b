/** iPXE writes a few dozen lines a second at the most, at a script's error. */
const LINES_A_SECOND = 200;
/** Addresses that are counted in one second; the rest of a flood with made-up senders is dropped. */
const CLIENTS = 4_096;

/**
 * How many lines of one client are heard in a second; pure, the time is handed in (milliseconds). A clock that was set
 * back begins a new second, or a busy machine would not be heard until the old time had come again.
 */
export class LineRate {
  #second = Number.NEGATIVE_INFINITY;
  readonly #lines = new Map<string, number>();

  allows(client: string, now: number): boolean {
    if (now < this.#second || now - this.#second >= 1_000) {
      this.#second = now;
      this.#lines.clear();
    }
    const lines = this.#lines.get(client) ?? 0;
    if (lines >= LINES_A_SECOND || (lines === 0 && this.#lines.size >= CLIENTS)) return false;
    this.#lines.set(client, lines + 1);
    return true;
  }
}
