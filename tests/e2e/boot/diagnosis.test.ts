import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type Machine, powerOn } from '../../support/machine.ts';
import { type Classroom, mac, openClassroom } from './room.ts';

let room: Classroom | null = null;
let machine: Machine | null = null;

afterEach(async () => {
  await machine?.close();
  await room?.close();
  machine = null;
  room = null;
});

it('a real machine whose kernel is gone is explained by what it asked for and by what it told', async () => {
  room = await openClassroom();
  const { rollcall, folder, lab, log } = room;
  const kernel = join(folder, 'gone.bin');
  writeFileSync(kernel, 'a kernel on a stick that is pulled out');
  await rollcall.run('action', 'add', '--name', 'From a stick', '--kind', 'linux', '--set', `kernel=${kernel}`);
  await rollcall.run('task', 'add', '--computer', 'PC-02', '--action', 'From a stick', '--from', 'now', '--for', '1h');
  rmSync(kernel);
  const [first] = (await rollcall.run('task', 'list')) as { id: number }[];
  await rollcall.run('task', 'cancel', String(first?.id));

  machine = powerOn(lab, 'bios', mac, folder);
  await log.until('its loader gives up', ({ fact }) => fact.kind === 'failed', 60_000);
  const told = await rollcall.run('explain', 'PC-02');
  expect(told).toMatchObject({
    standing: 'stopped',
    lookAgainAt: null,
    findings: [
      {
        cause: { code: 'file-unreadable', file: 'gone.bin', error: 'ENOENT' },
        certainty: 'certain',
        why: 'gone.bin cannot be read on this computer (ENOENT).',
        remedy: 'Check that the file is still there and may be read; a drive may have been unplugged.',
        lines: [{ fact: { kind: 'ignored' } }, { fact: { kind: 'ignored' } }],
      },
    ],
  });
});
