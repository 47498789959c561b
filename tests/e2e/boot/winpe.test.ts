import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Task } from '../../../electron/contract/model.ts';
import { makeWimbootStandIn } from '../../support/wimboot-stand-in.ts';
import { bootOnce, type Classroom, history, openClassroom, printTimings } from './room.ts';

let room: Classroom | null = null;

afterEach(async () => {
  await room?.close();
  room = null;
});

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** What the machine says that it was handed, by name. */
function handedOver(console: string): Record<string, string> {
  const found = console.matchAll(/handed over: ([0-9a-f]{64}) {2}(\S+)/g);
  return Object.fromEntries([...found].map(([, hash, name]) => [name ?? '', hash ?? '']));
}

it('Windows PE: every file reaches the machine whole and by its name, the answer file made for it', async () => {
  room = await openClassroom();
  const { folder, rollcall } = room;
  const put = (name: string, bytes: Buffer): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const wim = put('boot.wim', Buffer.alloc(3_000_001, 'WIM of a test '));
  const driver = put('e1d.sys', Buffer.from([0x4d, 0x5a, 0, 255]));
  const wimboot = makeWimbootStandIn({ kernel: join(folder, 'vmlinuz'), initrd: join(folder, 'initrd.img') }, folder);
  const answer = `<unattend><Name>\${computername}</Name><Owner>\${owner}</Owner></unattend>`;
  for (const task of (await rollcall.run('task', 'list')) as Task[]) await rollcall.run('task', 'cancel', `${task.id}`);
  await rollcall.run('computer', 'set', 'PC-02', '--var', 'owner=R&D');
  const answerFile = put('answer.xml', Buffer.from(answer));
  const given = { wim, wimboot, files: driver, index: '2', options: 'gui' };
  const parameters = Object.entries(given).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  await rollcall.run(
    'action',
    'add',
    '--name',
    'WinPE',
    '--kind',
    'winpe',
    ...parameters,
    '--set-file',
    `answerFile=${answerFile}`,
  );
  await rollcall.run('task', 'add', '--computer', 'PC-02', '--action', 'WinPE', '--from', 'now', '--for', '2h');

  const started = await bootOnce(room, 'bios');
  printTimings('Windows PE by BIOS, a kernel in the place of wimboot:', started);
  expect(started.console).toMatch(/command line: .*gui index=2/);
  const handed = handedOver(started.console);
  expect(handed).toMatchObject({
    'boot.wim': sha256(readFileSync(wim)),
    'e1d.sys': sha256(readFileSync(driver)),
    'unattend.xml': sha256('<unattend><Name>PC-02</Name><Owner>R&amp;D</Owner></unattend>'),
  });
  expect(Object.keys(handed).sort()).toEqual([
    'boot.wim',
    'e1d.sys',
    'rollcall-report.vbs',
    'startnet.cmd',
    'unattend.xml',
    'winpeshl.ini',
  ]);
  expect(await history(room)).toMatchObject([{ actionName: 'WinPE', outcome: 'running' }]);
});
