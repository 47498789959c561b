import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../electron/contract/model.ts';
import { unpackedPackage } from '../../support/debian-package.ts';
import { installerSteps, kioskSteps, withLastSteps } from '../../support/installer.ts';
import { type Lab, openLab } from '../../support/lab.ts';
import { makeTestLinux, type TestLinux } from '../../support/linux.ts';
import { makeLiveImage } from '../../support/live-image.ts';
import { type Machine, type MachineFirmware, powerOn } from '../../support/machine.ts';
import { type Rollcall, serve } from '../../support/rollcall.ts';
import { run } from '../../support/run.ts';

/** The machines of one room, each with what it boots; they start side by side. */
const macs = {
  'PC-MEM-BIOS': '52:54:00:00:00:11',
  'PC-MEM-UEFI': '52:54:00:00:00:12',
  'PC-INSTALL': '52:54:00:00:00:13',
  'PC-LIVE': '52:54:00:00:00:14',
  'PC-KIOSK': '52:54:00:00:00:15',
} as const;
type Name = keyof typeof macs;

let folder: string;
let lab: Lab;
let linux: TestLinux;
let rollcall: Rollcall;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-linux-'));
  lab = openLab();
  linux = makeTestLinux(folder);
  rollcall = await serve(lab, join(folder, 'data'));
  const list = join(folder, 'computers.csv');
  writeFileSync(
    list,
    `mac,name\n${Object.entries(macs)
      .map(([name, mac]) => `${mac},${name}\n`)
      .join('')}`,
  );
  await rollcall.run('import', list);
});

afterAll(async () => {
  await rollcall?.stop();
  lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own for what a test makes. */
function own(name: string): string {
  const made = join(folder, name);
  mkdirSync(made);
  return made;
}

/** Gives the machine a task for an action of this kind. */
async function assign(name: Name, kind: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const set = Object.entries(settings).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  await rollcall.run('action', 'add', '--name', `for ${name}`, '--kind', kind, ...set);
  await rollcall.run('task', 'add', '--computer', name, '--action', `for ${name}`, '--from', 'now', '--for', '2h');
}

/** Powers a machine on, until the test is over. */
function start(name: Name, firmware: MachineFirmware, close: (end: () => Promise<void>) => void): Started {
  const port = own(`${name}-machine`);
  const machine = powerOn(lab, firmware, macs[name], port);
  close(() => machine.close());
  return { ...machine, folder: port };
}

interface Started extends Machine {
  /** Where its serial port writes. */
  readonly folder: string;
}

/** Waits until the machine's serial port has these words: each write to it changes a file of the folder. */
async function shows({ console: serial, folder: port }: Started, words: string): Promise<void> {
  const changes = watch(port, { signal: AbortSignal.timeout(200_000) });
  if (serial().includes(words)) return;
  try {
    for await (const _ of changes) if (serial().includes(words)) return;
  } catch {
    throw new Error(`“${words}” never came:\n${serial().slice(-2_000)}`);
  }
}

async function outcome(name: Name): Promise<string[]> {
  const entries = (await rollcall.run('history', 'list')) as readonly HistoryEntry[];
  return entries.filter(({ mac }) => mac === macs[name]).map((entry) => entry.outcome);
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe.concurrent('on machines that start side by side', () => {
  it.for([
    ['bios', 'PC-MEM-BIOS'],
    ['uefi', 'PC-MEM-UEFI'],
  ] as const)('Memtest86+ tests the memory of a machine with %s', async ([firmware, name], { onTestFinished }) => {
    const files = join(unpackedPackage('memtest86+'), 'boot');
    const settings = { bios: join(files, 'memtest86+x64.bin'), uefi: join(files, 'memtest86+x64.efi') };
    await assign(name, 'memtest', { ...settings, cmdline: 'console=ttyS0,115200' });
    await shows(start(name, firmware, onTestFinished), 'Memtest86+');
    expect(await outcome(name)).toEqual(['started']);
  });

  it('an installer gets the preseed file of its machine once, and tells that it runs', async ({ onTestFinished }) => {
    const initrd = withLastSteps(folder, 'installer', installerSteps);
    const preseed = 'd-i netcfg/get_hostname string ${hostname}';
    await assign('PC-INSTALL', 'debian-installer', { ...linux, initrd, preseed, cmdline: 'console=ttyS0 quiet' });
    const started = start('PC-INSTALL', 'bios', onTestFinished);
    await started.off;
    expect(started.console()).toContain('installer: d-i netcfg/get_hostname string pc-install');
    expect(started.console()).toContain('installer: refused the second time');
    expect(started.console()).toContain('installer: told');
    expect(await outcome('PC-INSTALL')).toEqual(['running']);
  });

  it('Debian live runs from the squashfs of its image, and its live-config tells that it runs', async ({
    onTestFinished,
  }) => {
    const content = Buffer.alloc(3_000_001, 'content of the test ');
    const image = makeLiveImage(own('live'), content);
    await assign('PC-LIVE', 'debian-live', { image, cmdline: 'console=ttyS0 quiet' });
    const started = start('PC-LIVE', 'bios', onTestFinished);
    await started.off;
    expect(started.console()).toContain('live: root is overlay');
    expect(started.console()).toContain(`live: ${sha256(content)}`);
    expect(started.console()).toContain('live: root can be written');
    expect(await outcome('PC-LIVE')).toEqual(['running']);
  });

  it('a kiosk finds its modules at the root of the server and its settings for its machine', async ({
    onTestFinished,
  }) => {
    const made = own('kiosk');
    const medium = join(made, 'medium');
    for (const each of ['boot/pxelinux.cfg', 'docs', 'xzm']) mkdirSync(join(medium, each), { recursive: true });
    writeFileSync(join(medium, 'boot/vmlinuz'), readFileSync(linux.kernel));
    writeFileSync(join(medium, 'boot/initrd.xz'), readFileSync(withLastSteps(folder, 'kiosk-steps', kioskSteps)));
    writeFileSync(join(made, 'pxe-component'), 'PXE component\n');
    const packed = join(medium, 'boot/pxelinux.cfg/initrdpxe.xz');
    run('sh', '-c', 'cd "$1" && echo pxe-component | cpio --quiet -o -H newc -F "$2"', 'pack', made, packed);
    const parts = {
      'docs/kiosk.sgn': Buffer.alloc(5_000, 'sgn'),
      'xzm/000-kernel.xzm': Buffer.alloc(2_000_003, 'xzm'),
    };
    for (const [name, bytes] of Object.entries(parts)) writeFileSync(join(medium, name), bytes);
    const image = join(made, 'kiosk.iso');
    run('xorriso', '-as', 'mkisofs', '-quiet', '-J', '-R', '-o', image, medium);
    const homepage = 'https://exam.example/?seat=${name}';
    await assign('PC-KIOSK', 'kiosk', { image, homepage, cmdline: 'console=ttyS0 quiet' });
    const started = start('PC-KIOSK', 'bios', onTestFinished);
    await started.off;
    for (const [name, bytes] of Object.entries(parts))
      expect(started.console()).toContain(`kiosk: ${name} ${sha256(bytes)}`);
    expect(started.console()).toContain('kiosk: PXE component');
    expect(started.console()).toContain('kiosk: homepage https://exam.example/?seat=PC-KIOSK');
    expect(started.console()).toContain('kiosk: portal https://exam.example/?seat=PC-KIOSK');
    expect(started.console()).toContain('kiosk: nothing else');
  });
});
