import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { claimFolder, type InstanceStart, reach, startInstance } from '../../electron/transport/instance.ts';
import { claimInstance, InstanceFacts } from '../../electron/transport/instance-file.ts';
import { temporaryFolder } from './temporary-engine.ts';

async function start(dataFolder: string): Promise<InstanceStart<Engine>> {
  const begun = await startInstance({
    dataFolder,
    version: '1.2.3',
    createEngine: () => createEngine({ dataFolder, firmwareFolder: join(dataFolder, 'firmware'), version: '1.2.3' }),
    console: { host: '127.0.0.1', port: 0, pageFolder: dataFolder, policy: '', log: () => undefined },
  });
  if (begun.kind === 'running') onTestFinished(() => begun.instance.close());
  return begun;
}

function writeFacts(folder: string, facts: Partial<InstanceFacts>): void {
  const whole = { pid: process.pid, startedAt: Date.now(), version: '1.2.3', url: null, token: null, ...facts };
  writeFileSync(join(folder, 'instance.json'), JSON.stringify(whole));
}

function writtenFacts(folder: string): InstanceFacts {
  return InstanceFacts.parse(JSON.parse(readFileSync(join(folder, 'instance.json'), 'utf8')));
}

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('the running instance is found by its file, which its owner alone can read', async () => {
  const folder = temporaryFolder();
  await start(folder);
  expect(statSync(join(folder, 'instance.json')).mode & 0o777).toBe(0o600);
  const answer = await reach(writtenFacts(folder));
  expect(answer.kind).toBe('connected');
  if (answer.kind === 'connected') answer.client.close();
});

test('a second instance on the same folder is told who has it', async () => {
  const folder = temporaryFolder();
  await start(folder);
  expect(await start(folder)).toMatchObject({ kind: 'taken', by: { pid: process.pid, version: '1.2.3' } });
});

test('of many that start together one gets the folder', async () => {
  const folder = temporaryFolder();
  const begun = await Promise.all(Array.from({ length: 8 }, () => start(folder)));
  expect(begun.filter((each) => each.kind === 'running')).toHaveLength(1);
});

test('the end of an instance leaves no file of it behind', async () => {
  const folder = temporaryFolder();
  const begun = await start(folder);
  if (begun.kind === 'running') await begun.instance.close();
  expect(readdirSync(folder).filter((name) => name.startsWith('instance'))).toEqual([]);
});

test('an engine that cannot be made gives the folder back', async () => {
  const folder = temporaryFolder();
  const options = {
    dataFolder: folder,
    version: '1.2.3',
    createEngine: () => Promise.reject(new Error('no data file')),
    console: { host: '127.0.0.1', port: 0, pageFolder: folder, policy: '', log: () => undefined },
  };
  await expect(startInstance(options)).rejects.toThrow('no data file');
  expect(claimInstance(folder, '1.2.3').kind).toBe('claimed');
});

test('the claim of a process that is gone is taken over', async () => {
  const folder = temporaryFolder();
  writeFacts(folder, { pid: await endedProcess() });
  expect(claimInstance(folder, '1.2.3').kind).toBe('claimed');
});

test('a claim from before the machine was started is taken over, whoever has its process number now', () => {
  const folder = temporaryFolder();
  writeFacts(folder, { pid: 1, startedAt: 1_000 });
  expect(claimInstance(folder, '1.2.3').kind).toBe('claimed');
});

test('a claim whose address nobody answers is taken over', async () => {
  const folder = temporaryFolder();
  writeFacts(folder, { pid: process.ppid, url: 'http://127.0.0.1:1/', token: 'x' });
  expect((await claimFolder(folder, '1.2.3')).kind).toBe('claimed');
});

test('a file that is damaged is taken over', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'instance.json'), '{"pid":');
  expect(claimInstance(folder, '1.2.3').kind).toBe('claimed');
});

test('releasing an old claim leaves the claim of another alone', () => {
  const folder = temporaryFolder();
  const claim = claimInstance(folder, '1.2.3');
  writeFacts(folder, { pid: process.ppid });
  if (claim.kind === 'claimed') claim.hold.release();
  expect(writtenFacts(folder)).toMatchObject({ pid: process.ppid });
});

test('an open page is let in again after a restart: the console stands where it was and knows the cookie', async () => {
  const folder = temporaryFolder();
  const first = await start(folder);
  if (first.kind !== 'running') throw new Error('it did not start');
  const { entryUrl, url } = first.instance.server;
  const entered = await fetch(entryUrl, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  await first.instance.close();
  const second = await start(folder);
  expect(second.kind === 'running' && second.instance.server.url).toBe(url);
  expect((await fetch(url, { headers: { cookie } })).status).not.toBe(401);
  expect((await fetch(url)).status).toBe(401);
});

test('the console takes another port when its last one is in use', async () => {
  const folder = temporaryFolder();
  const other = temporaryFolder();
  const first = await start(folder);
  if (first.kind !== 'running') throw new Error('it did not start');
  writeFileSync(
    join(other, 'console.json'),
    JSON.stringify({ cookieValue: 'a'.repeat(32), port: Number(new URL(first.instance.server.url).port) }),
  );
  expect((await start(other)).kind).toBe('running');
});

test('the cookie that is kept between runs can be read by the owner alone', async () => {
  const folder = temporaryFolder();
  await start(folder);
  expect(statSync(join(folder, 'console.json')).mode & 0o777).toBe(0o600);
});
