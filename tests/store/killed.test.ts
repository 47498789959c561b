import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../electron/store/store.ts';
import { newComputer, newTask } from './rows.ts';

const tasksBefore = 5_000;
let folder: string;
let store: Store;
let said: string[];

/** Runs the child until it has said `enough` lines, kills it in the middle of its work, and gives all that it said. */
async function killAfter(child: ChildProcess, enough: number): Promise<string[]> {
  const lines: string[] = [];
  if (!child.stdout) throw new Error('the child has no output');
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    if (lines.length === enough) child.kill('SIGKILL');
  });
  const [[, signal]] = await Promise.all([once(child, 'exit'), once(reader, 'close')]);
  expect(signal).toBe('SIGKILL');
  return lines;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-killed-'));
  const file = join(folder, 'rollcall.db');
  const before = openStore(file);
  const { id: computerId } = before.computers.add(newComputer());
  before.transaction(() => {
    for (let number = 0; number < tasksBefore; number += 1) {
      before.tasks.add(newTask({ computerId, repeat: number % 2 === 0 ? 'once' : 'every boot' }));
    }
  });
  before.close();

  const script = new URL('commit-until-killed.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  said = await killAfter(child, 1_200);
  store = openStore(file);
});

afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

describe('after kill -9 of a process that said what it had committed', () => {
  it('every lease that was granted is there', () => {
    const held = new Map(store.leases.all().map((lease) => [lease.address, lease.mac]));
    const granted = said.filter((line) => line.startsWith('lease ')).map((line) => line.split(' '));
    expect(granted.length).toBeGreaterThan(800);
    expect(granted.filter(([, address, mac]) => held.get(address ?? '') !== mac)).toEqual([]);
  });

  it('every task that was executed is in the history, once, under its boot', () => {
    const executed = said.filter((line) => line.startsWith('executed ')).map((line) => line.split(' '));
    expect(executed.length).toBeGreaterThan(250);
    for (const [, taskId, bootId] of executed) {
      expect(store.history.byBoot(Number(bootId))?.taskId).toBe(Number(taskId));
    }
  });

  it('every once task is either in the list or in the history, never in both, never in neither', () => {
    const waiting = new Set(
      store.tasks
        .list()
        .filter((task) => task.repeat === 'once')
        .map((task) => task.id),
    );
    const done = store.history.list({ limit: 10_000 }).filter((entry) => entry.repeat === 'once');
    expect(done.filter((entry) => waiting.has(entry.taskId))).toEqual([]);
    expect(waiting.size + done.length).toBe(tasksBefore / 2);
  });

  it('every execution that a task counts has its row in the history', () => {
    const rows = store.history.list({ limit: 10_000 }).filter((entry) => entry.repeat === 'every boot');
    const counted = store.tasks.list().reduce((sum, task) => sum + task.executions, 0);
    expect(counted).toBe(rows.length);
  });
});
