import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';
import { socketPath } from '../contract/wire.ts';
import { admitPage, admitPost, admitSocket, admitToken, type Gate } from './admission.ts';
import { callerOf, refuse, refuseUpgrade, say, sendFile, setSafeHeaders } from './answer.ts';
import type { AnswerCode } from './answer-words.ts';
import { type BackupTransfer, isBackups } from './backup-transfer.ts';
import { createConsoleSockets } from './console-socket.ts';
import type { ConsoleDoor } from './door.ts';
import type { EnginePort, FaultLog } from './engine-port.ts';
import { describeListenFault, type Listening, listen } from './listen.ts';
import type { PageFile, PageFiles } from './page-files.ts';

export interface ControlServerOptions {
  readonly engine: EnginePort;
  readonly page: PageFiles;
  /** The Content-Security-Policy of the page. */
  readonly policy: string;
  /** An address of this machine: never a name, never all addresses. */
  readonly host: string;
  /** 0 takes a free port, the one of `door` before others. */
  readonly port: number;
  /** Kept between runs; without it each start has a cookie and a port of its own. */
  readonly door?: ConsoleDoor | undefined;
  /** Without it no backup is sent or taken. */
  readonly backups?: BackupTransfer | undefined;
  readonly log: FaultLog;
}

export interface ControlServer {
  /** `http://127.0.0.1:4711/` */
  readonly url: string;
  /** The address to open: it holds the token, which the first answer moves into a cookie. */
  readonly entryUrl: string;
  readonly token: string;
  close(): Promise<void>;
}

export type ControlServerStart =
  | { readonly kind: 'listening'; readonly server: ControlServer }
  | { readonly kind: 'failed'; readonly why: string };

/** Serves the console (page and WebSocket) to who holds the token. It shares nothing with the boot server. */
export async function startControlServer(options: ControlServerOptions): Promise<ControlServerStart> {
  const { host } = options;
  if (!isNamedAddress(host))
    return { kind: 'failed', why: `The console needs one address of this machine, not “${host}”.` };
  const server = createServer();
  const place = await listenAt(server, host, options);
  if (place.kind === 'failed') {
    const reason = describeListenFault(place.why, place.message);
    return { kind: 'failed', why: `The console cannot use ${host}:${options.port}: ${reason}.` };
  }
  const { port } = place;

  options.door?.keepPort(port);
  const gate = makeGate(host, port, options.door?.cookieValue ?? randomBytes(24).toString('base64url'));
  const sockets = createConsoleSockets(options.engine, options.log);
  server.on('request', (request, response) => {
    setSafeHeaders(response, options.policy);
    servePage(gate, options, request, response);
  });
  server.on('upgrade', (request, socket, head) => {
    const admission = request.url === socketPath ? admitSocket(gate, callerOf(request)) : nothingHere;
    if (admission.kind === 'admitted') sockets.accept(request, socket, head);
    else refuseUpgrade(socket, admission.status);
  });
  const url = `http://${gate.authorities[0]}/`;
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await sockets.close();
    server.closeAllConnections();
    await closed;
  };
  return { kind: 'listening', server: { url, entryUrl: `${url}?token=${gate.token}`, token: gate.token, close } };
}

/** The address of all cards is refused: with it no Host header could be checked. */
function isNamedAddress(host: string): boolean {
  return (isIPv4(host) && host !== '0.0.0.0') || (isIPv6(host) && !/^[0:]+$/.test(host));
}

function makeGate(host: string, port: number, cookieValue: string): Gate {
  const own = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  const loopback = host === '127.0.0.1' || host === '::1';
  return {
    authorities: loopback ? [own, `localhost:${port}`] : [own],
    token: randomBytes(24).toString('base64url'),
    cookieName: `rollcall-${port}`,
    cookieValue,
  };
}

/** Where nobody names a port, an open page looks for the console at the last one. */
async function listenAt(server: Server, host: string, { port, door }: ControlServerOptions): Promise<Listening> {
  if (port !== 0 || !door?.lastPort) return listen(server, host, port);
  const last = await listen(server, host, door.lastPort);
  return last.kind === 'listening' ? last : listen(server, host, 0);
}

function servePage(
  gate: Gate,
  { engine, page, backups }: ControlServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const answer = backups && isBackups(request.url) ? chooseBackups(gate, request) : choosePage(gate, page, request);
  switch (answer.kind) {
    case 'backups':
      backups?.answer(engine, request, response);
      break;
    case 'file':
      sendFile(request, response, answer.file);
      break;
    case 'enter':
      response.setHeader('Set-Cookie', `${gate.cookieName}=${gate.cookieValue}; Path=/; HttpOnly; SameSite=Strict`);
      response.writeHead(303, { Location: '/', 'Cache-Control': 'no-store' }).end();
      break;
    case 'refused':
      refuse(request, response, answer.status, answer.why);
      break;
    case 'other-method':
      response.setHeader('Allow', 'GET, HEAD');
      say(response, 405, 'Only GET and HEAD.');
      break;
    default:
      answer satisfies never;
  }
}

/** `enter` is a redirect that sets the cookie, so that neither the address bar nor the history keeps the token. */
type PageAnswer =
  | { readonly kind: 'file'; readonly file: PageFile }
  | { readonly kind: 'enter' }
  | { readonly kind: 'backups' }
  | { readonly kind: 'other-method' }
  | { readonly kind: 'refused'; readonly status: number; readonly why: AnswerCode };

function chooseBackups(gate: Gate, request: IncomingMessage): PageAnswer {
  const brings = request.method !== 'GET' && request.method !== 'HEAD';
  const admission = (brings ? admitPost : admitPage)(gate, callerOf(request));
  return admission.kind === 'refused' ? admission : { kind: 'backups' };
}

function choosePage(gate: Gate, page: PageFiles, request: IncomingMessage): PageAnswer {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { kind: 'other-method' };
  }
  const [path = '/', query] = (request.url ?? '/').split('?', 2);
  const token = path === '/' ? new URLSearchParams(query).get('token') : null;
  const admission = token === null ? admitPage(gate, callerOf(request)) : admitToken(gate, callerOf(request), token);
  if (admission.kind === 'refused') return admission;
  if (token !== null) return { kind: 'enter' };
  const file = page.get(path);
  return file ? { kind: 'file', file } : { kind: 'refused', status: 404, why: 'no-page' };
}

const nothingHere = { kind: 'refused', status: 404 } as const;
