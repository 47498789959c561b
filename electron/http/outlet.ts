import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { PlainPhrase } from '../contract/model.ts';

/**
 * One response's way out. Every write is awaited, so no more than one piece is ever held in memory; when the
 * connection closes, whoever waits is told at once.
 */
export interface Outlet {
  readonly closed: boolean;
  /** Why the connection was cut from our side; null when the client did it. */
  readonly closedWhy: PlainPhrase | null;
  /** True once the bytes were handed to the system; the buffer may then be used again. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** The last bytes; true once all of the response was handed to the system. */
  end(bytes: Uint8Array | string): Promise<boolean>;
  /** For who sends past this process, between two writes. */
  readonly socket: Socket;
  /** Bytes went past this process: the connection is not idle. */
  alive(): void;
  /** Cuts the connection, so that the client sees an incomplete body. */
  cut(why: PlainPhrase): void;
}

/** `response` is at the head of its connection: `socket` is its own until it ends. */
export function openOutlet(response: ServerResponse, socket: Socket): Outlet {
  let closed = socket.destroyed;
  let closedWhy: PlainPhrase | null = null;
  let wake: ((open: boolean) => void) | null = null;

  function settle(open: boolean): void {
    const waiting = wake;
    wake = null;
    waiting?.(open && !closed);
  }
  function onClose(): void {
    closed = true;
    settle(false);
  }
  function wait(start: (done: () => void) => void): Promise<boolean> {
    if (closed) return Promise.resolve(false);
    return new Promise((resolve) => {
      wake = resolve;
      start(() => settle(!socket.destroyed));
    });
  }
  function cut(why: PlainPhrase): void {
    closedWhy ??= why;
    socket.destroy();
  }

  response.once('close', onClose);
  response.on('timeout', () => cut({ code: 'http-machine-slow' }));

  return {
    get closed() {
      return closed;
    },
    get closedWhy() {
      return closedWhy;
    },
    write: (bytes) => wait((done) => response.write(bytes, done)),
    end: (bytes) =>
      wait((done) => {
        response.once('finish', done);
        response.end(bytes);
      }),
    socket,
    alive: () => socket.setTimeout(socket.timeout ?? 0),
    cut,
  };
}
