import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { refuseUpgrade } from './answer.ts';
import { createConsoleSockets } from './console-socket.ts';
import { type ListenFault, listen } from './listen.ts';
import { type DeskOptions, LoginDesk } from './login-desk.ts';
import { LoginSessions } from './login-sessions.ts';

export interface NetworkServerOptions extends DeskOptions {
  /** An address of this machine, or `0.0.0.0` for all. */
  readonly host: string;
  readonly port: number;
}

/** The console on the network while it is open. */
export interface NetworkServer {
  readonly port: number;
  readonly browsers: number;
  logoutAll(): void;
  /** Cuts everybody off. */
  close(): Promise<void>;
}

export type NetworkServerStart =
  | { readonly kind: 'listening'; readonly server: NetworkServer }
  | { readonly kind: 'failed'; readonly why: ListenFault; readonly message: string };

/** Nobody has so many browsers; a connection above this is ended. */
const mostConnections = 200;

/** How often logins that are over are looked for, in milliseconds. */
const lookForOld = 30_000;

/**
 * Serves the console to who gives the password. Every answer but the form of the password needs a login; the Host
 * must be the very address that the connection came to, so that a page that was rebound to us by DNS gets nothing.
 */
export async function startNetworkServer(options: NetworkServerOptions): Promise<NetworkServerStart> {
  const server = createServer({ headersTimeout: 10_000 });
  server.maxConnections = mostConnections;
  const place = await listen(server, options.host, options.port);
  if (place.kind === 'failed') return place;
  const { port } = place;
  const sockets = createConsoleSockets(options.engine, options.log);
  const logins = new LoginSessions(({ name }) => {
    sockets.logout(name);
    options.onLogins();
  });
  const desk = new LoginDesk(options, logins, `rollcall-${port}`);
  server.on('request', (request, response) => desk.answer(request, response));
  server.on('upgrade', (request, socket, head) => {
    const login = desk.admitSocket(request);
    if (typeof login === 'number') refuseUpgrade(socket, login);
    else sockets.accept(request, socket, head, login.name);
  });
  const connections = new Set<Duplex>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  const sweep = setInterval(() => logins.endOld(Date.now()), lookForOld);
  sweep.unref();
  const close = async () => {
    clearInterval(sweep);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    void sockets.close();
    logins.endAll();
    for (const socket of connections) socket.destroy();
    await closed;
  };
  return {
    kind: 'listening',
    server: {
      port,
      close,
      logoutAll: () => logins.endAll(),
      get browsers() {
        return logins.count;
      },
    },
  };
}
