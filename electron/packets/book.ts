import type { Mac } from '../contract/model.ts';
import { Page } from './page.ts';
import type { Endpoint, PacketContent, PacketRecord } from './record.ts';

/** Kept of one machine, and of all together, in bytes of memory. */
export const mostOfMachine = 256 * 1_024;
export const mostInAll = 32 * 1_048_576;

/** The newest packets of each machine, in memory alone; the machine that was heard of longest ago is forgotten first. */
export class PacketBook {
  readonly #pages = new Map<Mac, Page>();
  readonly #cards: Mac[] = [];
  readonly #now: () => number;
  #bytes = 0;
  #lastId = 0;
  #exchanges = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Bytes of memory that all packets take. */
  get bytes(): number {
    return this.#bytes;
  }

  note(mac: Mac, from: Endpoint, to: Endpoint, content: PacketContent): void {
    const page = this.#pages.get(mac) ?? new Page(mac, this.#cards);
    this.#pages.delete(mac);
    this.#pages.set(mac, page);
    this.#bytes -= page.bytes;
    this.#lastId += 1;
    page.write(this.#lastId, this.#now(), from, to, content);
    while (page.bytes > mostOfMachine && page.dropOldest());
    this.#bytes += page.bytes;
    while (this.#bytes > mostInAll) this.#forgetOldest();
  }

  /** The number of one request and its answer. */
  nextExchange(): number {
    this.#exchanges += 1;
    return this.#exchanges;
  }

  /** Oldest first. */
  of(mac: Mac): readonly PacketRecord[] {
    return this.#pages.get(mac)?.read() ?? [];
  }

  #forgetOldest(): void {
    const [mac] = this.#pages.keys();
    if (mac === undefined) return;
    this.#bytes -= this.#pages.get(mac)?.bytes ?? 0;
    this.#pages.delete(mac);
  }
}
