import { afterEach, expect, it } from 'vitest';
import type { LogLine } from '../../../electron/contract/api.ts';
import type { Computer, Task } from '../../../electron/contract/model.ts';
import { makeBootIso } from '../../support/boot-iso.ts';
import { type Machine, powerOn } from '../../support/machine.ts';
import { type Classroom, history, mac, openClassroom } from './room.ts';

let room: Classroom | null = null;
let machine: Machine | null = null;

afterEach(async () => {
  await machine?.close();
  await room?.close();
  machine = null;
  room = null;
});

/** A classroom whose machine has no task. */
async function withoutTask(): Promise<Classroom> {
  const opened = await openClassroom();
  const tasks = (await opened.rollcall.run('task', 'list')) as Task[];
  for (const task of tasks) await opened.rollcall.run('task', 'cancel', String(task.id));
  return opened;
}

const click = ({ rollcall }: Classroom, action: string): Promise<unknown> =>
  rollcall.run('task', 'add', '--computer', 'PC-02', '--action', action, '--from', 'now', '--for', '2h');

const served =
  (action: string) =>
  ({ fact }: LogLine): boolean =>
    fact.kind === 'script-served' && fact.actionName === action;

it('one start of a machine: its inventory, the hold screen, a click, a menu whose time runs out, a system', async () => {
  room = await withoutTask();
  const { rollcall, log } = room;
  await rollcall.run('action', 'add', '--name', 'Stock', '--kind', 'inventory');
  await rollcall.run('action', 'add', '--name', 'Wait', '--kind', 'hold', '--set', 'seconds=2');
  const items = ['--set', 'items=Lab Linux', '--set', 'items=Local disk', '--set', 'seconds=2'];
  await rollcall.run('action', 'add', '--name', 'Menu', '--kind', 'client-menu', ...items);
  await rollcall.run('computer', 'set', 'PC-02', '--default', 'Wait');
  await click(room, 'Stock');

  machine = powerOn(room.lab, 'uefi', mac, room.folder);
  await log.until('the machine waits', served('Wait'), 90_000);
  const [computer] = (await rollcall.run('computer', 'list')) as Computer[];
  expect(computer?.hardware).toMatchObject({ manufacturer: 'QEMU', memory: expect.stringMatching(/^\d{3}$/) });

  await click(room, 'Menu');
  await log.until('the click reaches it', served('Menu'), 30_000);
  await log.until('the time of the menu runs out', served('Lab Linux'), 30_000);
  await log.until('its Linux reports', ({ fact }) => fact.kind === 'running' && fact.sign === 'report', 90_000);
  await machine.off;
  expect(machine.console()).toContain('test linux: reported, marker task');
  expect(await history(room)).toMatchObject([
    { actionName: 'Menu', outcome: 'running' },
    { actionName: 'Stock', outcome: 'started' },
  ]);
});

it('an ISO of this computer starts on a BIOS machine over HTTP', async () => {
  room = await withoutTask();
  const image = makeBootIso(room.folder, 'test iso: started');
  await room.rollcall.run('action', 'add', '--name', 'Rescue ISO', '--kind', 'san', '--set', `image=${image}`);
  await click(room, 'Rescue ISO');
  machine = powerOn(room.lab, 'bios', mac, room.folder);
  await machine.off;
  expect(machine.console()).toContain('test iso: started');
  expect(await history(room)).toMatchObject([{ actionName: 'Rescue ISO', outcome: 'started' }]);
});
