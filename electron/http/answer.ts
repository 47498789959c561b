import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Ipv4 } from '../contract/model.ts';
import type { Carriage } from './body.ts';
import { sendFile } from './files.ts';
import type { FileAnswer, HttpPort, HttpRequestFacts } from './port.ts';
import { printable } from './printable.ts';
import { type Route, routeRequest } from './route.ts';
import { sendScript } from './script.ts';
import { sendText } from './text.ts';

/** What answering needs: who decides, how files are carried, and a number for each transfer. */
export interface Desk {
  readonly boot: HttpPort;
  readonly carriage: Carriage;
  nextId(): number;
}

/** Decides, then does; the promise of a file transfer, null when all is done. A bug costs its own request alone. */
export function answerRequest(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> | null {
  const route = routeRequest(request.method ?? '', request.url ?? '');
  const facts = factsOf(request);
  try {
    const transfer = answerRoute(route, facts, request, response, desk);
    return transfer?.catch(() => fail(request, response, route, facts, desk)) ?? null;
  } catch {
    fail(request, response, route, facts, desk);
    return null;
  }
}

function fail(
  request: IncomingMessage,
  response: ServerResponse,
  route: Route,
  facts: HttpRequestFacts,
  desk: Desk,
): void {
  refused(route, facts, desk.boot, 'an error inside Rollcall');
  if (response.headersSent) request.socket.destroy();
  else sendText(response, facts.method, 500, 'An error inside Rollcall.');
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

function answerRoute(
  route: Route,
  facts: HttpRequestFacts,
  request: IncomingMessage,
  response: ServerResponse,
  desk: Desk,
): Promise<void> | null {
  const { boot } = desk;
  switch (route.kind) {
    case 'script':
      sendScript(response, request.socket, facts.method, boot.script(route.mac, facts));
      return null;
    case 'root':
      return answerFile(boot.root(route.name, facts), route.path, null, facts, request, response, desk);
    case 'file': {
      const file = boot.file(route.actionId, route.slot, route.name, route.boot, facts);
      return answerFile(file, route.path, route.boot, facts, request, response, desk);
    }
    case 'beacon':
      answerBeacon(route, facts, response, boot);
      return null;
    case 'unknown':
      boot.report({
        kind: 'missing',
        client: facts.client,
        path: route.path,
        boot: null,
        why: 'there is nothing at this address',
      });
      sendText(response, facts.method, 404, 'There is nothing at this address.');
      return null;
    case 'bad':
      refused(route, facts, boot, route.why);
      sendText(response, facts.method, 400, `Not answered: ${route.why}.`);
      return null;
    case 'method':
      refused(route, facts, boot, `${route.method} is not answered here`);
      sendText(response, 'GET', 405, 'Only GET and HEAD are answered here.', { Allow: 'GET, HEAD' });
      return null;
  }
}

function refused(route: Route, facts: HttpRequestFacts, boot: HttpPort, why: string): void {
  const token = route.kind === 'file' ? route.boot : null;
  boot.report({ kind: 'refused', client: facts.client, path: route.path, boot: token, why });
}

function answerFile(
  file: FileAnswer,
  path: string,
  boot: string | null,
  facts: HttpRequestFacts,
  request: IncomingMessage,
  response: ServerResponse,
  desk: Desk,
): Promise<void> | null {
  const { client, method } = facts;
  const { report } = desk.boot;
  switch (file.kind) {
    case 'path':
    case 'bytes': {
      const asked = { id: desk.nextId(), facts, path, boot };
      return sendFile(request, response, asked, file, report.bind(desk.boot), desk.carriage);
    }
    case 'missing':
      desk.boot.report({ kind: 'missing', client, path, boot, why: 'no such file is offered' });
      sendText(response, method, 404, 'No such file is offered.');
      return null;
    case 'gone':
      desk.boot.report({ kind: 'gone', client, path, boot, why: 'its time has passed' });
      sendText(response, method, 410, 'This file was offered for a time that has passed.');
      return null;
  }
}

/** One byte, since iPXE's `imgfetch` is content with it. HEAD looks and reports nothing. */
function answerBeacon(
  { token, beacon, path }: Extract<Route, { kind: 'beacon' }>,
  facts: HttpRequestFacts,
  response: ServerResponse,
  boot: HttpPort,
): void {
  if (facts.method === 'GET' && !boot.beacon(token, beacon, facts)) {
    boot.report({ kind: 'missing', client: facts.client, path, boot: null, why: 'no boot has this token' });
    sendText(response, facts.method, 404, 'No boot has this token.');
    return;
  }
  sendText(response, facts.method, 200, '');
}
