import { WebSocket } from 'ws';
import { type CommandInput, type CommandName, type CommandResult, commands, type EventBatch } from '../contract/api.ts';
import { describePhrase } from '../contract/describe.ts';
import type { Phrase } from '../contract/model.ts';
import { ServerEnvelope, socketPath } from '../contract/wire.ts';

/** How a connection ended: `code` is the WebSocket's close code, 1013 when this client was too slow. */
export interface ConnectionEnd {
  readonly code: number;
  readonly reason: string;
}

/** A connection to a running Rollcall: the same commands and events that the console uses. */
export interface Client {
  call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandResult<N>>;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (batch: EventBatch) => void): () => void;
  readonly ended: Promise<ConnectionEnd>;
  close(): void;
}

/** `unreachable`: nobody listens there; `refused`: somebody does, and does not take this token. */
export type Connection =
  | { readonly kind: 'connected'; readonly client: Client }
  | { readonly kind: 'unreachable' | 'refused'; readonly why: string };

/** A snapshot of 10,000 computers is a few megabytes. */
const largestMessage = 128 * 1024 * 1024;

/** Time for the opening handshake, in milliseconds. */
const openingTime = 5_000;

/** Connects to a control server: `url` as in the instance file (`http://127.0.0.1:4711/`). */
export function connect(url: string, token: string): Promise<Connection> {
  const address = new URL(socketPath, url);
  address.protocol = 'ws:';
  const socket = new WebSocket(address, {
    headers: { Authorization: `Bearer ${token}` },
    handshakeTimeout: openingTime,
    maxPayload: largestMessage,
    perMessageDeflate: false,
  });
  return new Promise((resolve) => {
    socket.once('open', () => resolve({ kind: 'connected', client: new SocketClient(socket) }));
    socket.once('unexpected-response', (request, response) => {
      request.destroy();
      resolve({ kind: 'refused', why: `The running Rollcall answered with status ${response.statusCode}.` });
    });
    // Stays for the life of the socket: every error is followed by `close`, which is where it is handled.
    socket.on('error', (fault) => resolve({ kind: 'unreachable', why: fault.message }));
  });
}

type Refused = Extract<CommandResult, { ok: false }>;
type Reply = Exclude<ServerEnvelope, { type: 'events' }>;

const lost: CommandResult = failed({ code: 'connection-lost' });

class SocketClient implements Client {
  readonly ended: Promise<ConnectionEnd>;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (reply: Reply | null) => void>();
  readonly #listeners = new Set<(batch: EventBatch) => void>();
  #lastId = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#receive(data.toString()));
    this.ended = new Promise((resolve) => {
      socket.once('close', (code, reason) => {
        for (const answer of this.#waiting.values()) answer(null);
        this.#waiting.clear();
        resolve({ code, reason: reason.toString() });
      });
    });
  }

  async call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandResult<N>> {
    if (this.#socket.readyState !== WebSocket.OPEN) return lost as CommandResult<N>;
    this.#lastId += 1;
    const id = this.#lastId;
    const reply = await new Promise<Reply | null>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#socket.send(JSON.stringify({ id, command, input }));
    });
    if (!reply) return lost as CommandResult<N>;
    return reply.ok ? readValue(command, reply.value) : refusalOf(reply);
  }

  subscribe(listener: (batch: EventBatch) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#socket.close(1000);
  }

  #receive(text: string): void {
    const envelope = ServerEnvelope.safeParse(parseJson(text));
    if (!envelope.success) {
      this.#socket.close(1002, 'not an envelope');
      return;
    }
    if (envelope.data.type === 'events') {
      for (const listener of this.#listeners) listener(envelope.data.batch);
      return;
    }
    this.#waiting.get(envelope.data.id)?.(envelope.data);
    this.#waiting.delete(envelope.data.id);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The other end may be another version of Rollcall, so its answer is checked as well. */
function readValue<N extends CommandName>(command: N, value: unknown): CommandResult<N> {
  const read = commands[command].output.safeParse(value);
  if (read.success) return { ok: true, value: read.data } as CommandResult<N>;
  return failed({ code: 'other-version' });
}

function failed(phrase: Phrase): Refused {
  return { ok: false, code: 'failed', message: describePhrase(phrase), phrase };
}

function refusalOf({ code, message, phrase }: Extract<Reply, { type: 'refusal' }>): Refused {
  return { ok: false, code, message, phrase };
}
