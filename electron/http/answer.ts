import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { describePhrase } from '../contract/describe.ts';
import type { Ipv4, PlainPhrase } from '../contract/model.ts';
import type { FileCarrier } from './carrier.ts';
import { sendFile } from './files.ts';
import type { FileAnswer, HttpPort, HttpRequestFacts } from './port.ts';
import { printable } from './printable.ts';
import { type Route, routeRequest } from './route.ts';
import { sendScript } from './script.ts';
import { sendText } from './text.ts';

/** What answering needs: who decides, how files are carried, and a number for each transfer. */
export interface Desk {
  readonly boot: HttpPort;
  readonly carrier: FileCarrier | null;
  nextId(): number;
}

/** One request and its response. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly facts: HttpRequestFacts;
  readonly path: string;
  /** The boot that the request names. */
  readonly token: string | null;
  readonly desk: Desk;
}

/** Decides, then does; the promise of a file transfer, null when all is done. A bug costs its own request alone. */
export function answerRequest(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> | null {
  const route = routeRequest(request.method ?? '', request.url ?? '');
  const token = route.kind === 'file' || route.kind === 'tree' ? route.boot : null;
  const exchange: Exchange = { request, response, facts: factsOf(request), path: route.path, token, desk };
  try {
    const transfer = answerRoute(route, exchange);
    return transfer?.catch((error) => answerBug(error, exchange)) ?? null;
  } catch (error) {
    answerBug(error, exchange);
    return null;
  }
}

function factsOf(request: IncomingMessage): HttpRequestFacts {
  return {
    client: clientOf(request.socket),
    method: request.method === 'HEAD' ? 'HEAD' : 'GET',
    userAgent: printable(request.headers['user-agent'] ?? '', 128),
  };
}

function clientOf(socket: Socket): Ipv4 {
  return (socket.remoteAddress ?? '0.0.0.0').replace(/^::ffff:/, '');
}

function answerRoute(route: Route, exchange: Exchange): Promise<void> | null {
  const { response, facts, desk } = exchange;
  switch (route.kind) {
    case 'script': {
      const script = desk.boot.script(route.mac, facts, route.hardware, route.question);
      sendScript(response, exchange.request.socket, facts.method, script, (error) => reportBug(error, exchange));
      return null;
    }
    case 'root':
      return answerFile(desk.boot.root(route.name, facts), exchange);
    case 'file':
      return answerFile(desk.boot.file(route.actionId, route.slot, route.name, route.boot, facts), exchange);
    case 'tree':
      return answerFile(desk.boot.tree(route.actionId, route.boot, route.inner, facts), exchange);
    case 'root-tree':
      return answerFile(desk.boot.rootTree(route.inner, facts), exchange);
    case 'beacon':
      answerBeacon(route, exchange);
      return null;
    case 'unknown':
      note('missing', { code: 'http-nothing-here' }, exchange);
      sendText(response, facts.method, 404, 'There is nothing at this address.');
      return null;
    case 'bad':
      note('refused', route.why, exchange);
      sendText(response, facts.method, 400, `Not answered: ${describePhrase(route.why)}.`);
      return null;
    case 'method':
      note('refused', { code: 'http-method', method: route.method }, exchange);
      sendText(response, 'GET', 405, 'Only GET and HEAD are answered here.', { Allow: 'GET, HEAD' });
      return null;
  }
}

function answerFile(file: FileAnswer | Promise<FileAnswer>, exchange: Exchange): Promise<void> | null {
  if (!(file instanceof Promise)) return answerFound(file, exchange);
  return file.then((found) => answerFound(found, exchange) ?? undefined);
}

function answerFound(file: FileAnswer, exchange: Exchange): Promise<void> | null {
  const { request, response, facts, path, token, desk } = exchange;
  switch (file.kind) {
    case 'path':
    case 'extents':
    case 'bytes': {
      const asked = { id: desk.nextId(), facts, path, boot: token };
      const report = desk.boot.report.bind(desk.boot);
      return sendFile(request, response, asked, file, report, desk.carrier, desk.boot.paceOf?.(facts.client) ?? null);
    }
    case 'missing':
      note('missing', file.why ?? { code: 'http-no-such-file' }, exchange);
      sendText(response, facts.method, 404, 'No such file is offered.');
      return null;
    case 'gone':
      note('gone', { code: 'http-time-passed' }, exchange);
      sendText(response, facts.method, 410, 'This file was offered for a time that has passed.');
      return null;
  }
}

/** One byte, since iPXE's `imgfetch` is content with it. HEAD looks and reports nothing. */
function answerBeacon({ token, beacon }: Extract<Route, { kind: 'beacon' }>, exchange: Exchange): void {
  const { response, facts, desk } = exchange;
  if (facts.method === 'HEAD' || desk.boot.beacon(token, beacon, facts)) {
    sendText(response, facts.method, 200, '');
    return;
  }
  note('missing', { code: 'http-no-token' }, exchange);
  sendText(response, facts.method, 404, 'No boot has this token.');
}

function note(kind: 'missing' | 'gone' | 'refused', why: PlainPhrase, { facts, path, token, desk }: Exchange): void {
  desk.boot.report({ kind, client: facts.client, path, boot: token, why });
}

function answerBug(error: unknown, exchange: Exchange): void {
  const { request, response, facts } = exchange;
  if (response.headersSent) request.socket.destroy();
  else sendText(response, facts.method, 500, 'An error inside Rollcall.');
  reportBug(error, exchange);
}

/** Tells the engine of its own error; where even that fails, the request is over and the server goes on. */
function reportBug(error: unknown, exchange: Exchange): void {
  try {
    note('refused', { code: 'inside-rollcall', detail: printable(String(error), 200) }, exchange);
  } catch {
    exchange.request.socket.destroy();
  }
}
