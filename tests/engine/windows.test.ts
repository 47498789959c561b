import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CommandInput,
  type CommandName,
  type CommandOutput,
  commands,
  type EngineEvent,
} from '../../electron/contract/api.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { httpService } from '../../electron/engine/http-service.ts';
import { openStore } from '../../electron/store/store.ts';
import { minute, monday, testPlane } from './plane.ts';

let folder: string;
let engine: Engine;
let events: EngineEvent[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-windows-'));
  const clock = { now: () => monday };
  engine = createEngine({ dataFolder: folder, firmwareFolder: join(folder, 'firmware'), version: '0.0.0', clock });
  events = [];
  engine.subscribe((batch) => events.push(...batch.events));
});

afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

async function call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  const handler = engine.handlers[name] as (input: unknown) => Promise<CommandOutput<N>>;
  return handler(commands[name].input.parse(input));
}

/** What the windows are told by one command; a snapshot sends what waits. */
async function told<N extends CommandName>(name: N, input: CommandInput<N>): Promise<EngineEvent[]> {
  await call('snapshot', {});
  events = [];
  await call(name, input);
  await call('snapshot', {});
  return events;
}

const mac = '52:54:00:00:00:02';
const hour = { notBefore: monday, notAfter: monday + 60 * minute };

/** A task of an exam, as the exam itself puts it into the data file. */
function addExamTask(computerId: number): number {
  const store = openStore(join(folder, 'rollcall.db'));
  const sessionId = store.sessions.add({ name: 'Maths', kind: 'exam' }).id;
  const { id } = store.tasks.add({ computerId, actionId: 1, sessionId, repeat: 'once', ...hour, createdAt: monday });
  store.close();
  return id;
}

describe('the windows are told', () => {
  it('of the tasks of a computer that has another name now', async () => {
    await call('computer.add', { mac, name: 'PC-02' });
    await call('task.add', { computers: [mac], action: 'Local disk', ...hour });
    expect(await told('computer.set', { computer: mac, name: 'PC-03' })).toMatchObject([
      { kind: 'computer' },
      { kind: 'task', task: { computerName: 'PC-03' } },
    ]);
  });

  it('of the tasks of an action that has another name now', async () => {
    await call('computer.add', { mac, name: 'PC-02' });
    await call('action.add', { name: 'Own', kind: 'script', parameters: { text: '#!ipxe\nshell' } });
    await call('task.add', { computers: [mac], action: 'Own', ...hour });
    expect(await told('action.set', { action: 'Own', name: 'Mine' })).toMatchObject([
      { kind: 'action' },
      { kind: 'task', task: { actionName: 'Mine' } },
    ]);
  });

  it('of the tasks that were held by the exam task that is cancelled', async () => {
    const computer = await call('computer.add', { mac, name: 'PC-02' });
    const [task] = await call('task.add', { computers: [mac], action: 'Local disk', ...hour });
    const exam = addExamTask(computer.id);
    expect((await call('task.list', {})).find(({ id }) => id === task?.id)?.held).toBe(true);
    expect(await told('task.cancel', { tasks: [exam] })).toMatchObject([
      { kind: 'task-removed', id: exam },
      { kind: 'task', task: { id: task?.id, held: false } },
    ]);
  });

  it('of the tasks that were held by the exam task that is executed', async () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    const sessionId = test.store.sessions.add({ name: 'Maths', kind: 'exam' }).id;
    const task = test.addTask(computer, test.addAction('Lab'));
    test.addTask(computer, test.addAction('Exam'), { sessionId });
    await httpService(test.plane).script(mac, { client: '10.77.0.102', method: 'GET', userAgent: 'iPXE' }).served();
    expect(test.events().filter((event) => event.kind === 'task')).toMatchObject([
      { task: { id: task.id, held: false } },
    ]);
  });
});

describe('a discovered machine that is added', () => {
  it('keeps what was set for it before', async () => {
    const store = openStore(join(folder, 'rollcall.db'));
    store.computers.add({
      mac,
      name: null,
      roomId: null,
      seat: null,
      defaultActionId: null,
      reservedAddress: null,
      firmware: 'uefi-x64',
      status: 'discovered',
      variables: {},
      firstSeenAt: monday,
      lastSeenAt: monday,
    });
    store.close();
    await call('computer.set', { computer: mac, defaultAction: 'iPXE shell', reservedAddress: '10.77.0.9' });
    await call('computer.set', { computer: mac, variables: { serial: '7' } });
    expect(await call('computer.add', { mac, name: 'PC-02' })).toMatchObject({
      status: 'known',
      name: 'PC-02',
      defaultActionId: 2,
      reservedAddress: '10.77.0.9',
      variables: { serial: '7' },
    });
  });
});
