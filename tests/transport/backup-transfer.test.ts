import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { contentSecurityPolicy } from '../../electron/contract/csp.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { createBackupTransfer, largestUpload } from '../../electron/transport/backup-transfer.ts';
import { startControlServer } from '../../electron/transport/control-server.ts';
import { temporaryFolder } from './temporary-engine.ts';

/** Backups over the control server, as a browser that was let in saves and brings them. */

interface Running {
  readonly folder: string;
  readonly engine: Engine;
  readonly url: string;
  readonly headers: { readonly cookie: string; readonly origin: string };
}

async function start(): Promise<Running> {
  const folder = temporaryFolder();
  const engine = createEngine({ dataFolder: folder, firmwareFolder: join(folder, 'firmware'), version: '1.2.3' });
  onTestFinished(() => engine.close());
  const backups = createBackupTransfer(folder, () => undefined);
  const begun = await startControlServer({
    engine,
    page: new Map(),
    policy: contentSecurityPolicy,
    host: '127.0.0.1',
    port: 0,
    backups,
    log: () => undefined,
  });
  if (begun.kind === 'failed') throw new Error(begun.why);
  onTestFinished(() => begun.server.close());
  const { url, entryUrl } = begun.server;
  const entered = await fetch(entryUrl, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { folder, engine, url, headers: { cookie, origin: url.slice(0, -1) } };
}

async function answerOf(asking: ReturnType<typeof request>): Promise<{ response: IncomingMessage; body: Buffer }> {
  const [response] = await once(asking, 'response');
  return { response, body: await buffer(response) };
}

function get({ url, headers }: Running, path: string, method = 'GET') {
  return answerOf(request(`${url}${path}`, { method, headers: { cookie: headers.cookie } }).end());
}

async function bring({ url, headers }: Running, body: Buffer, more: OutgoingHttpHeaders = {}) {
  const asking = request(`${url}backups`, {
    method: 'POST',
    headers: { ...headers, 'content-length': body.length, ...more },
  });
  asking.on('error', () => undefined);
  asking.end(body);
  const answer = await answerOf(asking);
  return { status: answer.response.statusCode, text: answer.body.toString() };
}

const parts = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.part'));

test('a backup is saved byte by byte under its own name', async () => {
  const running = await start();
  const made = await running.engine.handlers['database.backup']({});
  const { response, body } = await get(running, `backups/${made.file}`);
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${made.file}`);
  expect(body.equals(readFileSync(made.path))).toBe(true);
  expect((await get(running, `backups/${made.file}`, 'HEAD')).body).toHaveLength(0);
});

test.each(['../rollcall.db', '..%2frollcall.db', '%2e%2e%2frollcall.db', 'nothing.db', '%ff', ''])(
  'no other file is sent for the name “%s”',
  async (name) => {
    const running = await start();
    await running.engine.handlers['database.backup']({});
    const asking = request(running.url, { path: `/backups/${name}`, headers: running.headers }).end();
    expect((await answerOf(asking)).response.statusCode).toBe(404);
  },
);

test('a backup that was saved is brought back, listed and restored', async () => {
  const running = await start();
  await running.engine.handlers['room.add']({ name: 'B12', rows: 5, columns: 6 });
  const made = await running.engine.handlers['database.backup']({});
  await running.engine.handlers['room.remove']({ room: 'B12' });
  const { status, text } = await bring(running, readFileSync(made.path));
  expect(status).toBe(200);
  const received = JSON.parse(text).value;
  expect((await running.engine.handlers['database.list']({})).map(({ file }) => file)).toContain(received.file);
  await running.engine.handlers['database.restore']({ file: received.file });
  expect(await running.engine.handlers['room.list']({})).toMatchObject([{ name: 'B12' }]);
  expect(parts(running.folder)).toEqual([]);
});

test('a file that is no backup is refused with the reason, and not kept', async () => {
  const running = await start();
  const { status, text } = await bring(running, Buffer.from('MAC,name\r\n'));
  expect(status).toBe(422);
  expect(JSON.parse(text)).toMatchObject({
    ok: false,
    code: 'refused',
    message: 'The file is no data file of Rollcall.',
  });
  expect(await running.engine.handlers['database.list']({})).toEqual([]);
  expect(parts(running.folder)).toEqual([]);
});

test.each([
  ['that is too large', { 'content-length': largestUpload + 1 }, 422, 'larger than 2 GiB'],
  ['of unknown size', { 'content-length': undefined, 'transfer-encoding': 'chunked' }, 422, 'size was not told'],
  ['from another page', { origin: 'http://evil.example' }, 403, 'other pages'],
  ['without an Origin', { origin: undefined }, 403, 'other pages'],
  ['without the cookie', { cookie: undefined }, 401, 'holds the key'],
])('a file %s is refused before it is read', async (_, change, status, why) => {
  const running = await start();
  const headers = Object.entries({ ...running.headers, 'content-length': 5, ...change });
  const asking = request(`${running.url}backups`, { method: 'POST' });
  for (const [name, value] of headers) if (value !== undefined) asking.setHeader(name, value);
  asking.on('error', () => undefined);
  asking.flushHeaders();
  const answer = await answerOf(asking);
  asking.destroy();
  expect(answer.response.statusCode).toBe(status);
  expect(answer.body.toString()).toContain(why);
});

/** Begins to bring a file that never ends, and waits until its first bytes are on the disk. */
async function beginUpload(running: Running) {
  const asking = request(`${running.url}backups`, {
    method: 'POST',
    headers: { ...running.headers, 'content-length': 1_000_000 },
  });
  asking.on('error', () => undefined);
  asking.write('SQLite format 3\0');
  await expect.poll(() => parts(running.folder)).toHaveLength(1);
  return asking;
}

test('an upload that breaks off leaves nothing behind', async () => {
  const running = await start();
  const asking = await beginUpload(running);
  asking.destroy();
  await expect.poll(() => parts(running.folder)).toEqual([]);
  expect(await running.engine.handlers['database.list']({})).toEqual([]);
});

test('one file at a time is received', async () => {
  const running = await start();
  const asking = await beginUpload(running);
  const { status, text } = await bring(running, Buffer.from('second'));
  asking.destroy();
  expect(status).toBe(409);
  expect(text).toContain('wait for its end');
});

test('what a killed Rollcall left half received is removed at the next start', () => {
  const folder = temporaryFolder();
  const left = join(folder, 'upload-0123456789abcdef01.part');
  writeFileSync(left, 'half');
  writeFileSync(join(folder, 'mine.part'), 'somebody else’s');
  createBackupTransfer(folder, () => undefined);
  expect([existsSync(left), parts(folder)]).toEqual([false, ['mine.part']]);
});
