import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
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

test('commands speak to the running instance, and a log is followed until it stops', async () => {
  const dataFolder = temporaryFolder();
  const { child, line } = await startHeadless(dataFolder);
  expect(line).toMatch(/^Console http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/);

  const status = await rollcall({ dataFolder }, 'status', '--json');
  expect(JSON.parse(status.out[0] ?? '')).toMatchObject({ running: true, pid: child.pid });

  const second = await rollcall({ dataFolder }, 'serve', '--card', 'nix0');
  const taken = `Rollcall runs already on ${dataFolder}, as process ${child.pid}.`;
  expect(second).toEqual({ code: 1, out: [], err: [taken] });

  const following = rollcall({ dataFolder }, 'log', '--follow', '--json');
  const added = await rollcall({ dataFolder }, 'room', 'add', 'B12');
  expect(added.out).toEqual(['Added room B12 with 5 rows and 6 columns.']);

  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect((await following).code).toBeLessThan(2);
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
