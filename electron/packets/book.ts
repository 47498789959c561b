import type { Mac } from '../contract/model.ts';
import { type Endpoint, type PacketContent, type PacketRecord, sizeOf } from './record.ts';

/** Kept of one machine, and of all together, in bytes. */
export const mostOfMachine = 256 * 1_024;
export const mostInAll = 32 * 1_048_576;

interface Page {
  readonly records: PacketRecord[];
  bytes: number;
}

/** The newest packets of each machine, in memory alone; the machine that was heard of longest ago is forgotten first. */
export class PacketBook {
  readonly #pages = new Map<Mac, Page>();
  readonly #now: () => number;
  #bytes = 0;
  #lastId = 0;
  #exchanges = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  note(mac: Mac, from: Endpoint, to: Endpoint, content: PacketContent): void {
    const page = this.#pages.get(mac) ?? { records: [], bytes: 0 };
    this.#pages.delete(mac);
    this.#pages.set(mac, page);
    this.#lastId += 1;
    page.records.push({ id: this.#lastId, at: this.#now(), from, to, ...content });
    this.#add(page, sizeOf(content));
    while (page.bytes > mostOfMachine && page.records.length > 1) this.#drop(page);
    while (this.#bytes > mostInAll) this.#forgetOldest();
  }

  /** The number of one request and its answer. */
  nextExchange(): number {
    this.#exchanges += 1;
    return this.#exchanges;
  }

  /** Oldest first. */
  of(mac: Mac): readonly PacketRecord[] {
    return this.#pages.get(mac)?.records ?? [];
  }

  #add(page: Page, bytes: number): void {
    page.bytes += bytes;
    this.#bytes += bytes;
  }

  #drop(page: Page): void {
    const oldest = page.records.shift();
    if (oldest) this.#add(page, -sizeOf(oldest));
  }

  #forgetOldest(): void {
    const [mac] = this.#pages.keys();
    if (mac === undefined) return;
    this.#bytes -= this.#pages.get(mac)?.bytes ?? 0;
    this.#pages.delete(mac);
  }
}
