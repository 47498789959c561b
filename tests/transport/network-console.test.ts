import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { contentSecurityPolicy } from '../../electron/contract/csp.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { consoleAccess, type NamedPlace } from '../../electron/transport/console-access.ts';
import { type Instance, type InstanceStart, startInstance } from '../../electron/transport/instance.ts';
import { temporaryFolder } from './temporary-engine.ts';

/** The console on the network as other computers meet it: real HTTP and WebSockets, with loopback for a network. */

const password = 'a long enough word';

function begin(dataFolder: string, network?: NamedPlace): Promise<InstanceStart<Engine>> {
  return startInstance({
    dataFolder,
    version: '1.2.3',
    createEngine: (access) =>
      createEngine({ dataFolder, firmwareFolder: join(dataFolder, 'firmware'), version: '1.2.3', console: access }),
    console: {
      host: '127.0.0.1',
      port: 0,
      network,
      pageFolder: join(dataFolder, 'page'),
      policy: contentSecurityPolicy,
      log: () => undefined,
    },
  });
}

interface Open {
  readonly folder: string;
  readonly instance: Instance<Engine>;
  /** `http://127.0.0.1:4711/`, behind the password. */
  readonly url: string;
}

async function open(): Promise<Open> {
  const folder = temporaryFolder();
  await consoleAccess(folder).setPassword(password);
  const start = await begin(folder, { host: '127.0.0.1', port: 0 });
  if (start.kind !== 'running') throw new Error('it did not start');
  onTestFinished(() => start.instance.close());
  const { view } = start.instance.access;
  return { folder, instance: start.instance, url: view.state === 'open' ? (view.urls[0] ?? '') : '' };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

async function ask(url: string, headers: OutgoingHttpHeaders = {}, method = 'GET', body = ''): Promise<Answer> {
  const asking = request(url, { method });
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) asking.setHeader(name, value);
  asking.end(body);
  const [response] = await once(asking, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

function give(url: string, word: string, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin: url.slice(0, -1), ...headers };
  return ask(`${url}login`, form, 'POST', new URLSearchParams({ password: word }).toString());
}

async function logIn({ url }: Open): Promise<string> {
  const { headers } = await give(url, password);
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

function socketOf({ url }: Open, headers: Record<string, string>): WebSocket {
  return new WebSocket(`${url.replace('http', 'ws')}socket`, { headers });
}

async function connected(console: Open): Promise<WebSocket> {
  const socket = socketOf(console, { cookie: await logIn(console), origin: console.url.slice(0, -1) });
  await once(socket, 'open');
  return socket;
}

async function call(socket: WebSocket, command: string, input: unknown): Promise<unknown> {
  socket.send(JSON.stringify({ id: 1, command, input }));
  for (;;) {
    const [data] = await once(socket, 'message');
    const envelope = JSON.parse(data.toString());
    if (envelope.id === 1) return envelope;
  }
}

test('who has no login gets the form of the password and nothing else', async () => {
  const { url } = await open();
  const first = await ask(url);
  expect([first.status, first.headers.location]).toEqual([303, '/login']);
  const form = await ask(`${url}login`);
  expect(form.status).toBe(200);
  expect(form.body).toContain('type="password"');
  expect(form.headers['content-security-policy']).toContain("form-action 'self'");
  expect((await ask(`${url}backups/x.db`)).status).toBe(401);
  expect((await ask(`${url}index.html`)).status).toBe(401);
});

test('the password gives a cookie of limited life that no script and no other page can use', async () => {
  const console = await open();
  const answer = await give(console.url, password);
  expect([answer.status, answer.headers.location]).toEqual([303, '/']);
  expect(answer.headers['set-cookie']?.[0]).toMatch(
    /^rollcall-\d+=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
  );
  const page = await ask(console.url, { cookie: await logIn(console) });
  expect(page.status).toBe(200);
  expect(page.headers['content-security-policy']).toBe(contentSecurityPolicy);
});

test('a wrong password is told, and gives no cookie', async () => {
  const { url } = await open();
  const answer = await give(url, 'some other word');
  expect(answer.status).toBe(401);
  expect(answer.body).toContain('That is not the password.');
  expect(answer.headers['set-cookie']).toBeUndefined();
});

test('the sixth wrong password in a row has to wait, and so has the right one', async () => {
  const { url } = await open();
  const statuses = await Promise.all(Array.from({ length: 6 }, () => give(url, 'guess')));
  expect(statuses.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 401, 429]);
  const right = await give(url, password);
  expect(right.status).toBe(429);
  expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
});

const refusedForms: [why: string, headers: OutgoingHttpHeaders, status: number][] = [
  ['from another page', { origin: 'http://evil.example' }, 403],
  ['without an Origin', { origin: undefined }, 403],
  ['under another name', { host: 'evil.example', origin: 'http://evil.example' }, 421],
  ['as JSON', { 'content-type': 'application/json' }, 400],
];

test.each(refusedForms)('a form %s is refused although the password is right', async (_, headers, status) => {
  const { url } = await open();
  const answer = await give(url, password, headers);
  expect([answer.status, answer.headers['set-cookie']]).toEqual([status, undefined]);
});

test('a form that is too long is refused', async () => {
  const { url } = await open();
  expect((await give(url, 'x'.repeat(5_000))).status).toBe(400);
});

test.each([
  ['without a login', {}, 403],
  ['with the token of the computer itself', { authorization: 'token' }, 403],
  ['from another page', { origin: 'http://evil.example', cookie: 'login' }, 403],
  ['without an Origin', { cookie: 'login' }, 403],
])('a WebSocket %s is refused', async (_, wanted, status) => {
  const console = await open();
  const cookie = await logIn(console);
  const headers = {
    ...wanted,
    ...('cookie' in wanted && { cookie }),
    ...('authorization' in wanted && { authorization: `Bearer ${console.instance.server.token}` }),
  };
  const [, response] = await once(socketOf(console, headers), 'unexpected-response');
  expect(response.statusCode).toBe(status);
});

test('the cookie of the computer itself is none here', async () => {
  const console = await open();
  const entered = await ask(console.instance.server.entryUrl);
  const value = entered.headers['set-cookie']?.[0]?.split(';')[0]?.split('=')[1];
  const cookie = `rollcall-${new URL(console.url).port}=${value}`;
  expect((await ask(console.url, { cookie })).status).toBe(303);
});

test('a browser that is logged in calls and hears what happens', async () => {
  const console = await open();
  const socket = await connected(console);
  expect(await call(socket, 'room.add', { name: 'B12' })).toMatchObject({ ok: true, value: { name: 'B12' } });
  expect(console.instance.access.view).toMatchObject({ state: 'open', browsers: 1 });
});

test('who opened the door and by which password is not decided from the network', async () => {
  const socket = await connected(await open());
  for (const [command, input] of [
    ['console.password', { password: 'another long word' }],
    ['console.open', { card: null, port: 8_090 }],
  ] as const)
    expect(await call(socket, command, input)).toMatchObject({ ok: false, code: 'forbidden' });
});

test('logging out ends the login and its connection', async () => {
  const console = await open();
  const cookie = await logIn(console);
  const origin = console.url.slice(0, -1);
  const socket = socketOf(console, { cookie, origin });
  await once(socket, 'open');
  const closed = once(socket, 'close');
  expect((await ask(`${console.url}logout`, { cookie, origin }, 'POST')).headers.location).toBe('/login?out');
  expect((await closed)[0]).toBe(4001);
  expect((await ask(console.url, { cookie })).status).toBe(303);
});

test.each([
  ['a new password', { command: 'console.password', input: { password: 'another long word' } }],
  ['logging everybody out', { command: 'console.logout', input: {} }],
] as const)('%s ends every login at once', async (_, { command, input }) => {
  const console = await open();
  const [one, other] = [await connected(console), await connected(console)];
  const closed = Promise.all([once(one, 'close'), once(other, 'close')]);
  await (console.instance.engine.handlers[command] as (given: unknown) => unknown)(input);
  expect((await closed).map(([code]) => code)).toEqual([4001, 4001]);
  expect(console.instance.access.view).toMatchObject({ state: 'open', browsers: 0 });
});

test('closing cuts everybody off and frees the port, and is kept', async () => {
  const console = await open();
  const socket = await connected(console);
  const closed = once(socket, 'close');
  await console.instance.engine.handlers['console.close']({});
  await closed;
  await expect(ask(console.url)).rejects.toThrow('ECONNREFUSED');
  expect(consoleAccess(console.folder).view.state).toBe('closed');
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

test('a console that was opened is open again after a restart, where it was', async () => {
  const folder = temporaryFolder();
  await consoleAccess(folder).setPassword(password);
  const first = await begin(folder);
  if (first.kind !== 'running') throw new Error('it did not start');
  const port = await freePort();
  const opened = await first.instance.engine.handlers['console.open']({ card: 'lo', port });
  expect(opened).toMatchObject({ state: 'open', urls: [`http://127.0.0.1:${port}/`] });
  await first.instance.close();
  const second = await begin(folder);
  if (second.kind !== 'running') throw new Error('it did not start');
  onTestFinished(() => second.instance.close());
  expect((await give(`http://127.0.0.1:${port}/`, password)).status).toBe(303);
});

test('without a password it is not opened, by a setting or by a place', async () => {
  const folder = temporaryFolder();
  const named = await begin(folder, { host: '127.0.0.1', port: 0 });
  expect(named).toMatchObject({ kind: 'failed', why: expect.stringContaining('rollcall console password') });
  const start = await begin(folder);
  if (start.kind !== 'running') throw new Error('it did not start');
  onTestFinished(() => start.instance.close());
  const opening = start.instance.engine.handlers['console.open']({ card: 'lo', port: 8_090 });
  await expect(opening).rejects.toThrow('Set a password first');
});

test.each([
  ['a card that is not there', { card: 'gone0', port: 8_090 }, 'no-address'],
  ['a port that is taken', { card: 'lo', port: 0 }, 'port-taken'],
])('%s is told as what failed', async (_, place, fault) => {
  const { instance } = await open();
  const port = place.port || Number(new URL(instance.server.url).port);
  const view = await instance.engine.handlers['console.open']({ ...place, port });
  expect(view).toMatchObject({ state: 'failed', fault });
});

test('the file with the password can be read by its owner alone, and holds it only as a key', async () => {
  const { folder } = await open();
  const file = join(folder, 'console.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).not.toContain(password);
});

test('every change is told to every window', async () => {
  const { instance } = await open();
  const seen: unknown[] = [];
  instance.engine.subscribe(({ events }) => seen.push(...events));
  await instance.engine.handlers['console.close']({});
  await instance.engine.handlers.snapshot({});
  expect(seen).toEqual([{ kind: 'console', console: { state: 'closed', hasPassword: true, place: null } }]);
});
