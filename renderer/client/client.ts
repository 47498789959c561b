import type { CommandInput, CommandName, CommandResult, EventBatch } from '../../electron/contract/api.ts';

/** `lost` is not the end: the client tries again by itself. */
export type Connection = 'connecting' | 'connected' | 'lost';

/** The way to the engine, whichever it is. */
export interface Client {
  call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandResult<N>>;
  /** Both return the function that ends the subscription. */
  onEvents(listener: (batch: EventBatch) => void): () => void;
  /** Told at once what the state is, then at every change; `nextTryAt` is when a lost connection is tried again. */
  onConnection(listener: (connection: Connection, nextTryAt: number | null) => void): () => void;
}
