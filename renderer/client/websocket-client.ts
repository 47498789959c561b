import type { CommandInput, CommandName, CommandResult, EventBatch } from '../../electron/contract/api.ts';
import { loggedOutCode } from '../../electron/contract/channels.ts';
import { describePhrase } from '../../electron/contract/describe.ts';
import type { ServerEnvelope } from '../../electron/contract/wire.ts';
import type { Client, Connection } from './client.ts';

/** How long to wait before the next try, in milliseconds: short at first, since a restart of the engine is short. */
const firstWait = 250;
const longestWait = 5_000;

type Answer = (result: CommandResult) => void;

/** How a page that came by a password learns that it has to be given again. */
export interface LoginWatch {
  /** The engine ended the login. */
  loggedOut(): void;
  /** A try to connect failed: the engine may be gone, or may know this login no more. */
  notLetIn(): void;
}

const phrase = { code: 'connection-lost' } as const;
const lost: CommandResult = { ok: false, code: 'failed', message: describePhrase(phrase), phrase };

/** The engine of another process, through the control server's WebSocket. Connects again when the connection ends. */
export class WebSocketClient implements Client {
  readonly #url: string;
  readonly #login: LoginWatch | null;
  #socket: WebSocket | null = null;
  #connection: Connection = 'connecting';
  #wait = firstWait;
  #lastId = 0;
  readonly #waiting = new Map<number, Answer>();
  readonly #eventListeners = new Set<(batch: EventBatch) => void>();
  readonly #connectionListeners = new Set<(connection: Connection, nextTryAt: number | null) => void>();

  constructor(url: string, login: LoginWatch | null = null) {
    this.#url = url;
    this.#login = login;
    this.#connect();
  }

  call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandResult<N>> {
    const socket = this.#socket;
    if (!socket || this.#connection !== 'connected') return Promise.resolve(lost as CommandResult<N>);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve as Answer);
      socket.send(JSON.stringify({ id, command, input }));
    });
  }

  onEvents(listener: (batch: EventBatch) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  onConnection(listener: (connection: Connection, nextTryAt: number | null) => void): () => void {
    this.#connectionListeners.add(listener);
    listener(this.#connection, null);
    return () => this.#connectionListeners.delete(listener);
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onopen = () => {
      this.#wait = firstWait;
      this.#become('connected', null);
    };
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(String(data)) as ServerEnvelope);
    socket.onclose = ({ code }) => {
      if (code === loggedOutCode) this.#login?.loggedOut();
      else if (this.#connection !== 'connected') this.#login?.notLetIn();
      this.#retry();
    };
  }

  #receive(envelope: ServerEnvelope): void {
    if (envelope.type === 'events') {
      for (const listener of this.#eventListeners) listener(envelope.batch);
      return;
    }
    const answer = this.#waiting.get(envelope.id);
    this.#waiting.delete(envelope.id);
    if (envelope.type === 'result') answer?.({ ok: true, value: envelope.value } as CommandResult);
    else answer?.({ ok: false, code: envelope.code, message: envelope.message, phrase: envelope.phrase });
  }

  #retry(): void {
    for (const answer of this.#waiting.values()) answer(lost);
    this.#waiting.clear();
    this.#become('lost', Date.now() + this.#wait);
    setTimeout(() => this.#connect(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, longestWait);
  }

  #become(connection: Connection, nextTryAt: number | null): void {
    this.#connection = connection;
    for (const listener of this.#connectionListeners) listener(connection, nextTryAt);
  }
}
