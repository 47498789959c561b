import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Ipv4 } from '../contract/model.ts';
import { listenTcp } from '../network/bind-device.ts';
import { answerRequest } from './answer.ts';
import { type FileCarrier, startFileCarrier } from './carrier.ts';
import { Connections } from './connections.ts';
import type { HttpPort } from './port.ts';

/** Bounds on what one client may take. Times in milliseconds. */
export interface BootServerLimits {
  /** All headers of a request must have arrived. */
  readonly headers: number;
  /** A whole request must have arrived. */
  readonly request: number;
  /** An idle connection is kept this long. */
  readonly keepAlive: number;
  /** A connection that takes no data for so long is cut; iPXE gives up after 120 s itself. */
  readonly stall: number;
  /** Bytes of all headers together. */
  readonly headerBytes: number;
  readonly connections: number;
  /** Connections of one address; iPXE holds one or two. */
  readonly connectionsPerClient: number;
  /** Requests that may wait on one connection; boot loaders send the next when the last is answered. */
  readonly pipelined: number;
}

export const bootServerLimits: BootServerLimits = {
  headers: 10_000,
  request: 15_000,
  keepAlive: 15_000,
  stall: 120_000,
  headerBytes: 8_192,
  connections: 2_048,
  connectionsPerClient: 256,
  pipelined: 16,
};

export interface BootServerOptions {
  readonly card: string;
  readonly address: Ipv4;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly boot: HttpPort;
  readonly limits?: Partial<BootServerLimits>;
  /** False sends files by ordinary reads and writes, as every system but Linux does. */
  readonly kernelCopy?: boolean;
}

export interface BootServer {
  readonly port: number;
  /** Cuts all connections; resolves when every transfer has reported its end. */
  close(): Promise<void>;
}

/**
 * The HTTP server of the boot network: scripts, listed files and beacons, for GET and HEAD, without login by nature.
 * It knows nothing of machines and asks `boot` for everything. Fails with a `BindError`.
 */
export async function startBootServer(options: BootServerOptions): Promise<BootServer> {
  const limits = { ...bootServerLimits, ...options.limits };
  const carrier = options.kernelCopy === false ? null : await startFileCarrier();
  const transfers = new Set<Promise<void>>();
  const connections = new Connections(limits);
  let lastId = 0;

  const server = createServer(
    {
      headersTimeout: limits.headers,
      requestTimeout: limits.request,
      keepAliveTimeout: limits.keepAlive,
      connectionsCheckingInterval: Math.min(limits.headers, 5_000),
      maxHeaderSize: limits.headerBytes,
      noDelay: true,
    },
    (request, response) => {
      if (response.socket) return answer(request, response);
      response.once('socket', () => answer(request, response));
    },
  );
  server.setTimeout(limits.stall);
  server.maxConnections = limits.connections;
  server.on('connection', (socket: Socket) => connections.admit(socket));
  server.prependListener('request', (_request, response) => connections.begin(response));
  server.on('clientError', (error, socket) => connections.refuse(error, socket as Socket));

  function answer(request: IncomingMessage, response: ServerResponse): void {
    if (request.socket.destroyed) return;
    refuseBody(request, response);
    const transfer = answerRequest(request, response, { boot: options.boot, carrier, nextId: () => ++lastId });
    if (transfer === null) return;
    transfers.add(transfer);
    transfer.finally(() => transfers.delete(transfer));
  }

  try {
    await listenTcp(server, options);
  } catch (error) {
    await carrier?.close();
    throw error;
  }
  return {
    port: (server.address() as AddressInfo).port,
    close: () => closeServer(server, transfers, carrier),
  };
}

async function closeServer(
  server: Server,
  transfers: ReadonlySet<Promise<void>>,
  carrier: FileCarrier | null,
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await Promise.all([closed, ...transfers]);
  await carrier?.close();
}

/** No request here has a body: one that brings it is answered, and its connection is not used again. */
function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  const { headers } = request;
  if (headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0') return;
  response.setHeader('Connection', 'close');
  response.once('finish', () => request.socket.destroySoon());
}
