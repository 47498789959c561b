import type { EventBatch, Snapshot } from '../../electron/contract/api.ts';
import type { Phrase } from '../../electron/contract/model.ts';
import type { Client, Connection } from '../client/client.ts';
import { reduce } from './reduce.ts';

/** What the page shows. */
export interface View {
  readonly connection: Connection;
  /** Null until the first one has arrived. A lost connection leaves the last one. */
  readonly snapshot: Snapshot | null;
  /** Why the last snapshot was refused. */
  readonly refusal: Phrase | null;
  /** Since when there is no connection, milliseconds since the epoch; null while there is one or never was. */
  readonly lostAt: number | null;
  /** When the next try to connect begins; null when none is planned. */
  readonly nextTryAt: number | null;
  /** How many lines of the log came while the connection was lost, told once it is back. */
  readonly caughtUp: number | null;
}

const first: View = {
  connection: 'connecting',
  snapshot: null,
  refusal: null,
  lostAt: null,
  nextTryAt: null,
  caughtUp: null,
};

/** Keeps the picture of the engine: a snapshot at every new connection and at every gap, events in between. */
export class Store {
  readonly client: Client;
  #view = first;
  /** Batches that came while a snapshot was on its way; null when none is. */
  #held: EventBatch[] | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #endings: (() => void)[];

  constructor(client: Client) {
    this.client = client;
    this.#endings = [
      client.onEvents((batch) => this.#take(batch)),
      client.onConnection((connection, nextTryAt) => this.#connected(connection, nextTryAt)),
    ];
  }

  readonly getView = (): View => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  close(): void {
    for (const end of this.#endings) end();
  }

  #connected(connection: Connection, nextTryAt: number | null): void {
    const lostAt = connection === 'connected' ? null : (this.#view.lostAt ?? this.#lostNow());
    const since = this.#view.lostAt;
    this.#show({ ...this.#view, connection, lostAt, nextTryAt, caughtUp: null });
    if (connection === 'connected') void this.#load(since !== null);
    else this.#held = null;
  }

  /** A page that never had a picture has lost nothing yet. */
  #lostNow(): number | null {
    return this.#view.snapshot === null ? null : Date.now();
  }

  async #load(back: boolean): Promise<void> {
    const held: EventBatch[] = [];
    this.#held = held;
    const result = await this.client.call('snapshot', {});
    if (this.#held !== held) return;
    this.#held = null;
    if (!result.ok) {
      this.#show({ ...this.#view, refusal: result.phrase });
      return;
    }
    const caughtUp = back ? linesAfter(this.#view.snapshot, result.value) : null;
    this.#show({ ...this.#view, snapshot: result.value, refusal: null, caughtUp });
    for (const batch of held) this.#take(batch);
  }

  #take(batch: EventBatch): void {
    if (this.#held) {
      this.#held.push(batch);
      return;
    }
    if (!this.#view.snapshot) return;
    const step = reduce(this.#view.snapshot, batch);
    switch (step.kind) {
      case 'next':
        this.#show({ ...this.#view, snapshot: step.snapshot });
        return;
      case 'gap':
        void this.#load(false);
        return;
      case 'old':
        return;
    }
  }

  #show(view: View): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}

/** How many lines the new picture has that the old one had not. */
function linesAfter(old: Snapshot | null, fresh: Snapshot): number {
  const last = old?.log.at(-1)?.id ?? 0;
  return fresh.log.filter(({ id }) => id > last).length;
}
