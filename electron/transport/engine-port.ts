import type { CommandHandlers, EventBatch } from '../contract/api.ts';

/** What the transport needs of an engine. */
export interface EnginePort {
  readonly handlers: CommandHandlers;
  /** The revision of the last batch that went out. */
  readonly revision: number;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (batch: EventBatch) => void): () => void;
}

/** Told once about each fault that is no refusal: which command, and what was thrown. */
export type FaultLog = (where: string, fault: unknown) => void;
