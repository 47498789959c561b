import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import type { EventBatch } from '../../electron/contract/api.ts';
import { contentSecurityPolicy } from '../../electron/contract/csp.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { type Client, connect } from '../../electron/transport/client.ts';
import { type ControlServer, startControlServer } from '../../electron/transport/control-server.ts';
import { readPageFiles } from '../../electron/transport/page-files.ts';
import { temporaryEngine, temporaryFolder } from './temporary-engine.ts';

interface Running {
  readonly engine: Engine;
  readonly server: ControlServer;
}

async function startServer(): Promise<Running> {
  const folder = join(temporaryFolder(), 'page');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html>the page');
  writeFileSync(join(folder, 'assets', 'page.js'), 'export {}');
  writeFileSync(join(folder, '..', 'secret.js'), 'secret');
  const engine = temporaryEngine();
  const page = await readPageFiles(folder);
  const options = { engine, page, policy: contentSecurityPolicy, host: '127.0.0.1', port: 0, log: () => undefined };
  const start = await startControlServer(options);
  if (start.kind === 'failed') throw new Error(start.why);
  onTestFinished(() => start.server.close());
  return { engine, server: start.server };
}

async function ask(url: string, headers: Record<string, string> = {}, path?: string): Promise<IncomingMessage> {
  const request = get(url, { headers, ...(path === undefined ? {} : { path }) });
  const [response] = await once(request, 'response');
  return response;
}

async function enter({ server }: Running): Promise<string> {
  const response = await ask(server.entryUrl);
  response.resume();
  return response.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

async function connected({ server }: Running): Promise<Client> {
  const connection = await connect(server.url, server.token);
  if (connection.kind !== 'connected') throw new Error(connection.why);
  onTestFinished(() => connection.client.close());
  return connection.client;
}

test('the printed address moves its token into a cookie and leaves it out of the next address', async () => {
  const { server } = await startServer();
  const response = await ask(server.entryUrl);
  expect(response.statusCode).toBe(303);
  expect(response.headers.location).toBe('/');
  expect(response.headers['set-cookie']?.[0]).toMatch(/^rollcall-\d+=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict$/);
});

test('the page comes with its policy to who has the cookie', async () => {
  const running = await startServer();
  const response = await ask(running.server.url, { cookie: await enter(running) });
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-security-policy']).toBe(contentSecurityPolicy);
  expect(await text(response)).toContain('the page');
});

test('a file that did not change is not sent again', async () => {
  const running = await startServer();
  const cookie = await enter(running);
  const url = `${running.server.url}assets/page.js`;
  const first = await ask(url, { cookie });
  expect(first.headers['content-type']).toBe('text/javascript; charset=utf-8');
  const again = await ask(url, { cookie, 'if-none-match': first.headers.etag ?? '' });
  expect(again.statusCode).toBe(304);
});

const otherPaths = [
  '/../secret.js',
  '/assets/../../secret.js',
  '/%2e%2e/secret.js',
  '/assets',
  '//secret.js',
  '/nothing',
];

test('a path that is not in the list of files is not found', async () => {
  const running = await startServer();
  const cookie = await enter(running);
  for (const path of otherPaths) {
    const response = await ask(running.server.url, { cookie }, path);
    expect(response.resume().statusCode, path).toBe(404);
  }
});

const refused: [why: string, headers: Record<string, string>, path: string, status: number][] = [
  ['without the token', {}, '/', 401],
  ['with a wrong token', {}, '/?token=guess', 401],
  ['under another name', { host: 'evil.example' }, '/', 421],
];

test('the page is refused to who may not see it', async () => {
  const { server } = await startServer();
  for (const [why, headers, path, status] of refused) {
    const response = await ask(server.url, headers, path);
    expect(response.statusCode, why).toBe(status);
    expect(await text(response), why).not.toContain('the page');
  }
});

const upgrades: [why: string, headers: Record<string, string>, path: string, status: number][] = [
  ['without the token', {}, 'socket', 401],
  ['from another page', { origin: 'http://evil.example' }, 'socket', 403],
  ['under another name', { host: 'evil.example' }, 'socket', 421],
  ['on another path', {}, 'events', 404],
];

test('a WebSocket is refused to who may not open it', async () => {
  const { server } = await startServer();
  for (const [why, headers, path, status] of upgrades) {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, { headers });
    const [request, response] = await once(socket, 'unexpected-response');
    expect(response.statusCode, why).toBe(status);
    request.destroy();
  }
});

test('a browser opens the WebSocket with its cookie and its own origin', async () => {
  const running = await startServer();
  const headers = { cookie: await enter(running), origin: running.server.url.slice(0, -1) };
  const socket = new WebSocket(`${running.server.url.replace('http', 'ws')}socket`, { headers });
  await once(socket, 'open');
  socket.send(JSON.stringify({ id: 5, command: 'status', input: {} }));
  const [data] = await once(socket, 'message');
  expect(JSON.parse(data.toString())).toMatchObject({ type: 'result', id: 5, ok: true, value: { version: '1.2.3' } });
  socket.close();
});

const badMessages: [why: string, message: string | Buffer, code: number][] = [
  ['no JSON', 'hello', 1002],
  ['JSON that is no call', '{"id":"one"}', 1002],
  ['bytes', Buffer.from([1, 2, 3]), 1002],
  ['a message that is too long', Buffer.alloc(13 * 1024 * 1024, 32).toString(), 1009],
];

test.each(badMessages)('%s ends the connection and leaves the others alone', async (_why, message, code) => {
  const running = await startServer();
  const other = await connected(running);
  const headers = { authorization: `Bearer ${running.server.token}` };
  const socket = new WebSocket(`${running.server.url.replace('http', 'ws')}socket`, { headers });
  socket.on('error', () => undefined);
  await once(socket, 'open');
  socket.send(message);
  const [closedWith] = await once(socket, 'close');
  expect(closedWith).toBe(code);
  expect(await other.call('room.list', {})).toEqual({ ok: true, value: [] });
});

test('calls that run at once get their own answers', async () => {
  const client = await connected(await startServer());
  const names = Array.from({ length: 100 }, (_, index) => `Room ${index}`);
  const results = await Promise.all(names.map((name) => client.call('room.add', { name })));
  expect(results.map((result) => (result.ok ? result.value.name : result.message))).toEqual(names);
});

test('a refusal arrives with its code and its sentence', async () => {
  const client = await connected(await startServer());
  const result = await client.call('room.remove', { room: 'B12' });
  expect(result).toMatchObject({ ok: false, code: 'not-found', message: 'There is no room B12.' });
});

/** Resolves with the first batches that hold a removed room. */
function untilRoomRemoved(client: Client): Promise<EventBatch[]> {
  return new Promise((resolve) => {
    const batches: EventBatch[] = [];
    client.subscribe((batch) => {
      batches.push(batch);
      if (batch.events.some((event) => event.kind === 'room-removed')) resolve(batches);
    });
  });
}

test('every client gets the events in order, without a gap after its snapshot', async () => {
  const running = await startServer();
  const [clicking, watching] = [await connected(running), await connected(running)];
  const seen = untilRoomRemoved(watching);
  const before = await watching.call('snapshot', {});
  const made = await clicking.call('room.add', { name: 'B12' });
  await clicking.call('snapshot', {});
  await clicking.call('room.remove', { room: 'B12' });
  const batches = await seen;
  const start = before.ok ? before.value.revision : -1;
  expect(batches.map((batch) => batch.revision)).toEqual(batches.map((_, index) => start + 1 + index));
  const events = batches.flatMap((batch) => batch.events);
  expect(events).toEqual([
    { kind: 'room', room: made.ok ? made.value : null },
    { kind: 'room-removed', id: made.ok ? made.value.id : null },
  ]);
});

test('a client that does not read is cut off, so that nothing grows without bound', async () => {
  const running = await startServer();
  const headers = { authorization: `Bearer ${running.server.token}` };
  const socket = new WebSocket(`${running.server.url.replace('http', 'ws')}socket`, { headers });
  await once(socket, 'open');
  await running.engine.handlers['room.add']({ name: 'B12', rows: 5, columns: 6 });
  const long = 'x'.repeat(60);
  for (let index = 0; index < 400; index += 1) {
    await running.engine.handlers['room.add']({ name: `${long}${index}`, rows: 9, columns: 9 });
  }
  socket.pause();
  const client = await connected(running);
  const flood = JSON.stringify({ id: 1, command: 'room.list', input: {} });
  for (let index = 0; index < 1_200; index += 1) socket.send(flood);
  await client.call('status', {});
  const closed = once(socket, 'close');
  expect((await client.call('status', {})).ok).toBe(true);
  socket.resume();
  const [code] = await closed;
  expect([1006, 1013]).toContain(code);
});

test('clients are told when the server goes away', async () => {
  const running = await startServer();
  const client = await connected(running);
  await running.server.close();
  expect(await client.ended).toEqual({ code: 1001, reason: 'Rollcall stops' });
  expect(await client.call('status', {})).toMatchObject({ ok: false, code: 'failed' });
  expect((await connect(running.server.url, running.server.token)).kind).toBe('unreachable');
});

test('a wrong token is told apart from nobody listening', async () => {
  const { server } = await startServer();
  expect((await connect(server.url, 'guess')).kind).toBe('refused');
});

const badPlaces: [host: string, why: string][] = [
  ['0.0.0.0', 'The console needs one address of this machine, not “0.0.0.0”.'],
  ['::', 'The console needs one address of this machine, not “::”.'],
  ['192.0.2.77', 'The console cannot use 192.0.2.77:0: this machine has no such address.'],
];

test.each(badPlaces)('the console is not opened on %s', async (host, why) => {
  const options = { engine: temporaryEngine(), page: new Map(), policy: '', host, port: 0, log: () => undefined };
  expect(await startControlServer(options)).toEqual({ kind: 'failed', why });
});

test('a port that is taken is named', async () => {
  const { server } = await startServer();
  const port = Number(new URL(server.url).port);
  const options = {
    engine: temporaryEngine(),
    page: new Map(),
    policy: '',
    host: '127.0.0.1',
    port,
    log: () => undefined,
  };
  const why = `The console cannot use 127.0.0.1:${port}: another program uses this port.`;
  expect(await startControlServer(options)).toEqual({ kind: 'failed', why });
});
