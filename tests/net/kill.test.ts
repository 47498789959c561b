import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '../../electron/contract/api.ts';
import type { HistoryEntry } from '../../electron/contract/model.ts';
import { machineMac, macText } from '../support/dhcp-clients.ts';
import { inside, type Lab, openLab } from '../support/lab.ts';
import type { Kill, RoomFact, RoomOrder } from '../support/machine-room.ts';
import { type Rollcall, runCommand, serve } from '../support/rollcall.ts';
import { end } from '../support/run.ts';

/**
 * 200 machines power on in one instant, and the server is killed with SIGKILL again and again while it grants their
 * leases and serves their tasks. Each machine goes on where it stood, as firmware does. Needs root and iproute2.
 */
const count = 200;
const range = '10.77.0.16-10.77.0.254';
const names = Array.from({ length: count }, (_, number) => macText(machineMac(number)));

let lab: Lab;
let folder: string;
let room: Room;
let rollcall: Rollcall;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-kill-'));
  lab = openLab();
  await addTasks();
  room = openRoom(lab);
});

afterAll(async () => {
  await room?.close();
  await rollcall?.stop();
  lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function addTasks(): Promise<void> {
  const csv = names.map(
    (mac, number) => `${mac},PC-${number + 1},B12,${Math.floor(number / 20) + 1},${(number % 20) + 1},`,
  );
  writeFileSync(join(folder, 'room.csv'), ['MAC,name,room,row,column,default action', ...csv, ''].join('\n'));
  writeFileSync(join(folder, 'vmlinuz'), 'kernel');
  const command = (...words: string[]) => runCommand(lab, folder, words);
  await command('room', 'add', 'B12', '--rows', '10', '--columns', '20');
  await command('import', join(folder, 'room.csv'));
  await command(
    'action',
    'add',
    '--name',
    'Lab Linux',
    '--kind',
    'linux',
    '--set',
    `kernel=${join(folder, 'vmlinuz')}`,
  );
  await command('task', 'add', '--room', 'B12', '--action', 'Lab Linux', '--for', '2h');
}

/** The machines' program, and everything that they said. */
interface Room {
  readonly facts: readonly RoomFact[];
  order(order: RoomOrder): void;
  /** Waits for the fact that makes it true. */
  until(there: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** Every address of the range is one of this host: it answers ARP for its machines and asks in their names. */
function openRoom(lab: Lab): Room {
  const host = lab.addHost('room');
  inside(host, 'ip', 'address', 'add', '10.77.0.2/24', 'dev', 'eth0');
  for (const part of ['16/28', '32/27', '64/26', '128/25']) {
    inside(host, 'ip', 'route', 'add', 'local', `10.77.0.${part}`, 'dev', 'eth0');
  }
  const program = new URL('../support/machine-room.ts', import.meta.url).pathname;
  const args = [process.execPath, program, 'eth0', lab.address, '8080', String(count)];
  const child = spawn('ip', ['netns', 'exec', host, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const facts: RoomFact[] = [];
  const output = createInterface({ input: child.stdout }).on('line', (line) =>
    facts.push(JSON.parse(line) as RoomFact),
  );
  return {
    facts,
    order: (order) => child.stdin.write(`${JSON.stringify(order)}\n`),
    until: async (there) => {
      while (!there()) await once(output, 'line');
    },
    close: () => end(child),
  };
}

function factsOf<K extends RoomFact['kind']>(kind: K): readonly Extract<RoomFact, { kind: K }>[] {
  return room.facts.filter((fact): fact is Extract<RoomFact, { kind: K }> => fact.kind === kind);
}

/** Serves until the machines know of so many facts of a kind, and is gone in that moment. */
async function serveUntilKilled(fact: Kill['fact'], facts: number): Promise<void> {
  rollcall = await serve(lab, folder, '--range', range);
  const gone = once(rollcall.process, 'exit');
  room.order({ again: false, kill: { pid: rollcall.process.pid!, fact, count: facts } });
  await gone;
}

describe('a server that is killed while 200 machines boot their tasks', () => {
  beforeAll(async () => {
    for (const facts of [40, 120]) await serveUntilKilled('address', facts);
    for (const facts of [60, 140]) await serveUntilKilled('script', facts);
    for (const facts of [110, 170]) await serveUntilKilled('started', facts);
    rollcall = await serve(lab, folder, '--range', range);
    room.order({ again: false, kill: null });
    await room.until(() => factsOf('started').length === count);
  });

  it('was killed six times in the middle of it', () => {
    expect(factsOf('killed')).toHaveLength(6);
    expect(factsOf('refused').length).toBeGreaterThan(0);
  });

  it('gave no address to two machines', () => {
    const given = factsOf('address');
    expect(new Set(given.map((fact) => fact.mac)).size).toBe(count);
    expect(new Set(given.map((fact) => fact.address)).size).toBe(count);
  });

  it('lost no task and ran none twice', async () => {
    const history = (await rollcall.run('history', 'list', '--limit', '1000')) as readonly HistoryEntry[];
    expect(history.map((entry) => entry.mac).sort()).toEqual([...names].sort());
    expect(new Set(history.map((entry) => entry.taskId)).size).toBe(count);
    expect(new Set(history.map((entry) => entry.outcome))).toEqual(new Set(['started']));
    expect((await rollcall.run('task', 'list')) as readonly TaskView[]).toEqual([]);
  });

  it('wrote into the history the very text that each machine got', async () => {
    const history = (await rollcall.run('history', 'list', '--limit', '1000')) as readonly HistoryEntry[];
    const got = new Map(factsOf('script').map((fact) => [fact.mac, fact.text]));
    expect(factsOf('script')).toHaveLength(count);
    for (const entry of history) expect(got.get(entry.mac)).toBe(entry.script);
  });

  it('gives each machine its address again at its next start, and its default instead of the task', async () => {
    const before = new Map(factsOf('address').map((fact) => [fact.mac, fact.address]));
    const scripts = factsOf('script').length;
    room.order({ again: true, kill: null });
    await room.until(() => factsOf('script').length === scripts + count);
    for (const fact of factsOf('address').slice(count)) expect(fact.address).toBe(before.get(fact.mac));
    for (const fact of factsOf('script').slice(scripts)) expect(fact.text).not.toContain('vmlinuz');
    const history = (await rollcall.run('history', 'list', '--limit', '1000')) as readonly HistoryEntry[];
    expect(history).toHaveLength(count);
  });
});
