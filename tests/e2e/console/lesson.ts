import { join } from 'node:path';
import { type Classroom, computerName } from './classroom.ts';

/** A room like one in the middle of a lesson: an aisle, a second room, actions of several kinds, tasks. */
export async function furnishRoom(room: Classroom): Promise<void> {
  await room.ask('room.set', { room: 'B12', aisles: { rows: [], columns: [3] } });
  await room.ask('room.add', { name: 'B14', rows: 4, columns: 5 });
  const kernel = join(room.folder, 'vmlinuz');
  for (const [name, icon, colour] of [
    ['Porteus Kiosk', 'kiosk', 'teal'],
    ['Windows PE', 'window', 'blue'],
    ['Debian live', 'penguin', 'crimson'],
  ] as const)
    await room.ask('action.add', { name, kind: 'linux', icon, colour, parameters: { kernel } });
  const script = '#!ipxe\ndhcp || goto failed\nchain http://${server}/menu.ipxe || goto failed\n:failed\nshell\n';
  await room.ask('action.add', {
    name: 'Rescue menu',
    kind: 'script',
    icon: 'rescue',
    colour: 'rust',
    parameters: { text: script },
  });
  const defaults = { 'Windows PE': [7, 18], 'Porteus Kiosk': [19, 29] } as const;
  for (const [action, [first, last]] of Object.entries(defaults)) {
    for (let name = first; name <= last; name += 1)
      await room.ask('computer.set', { computer: computerName(name - 1), defaultAction: action });
  }
  const now = Date.now();
  const soon = { notBefore: now + 3_600_000, notAfter: now + 7_200_000 };
  await room.ask('task.add', { computers: ['PC-28', 'PC-29'], action: 'Porteus Kiosk', ...soon });
  await room.ask('task.add', {
    computers: ['PC-10', 'PC-11', 'PC-15'],
    action: 'Windows PE',
    notBefore: now,
    notAfter: now + 7_200_000,
  });
  await room.ask('task.add', {
    computers: ['PC-18'],
    action: 'Debian live',
    notBefore: now - 60_000,
    notAfter: now + 1_000,
  });
}

/** Machines in every stage: most run, three load, some are on the way, two gave up, one was missed, one is new. */
export async function settleMachines(room: Classroom): Promise<void> {
  const machine = (name: number) => room.machines.machine(name - 1);
  for (const name of [1, 2, 3, 4, 5, 7, 12, 19, 20, 21, 23, 25, 26]) await machine(name).bootThrough();
  for (const [name, percent] of [
    [10, 30],
    [11, 70],
    [15, 10],
  ] as const) {
    await machine(name).bootToScript();
    await machine(name).loadFiles(percent);
  }
  await machine(8).bootToScript();
  await machine(8).reportStarted();
  await machine(13).bootToScript();
  await machine(14).askForAddress();
  await machine(14).takeLoader();
  await machine(16).askForAddress();
  await machine(9).bootToScript();
  await machine(9).loadFiles(61);
  await machine(9).reportFailed('0x4c106035');
  await machine(22).bootToScript();
  await machine(22).reportFailed('0x2d0c6139');
  await machine(60).askForAddress();
}
