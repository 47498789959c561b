import type { CommandInput, CommandName, CommandResult, EventBatch } from '../../electron/contract/api.ts';
import type { Phrase } from '../../electron/contract/model.ts';
import type { Client, Connection } from './client.ts';

/** A client whose refusals are worded by the page: their `message` is a sentence in the language that is spoken now. */
export class SpeakingClient implements Client {
  readonly #client: Client;
  readonly #say: (phrase: Phrase) => string;

  constructor(client: Client, say: (phrase: Phrase) => string) {
    this.#client = client;
    this.#say = say;
  }

  async call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandResult<N>> {
    const result = await this.#client.call(command, input);
    return result.ok ? result : { ...result, message: this.#say(result.phrase) };
  }

  onEvents(listener: (batch: EventBatch) => void): () => void {
    return this.#client.onEvents(listener);
  }

  onConnection(listener: (connection: Connection, nextTryAt: number | null) => void): () => void {
    return this.#client.onConnection(listener);
  }
}
