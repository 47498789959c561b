import type { CommandInput, CommandName, CommandResult, EventBatch } from '../../electron/contract/api.ts';
import type { Client, Connection } from './client.ts';

/** What the preload script puts on the window. */
export interface Bridge {
  call(command: string, input: unknown): Promise<unknown>;
  subscribe(listener: (batch: EventBatch) => void): () => void;
  /** Where a dropped file lies; empty for what is no file of this computer. */
  pathOf(file: File): string;
}

declare global {
  interface Window {
    readonly rollcall?: Bridge;
  }
}

/** The engine of the same app: it is there as long as the window is. */
export class ElectronClient implements Client {
  readonly #bridge: Bridge;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  async call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandResult<N>> {
    return (await this.#bridge.call(command, input)) as CommandResult<N>;
  }

  onEvents(listener: (batch: EventBatch) => void): () => void {
    return this.#bridge.subscribe(listener);
  }

  onConnection(listener: (connection: Connection, nextTryAt: number | null) => void): () => void {
    listener('connected', null);
    return () => undefined;
  }
}
