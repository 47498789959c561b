import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type Machine, powerOnFromStick } from '../../support/stick-machine.ts';
import { type Classroom, mac, openClassroom } from './room.ts';

let room: Classroom | null = null;
let machine: Machine | null = null;

afterEach(async () => {
  await machine?.close();
  await room?.close();
  machine = null;
  room = null;
});

it.each(['bios', 'uefi'] as const)(
  'the boot stick starts the action of a machine whose disk is empty and whose card cannot boot: %s',
  async (firmware) => {
    room = await openClassroom();
    const stick = join(room.folder, 'stick.img');
    await room.rollcall.run('stick', '--out', stick);
    machine = powerOnFromStick(room.lab, firmware, mac, room.folder, stick);
    await machine.off;
    expect(machine.console()).toContain('test linux: reported, marker task');
  },
);
