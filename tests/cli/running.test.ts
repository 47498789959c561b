import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { newBoot } from '../../electron/boot/journal.ts';
import { openStore } from '../../electron/store/store.ts';
import { temporaryFolder } from '../transport/temporary-engine.ts';
import { rollcall } from './command-line.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts the console without a card, as its own process, and waits for its line. */
async function startHeadless(dataFolder: string): Promise<{ child: ChildProcess; line: string }> {
  const words = [join(root, 'electron', 'headless.ts'), '--data', dataFolder];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, line };
}

/** A data folder in which PC-02 asked once and failed once. */
function folderWithLog(): string {
  const dataFolder = temporaryFolder();
  const store = openStore(join(dataFolder, 'rollcall.db'));
  const { id: computerId } = store.computers.add({
    mac: '52:54:00:00:00:02',
    name: 'PC-02',
    roomId: null,
    seat: null,
    defaultActionId: null,
    reservedAddress: null,
    firmware: 'bios',
    status: 'known',
    variables: {},
    firstSeenAt: null,
    lastSeenAt: null,
  });
  const at = Date.now();
  store.boots.save(newBoot({ id: 1, computerId, token: 'token', at, firmware: 'bios', began: 'firmware' }));
  const event = { bootId: 1, computerId, at };
  store.boots.appendEvents([
    { ...event, id: 1, fact: { kind: 'range-exhausted' } },
    { ...event, id: 2, fact: { kind: 'started', actionName: 'Lab Linux' } },
  ]);
  store.close();
  return dataFolder;
}

test('the log is printed as sentences, newest last, trouble marked', async () => {
  const dataFolder = folderWithLog();
  const { out } = await rollcall({ dataFolder }, 'log');
  expect(out).toHaveLength(2);
  expect(out[0]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}PC-02 {2}! /);
  expect(out[1]).toContain('Lab Linux');
});

/** Follows the log, and tells when its second line is there. */
function followTwoLines(dataFolder: string, stopped: Promise<void> = new Promise(() => undefined)) {
  const lines = new EventEmitter();
  let seen = 0;
  const onLine = () => {
    seen += 1;
    if (seen === 2) lines.emit('second');
  };
  const twoLines = once(lines, 'second');
  return { ending: rollcall({ dataFolder, onLine, stopped }, 'log', '--follow', '--json'), twoLines };
}

test('a followed log is one object a line, and ends when Rollcall stops', async () => {
  const dataFolder = folderWithLog();
  const { child } = await startHeadless(dataFolder);
  const { ending, twoLines } = followTwoLines(dataFolder);
  await twoLines;
  child.kill('SIGTERM');
  const { code, out, err } = await ending;
  expect([code, err]).toEqual([0, []]);
  expect(out.map((text) => JSON.parse(text).id)).toEqual([1, 2]);
}, 30_000);

test('a followed log ends by a signal while Rollcall goes on', async () => {
  const dataFolder = folderWithLog();
  const { child } = await startHeadless(dataFolder);
  const person = new EventEmitter();
  const stopped = once(person, 'stop').then(() => undefined);
  const { ending, twoLines } = followTwoLines(dataFolder, stopped);
  await twoLines;
  person.emit('stop');
  expect((await ending).code).toBe(0);
  expect(child.exitCode).toBeNull();
}, 30_000);

test('commands speak to the running instance, and find what they did when it has stopped', async () => {
  const dataFolder = temporaryFolder();
  const { child, line } = await startHeadless(dataFolder);
  expect(line).toMatch(/^Console http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/);

  const status = await rollcall({ dataFolder }, 'status', '--json');
  expect(JSON.parse(status.out[0] ?? '')).toMatchObject({ running: true, pid: child.pid });

  const second = await rollcall({ dataFolder }, 'serve', '--card', 'nix0');
  const taken = `Rollcall runs already on ${dataFolder}, as process ${child.pid}.`;
  expect(second).toEqual({ code: 1, out: [], err: [taken] });

  const added = await rollcall({ dataFolder }, 'room', 'add', 'B12');
  expect(added.out).toEqual(['Added room B12 with 5 rows and 6 columns.']);

  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  const rooms = await rollcall({ dataFolder }, 'room', 'list', '--json');
  expect(JSON.parse(rooms.out[0] ?? '')).toMatchObject([{ name: 'B12' }]);
}, 30_000);

test('after kill -9 the folder is free again', async () => {
  const dataFolder = temporaryFolder();
  const { child } = await startHeadless(dataFolder);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  const status = await rollcall({ dataFolder }, 'status', '--json');
  expect(JSON.parse(status.out[0] ?? '')).toMatchObject({ running: false });
}, 30_000);

test('commands that run at once wait for each other', async () => {
  const dataFolder = temporaryFolder();
  const names = ['A', 'B', 'C', 'D'];
  const endings = await Promise.all(names.map((name) => rollcall({ dataFolder }, 'room', 'add', name)));
  expect(endings.map((ending) => ending.code)).toEqual([0, 0, 0, 0]);
}, 30_000);
