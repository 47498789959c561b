import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import type { Task } from '../../../electron/contract/model.ts';
import { makeBootDisk, makeEfiDisk } from '../../support/boot-iso.ts';
import { inside } from '../../support/lab.ts';
import { type Machine, powerOn } from '../../support/machine.ts';
import { end, spawnIn } from '../../support/run.ts';
import { type Classroom, history, mac, openClassroom } from './room.ts';

const loader = fileURLToPath(new URL('../../../firmware/files/snponly.efi', import.meta.url));

let room: Classroom | null = null;
let machine: Machine | null = null;
let disks: ChildProcess | null = null;

afterEach(async () => {
  await machine?.close();
  if (disks) await end(disks, 'SIGKILL');
  await room?.close();
  machine = null;
  disks = null;
  room = null;
});

/** Debian's iSCSI target on the server's card, with one disk. */
async function serveIscsi({ lab }: Classroom, disk: string): Promise<ChildProcess> {
  const control = String(20_000 + (process.pid % 10_000));
  const portal = `portal=${lab.address}:3260`;
  const child = spawnIn(lab.server, 'tgtd', ['--foreground', '--control-port', control, '--iscsi', portal]);
  await said(child, 'bs_init');
  const tell = (...words: readonly string[]): string =>
    inside(lab.server, 'tgtadm', '--control-port', control, '--lld', 'iscsi', ...words, '--tid', '1');
  tell('--op', 'new', '--mode', 'target', '--targetname', 'iqn.2026-11.school:disk');
  tell('--op', 'new', '--mode', 'logicalunit', '--lun', '1', '--backing-store', disk);
  tell('--op', 'bind', '--mode', 'target', '--initiator-address', 'ALL');
  return child;
}

/** An AoE server on the server's card, as shelf 0, slot 1. */
async function serveAoe({ lab }: Classroom, disk: string): Promise<ChildProcess> {
  const child = spawnIn(lab.server, 'vblade', ['0', '1', lab.card, disk]);
  await said(child, 'e0.1');
  return child;
}

async function said(child: ChildProcess, word: string): Promise<void> {
  let text = '';
  const hear = (data: Buffer): void => {
    text += data.toString();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  while (!text.includes(word)) {
    const heard = [child.stdout, child.stderr].flatMap((stream) => (stream ? [once(stream, 'data')] : []));
    const gone = once(child, 'exit').then(() => {
      throw new Error(`it ended: ${text}`);
    });
    await Promise.race([...heard, gone]);
  }
}

it.each([
  ['an iSCSI target', serveIscsi, 'iscsi:10.77.0.1:::1:iqn.2026-11.school:disk'],
  ['an AoE server', serveAoe, 'aoe:e0.1'],
] as const)('a disk of %s starts on a BIOS machine', async (_, serveDisk, uri) => {
  room = await openClassroom();
  const { rollcall } = room;
  for (const { id } of (await rollcall.run('task', 'list')) as Task[]) await rollcall.run('task', 'cancel', String(id));
  disks = await serveDisk(room, makeBootDisk(room.folder, 'test disk: started'));
  await rollcall.run('action', 'add', '--name', 'Disk', '--kind', 'san', '--set', `uri=${uri}`);
  await rollcall.run('task', 'add', '--computer', 'PC-02', '--action', 'Disk', '--from', 'now', '--for', '2h');
  machine = powerOn(room.lab, 'bios', mac, room.folder);
  await machine.off;
  expect(machine.console()).toContain('test disk: started');
  expect(await history(room)).toMatchObject([{ actionName: 'Disk', outcome: 'started' }]);
});

it.each([
  ['a BIOS starts its first disk', 'bios'],
  ['UEFI goes on to its next boot entry', 'uefi'],
] as const)('the system on the disk of a machine starts after Rollcall was asked: %s', async (_, firmware) => {
  room = await openClassroom();
  const { rollcall, folder } = room;
  for (const { id } of (await rollcall.run('task', 'list')) as Task[]) await rollcall.run('task', 'cancel', String(id));
  await rollcall.run('task', 'add', '--computer', 'PC-02', '--action', 'Local disk', '--from', 'now', '--for', '2h');
  expect(await rollcall.run('action', 'preview', 'PC-02')).toMatchObject({ actionName: 'Local disk', reason: 'task' });
  const sentence = 'own disk: started';
  const disk = firmware === 'bios' ? makeBootDisk(folder, sentence) : `fat:rw:${makeEfiDisk(folder, loader, sentence)}`;
  machine = powerOn(room.lab, firmware, mac, folder, disk);
  await machine.off;
  expect(machine.console()).toContain(sentence);
  expect(await history(room)).toMatchObject([{ actionName: 'Local disk', outcome: 'started' }]);
});
