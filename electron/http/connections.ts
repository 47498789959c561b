import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Keeps one client from taking all connections, or one connection from holding many requests. */
export class Connections {
  readonly #limits: { readonly connectionsPerClient: number; readonly pipelined: number };
  readonly #perClient = new Map<string, number>();
  /** Requests under way on each open connection. */
  readonly #underWay = new WeakMap<Socket, number>();

  constructor(limits: { readonly connectionsPerClient: number; readonly pipelined: number }) {
    this.#limits = limits;
  }

  admit(socket: Socket): void {
    const client = socket.remoteAddress ?? '';
    const open = (this.#perClient.get(client) ?? 0) + 1;
    this.#perClient.set(client, open);
    socket.once('close', () => this.#leave(client));
    // UEFI resets its connection when it has what it wanted.
    socket.on('error', () => socket.destroy());
    if (open > this.#limits.connectionsPerClient) socket.destroy();
  }

  #leave(client: string): void {
    const open = (this.#perClient.get(client) ?? 1) - 1;
    if (open > 0) this.#perClient.set(client, open);
    else this.#perClient.delete(client);
  }

  begin(response: ServerResponse): void {
    const socket = response.req.socket;
    const underWay = (this.#underWay.get(socket) ?? 0) + 1;
    this.#underWay.set(socket, underWay);
    // Bytes for a machine that has left meanwhile are no fault.
    response.on('error', () => socket.destroy());
    response.once('close', () => this.#underWay.set(socket, (this.#underWay.get(socket) ?? 1) - 1));
    if (underWay > this.#limits.pipelined) socket.destroy();
  }

  /** What is no HTTP gets a plain refusal, but never in the middle of a response that is being sent. */
  refuse(error: NodeJS.ErrnoException, socket: Socket): void {
    const silent = error.code === 'ECONNRESET' || !socket.writable || (this.#underWay.get(socket) ?? 0) > 0;
    if (silent) socket.destroy();
    else socket.end(refusalOf(error.code), () => socket.destroy());
  }
}

function refusalOf(code: string | undefined): string {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return plain('431 Request Header Fields Too Large');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return plain('408 Request Timeout');
    default:
      return plain('400 Bad Request');
  }
}

function plain(status: string): string {
  return `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
}
