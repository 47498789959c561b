import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Task } from '../../../electron/contract/model.ts';
import { run } from '../../support/run.ts';
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

/** A room in which PC-02 has one task, this action; `prepare` makes its files and names its parameters. */
async function openWindowsRoom(kind: string, prepare: (folder: string) => Record<string, string>): Promise<Classroom> {
  const opened = await openClassroom();
  room = opened;
  const { folder, rollcall } = opened;
  const wimboot = makeWimbootStandIn({ kernel: join(folder, 'vmlinuz'), initrd: join(folder, 'initrd.img') }, folder);
  for (const task of (await rollcall.run('task', 'list')) as Task[]) await rollcall.run('task', 'cancel', `${task.id}`);
  await rollcall.run('computer', 'set', 'PC-02', '--var', 'owner=R&D');
  const { answerFile = '', ...given } = prepare(folder);
  const parameters = Object.entries({ ...given, wimboot }).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  const answer = ['--set-file', `answerFile=${put(folder, 'answer.xml', answerFile)}`];
  await rollcall.run('action', 'add', '--name', 'Windows', '--kind', kind, ...parameters, ...answer);
  await rollcall.run('task', 'add', '--computer', 'PC-02', '--action', 'Windows', '--from', 'now', '--for', '2h');
  return opened;
}

function put(folder: string, name: string, bytes: Buffer | string): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

const answer = `<unattend><Name>\${computername}</Name><Owner>\${owner}</Owner></unattend>`;
const filledAnswer = '<unattend><Name>PC-02</Name><Owner>R&amp;D</Owner></unattend>';
const bootWim = Buffer.alloc(3_000_001, 'WIM of a test ');

it('Windows PE: every file reaches the machine whole and by its name, the answer file made for it', async () => {
  const driver = Buffer.from([0x4d, 0x5a, 0, 255]);
  const opened = await openWindowsRoom('winpe', (folder) => ({
    wim: put(folder, 'boot.wim', bootWim),
    files: put(folder, 'e1d.sys', driver),
    index: '2',
    options: 'gui',
    answerFile: answer,
  }));

  const started = await bootOnce(opened, 'bios');
  printTimings('Windows PE by BIOS, a kernel in the place of wimboot:', started);
  expect(started.console).toMatch(/command line: .*gui index=2/);
  const handed = handedOver(started.console);
  expect(handed).toMatchObject({
    'boot.wim': sha256(bootWim),
    'e1d.sys': sha256(driver),
    'unattend.xml': sha256(filledAnswer),
  });
  expect(Object.keys(handed).sort()).toEqual([
    'boot.wim',
    'e1d.sys',
    'rollcall-report.vbs',
    'startnet.cmd',
    'unattend.xml',
    'winpeshl.ini',
  ]);
  expect(await history(opened)).toMatchObject([{ actionName: 'Windows', outcome: 'running' }]);
});

it('Windows installation: what it boots and what it applies come whole out of the ISO, the answer file once', async () => {
  const installWim = Buffer.alloc(5_000_003, 'install of a test ');
  const opened = await openWindowsRoom('windows-setup', (folder) => {
    mkdirSync(join(folder, 'medium/sources'), { recursive: true });
    put(folder, 'medium/sources/boot.wim', bootWim);
    put(folder, 'medium/sources/install.wim', installWim);
    const image = join(folder, 'windows.iso');
    run('xorriso', '-as', 'mkisofs', '-quiet', '-J', '-R', '-o', image, join(folder, 'medium'));
    return { image, answerFile: answer };
  });

  const started = await bootOnce(opened, 'bios');
  printTimings('Windows installation by BIOS, a kernel in the place of wimboot:', started);
  const handed = handedOver(started.console);
  expect(handed).toMatchObject({ 'boot.wim': sha256(bootWim), 'unattend.xml': sha256(filledAnswer) });
  expect(Object.keys(handed)).toEqual(expect.arrayContaining(['disk-bios.txt', 'disk-uefi.txt', 'startnet.cmd']));
  expect(started.console).toContain(`fetched: ${sha256(installWim)}`);
  expect(started.console).toMatch(
    /asks for the answer file a second time\s+wget: server returned error: HTTP\/1\.1 410/,
  );
  expect(await history(opened)).toMatchObject([{ actionName: 'Windows', outcome: 'running' }]);
});
