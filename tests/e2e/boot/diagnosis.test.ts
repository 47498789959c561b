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

/** Gives the machine an action with this kernel as its default, and starts it until its loader has given up. */
async function failWith({ lab, folder, rollcall, log }: Classroom, name: string, kernel: string): Promise<void> {
  await rollcall.run('action', 'add', '--name', name, '--kind', 'linux', '--set', `kernel=${kernel}`);
  if (name === 'Gone') rmSync(kernel);
  await rollcall.run('computer', 'set', 'PC-02', '--default', name);
  const before = log.lines.length;
  machine = powerOn(lab, 'bios', mac, folder);
  const gaveUp = await log.until(
    `the loader gives ${name} up`,
    (line) => log.lines.indexOf(line) >= before && line.fact.kind === 'failed',
    60_000,
  );
  expect(gaveUp.text).toContain('did not boot');
  await machine.close();
}

it('a real machine that could not boot is explained by what it asked and by what it told', async () => {
  room = await openClassroom();
  const { rollcall, folder } = room;
  const [task] = (await rollcall.run('task', 'list')) as { id: number }[];
  await rollcall.run('task', 'cancel', String(task?.id));
  const kernel = join(folder, 'kernel.bin');
  writeFileSync(kernel, 'this is no kernel\n'.repeat(5_000));

  await failWith(room, 'Garbage', kernel);
  expect(await rollcall.run('explain', 'PC-02')).toMatchObject({
    standing: 'stopped',
    findings: [
      {
        cause: { code: 'wrong-format', firmware: 'bios' },
        certainty: 'certain',
        why: 'A file is nothing that its firmware can start (BIOS).',
        lines: [{ fact: { kind: 'file-sent', file: 'kernel.bin' } }, { fact: { kind: 'failed' } }],
      },
    ],
  });

  await failWith(room, 'Gone', kernel);
  expect(await rollcall.run('explain', 'PC-02')).toMatchObject({
    standing: 'stopped',
    findings: [
      {
        cause: { code: 'file-unreadable' },
        certainty: 'certain',
        why: expect.stringMatching(/kernel\.bin cannot be read on this computer \(ENOENT\)\.$/),
      },
    ],
  });
});
