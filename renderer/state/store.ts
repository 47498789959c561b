import type { EventBatch, Snapshot } from '../../electron/contract/api.ts';
import type { Client, Connection } from '../client/client.ts';
import { reduce } from './reduce.ts';

/** What the page shows. */
export interface View {
  readonly connection: Connection;
  /** Null until the first one has arrived. A lost connection leaves the last one. */
  readonly snapshot: Snapshot | null;
  /** Why the last snapshot was refused. */
  readonly refusal: string | null;
}

/** Keeps the picture of the engine: a snapshot at every new connection and at every gap, events in between. */
export class Store {
  readonly client: Client;
  #view: View = { connection: 'connecting', snapshot: null, refusal: null };
  /** Batches that came while a snapshot was on its way; null when none is. */
  #held: EventBatch[] | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #endings: (() => void)[];

  constructor(client: Client) {
    this.client = client;
    this.#endings = [
      client.onEvents((batch) => this.#take(batch)),
      client.onConnection((connection) => this.#connected(connection)),
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

  #connected(connection: Connection): void {
    this.#show({ ...this.#view, connection });
    if (connection === 'connected') void this.#load();
    else this.#held = null;
  }

  async #load(): Promise<void> {
    const held: EventBatch[] = [];
    this.#held = held;
    const result = await this.client.call('snapshot', {});
    if (this.#held !== held) return;
    this.#held = null;
    if (!result.ok) {
      this.#show({ ...this.#view, refusal: result.message });
      return;
    }
    this.#show({ ...this.#view, snapshot: result.value, refusal: null });
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
        void this.#load();
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
