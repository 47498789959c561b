import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { EventBatch } from '../contract/api.ts';
import { CallEnvelope, loggedOutCode, type ServerEnvelope } from '../contract/wire.ts';
import { call } from './dispatcher.ts';
import type { EnginePort, FaultLog } from './engine-port.ts';

/** The largest message that is read, in bytes: an import of 4,000,000 characters with its quoting. */
const largestMessage = 12 * 1024 * 1024;

/** A listener that lets this many bytes wait is cut off (1013); it connects again and asks for the snapshot. */
const mostWaiting = 16 * 1024 * 1024;

/** Calls of one connection that may run at once; reading pauses above it. */
const mostCalls = 32;

/** Time for a closing handshake before the connection is cut, in milliseconds. */
const closingTime = 2_000;

/** WebSocket close codes (RFC 6455 §7.4.1 and the IANA registry). */
const goingAway = 1001;
const protocolError = 1002;
const tryAgainLater = 1013;

export interface ConsoleSockets {
  /** Takes over an upgrade request that was already admitted; `login` is by what, where logins can end. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, login?: string): void;
  /** Ends the connections of one login. */
  logout(login: string): void;
  /** Tells everyone that the server goes away, and ends the subscription. */
  close(): Promise<void>;
}

/** The WebSocket side of the control server: calls in, results and events out. */
export function createConsoleSockets(engine: EnginePort, log: FaultLog): ConsoleSockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
  });
  const unsubscribe = engine.subscribe((batch) => broadcast(server.clients, batch));
  const logins = new WeakMap<WebSocket, string>();
  return {
    accept: (request, socket, head, login) =>
      server.handleUpgrade(request, socket, head, (console) => {
        if (login !== undefined) logins.set(console, login);
        serveConsole(console, engine, log);
      }),
    logout: (login) => {
      for (const console of server.clients)
        if (logins.get(console) === login) endConsole(console, loggedOutCode, 'logged out');
    },
    close: async () => {
      unsubscribe();
      const closed = [...server.clients].map((console) => closeConsole(console));
      await Promise.all(closed);
    },
  };
}

function serveConsole(console: WebSocket, engine: EnginePort, log: FaultLog): void {
  let running = 0;
  // A broken frame or a message that is too long ends this connection only; `ws` has already answered with its code.
  console.on('error', () => {});
  console.on('message', async (data, isBinary) => {
    // What arrives while the closing handshake is under way comes from somebody who is no longer let in.
    if (console.readyState !== console.OPEN) return;
    const envelope = isBinary ? null : readEnvelope(data.toString());
    if (!envelope) {
      endConsole(console, protocolError, 'not a call');
      return;
    }
    running += 1;
    if (running >= mostCalls) console.pause();
    const result = await call(engine, envelope.command, envelope.input, log);
    running -= 1;
    if (console.isPaused) console.resume();
    const { id } = envelope;
    send(console, JSON.stringify(answer(id, result)));
  });
}

type Result = Awaited<ReturnType<typeof call>>;

function answer(id: number, result: Result): ServerEnvelope {
  return result.ok
    ? { type: 'result', id, ok: true, value: result.value }
    : { type: 'refusal', id, ok: false, code: result.code, message: result.message, phrase: result.phrase };
}

function readEnvelope(text: string): CallEnvelope | null {
  try {
    const read = CallEnvelope.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

function broadcast(consoles: Iterable<WebSocket>, batch: EventBatch): void {
  const text = JSON.stringify({ type: 'events', batch } satisfies ServerEnvelope);
  for (const console of consoles) send(console, text);
}

function send(console: WebSocket, text: string): void {
  if (console.readyState !== console.OPEN) return;
  if (console.bufferedAmount > mostWaiting) endConsole(console, tryAgainLater, 'too slow');
  else console.send(text);
}

function closeConsole(console: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    console.once('close', () => resolve());
    endConsole(console, goingAway, 'Rollcall stops');
  });
}

/** Closes by handshake, and cuts the connection when the other end does not take part. */
function endConsole(console: WebSocket, code: number, reason: string): void {
  const cut = setTimeout(() => console.terminate(), closingTime);
  console.once('close', () => clearTimeout(cut));
  console.close(code, reason);
}
