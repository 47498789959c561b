import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unpackedPackage } from '../../support/debian-package.ts';
import { installerSteps, kioskSteps, liveSteps, withLastSteps } from '../../support/installer.ts';
import { type Lab, openLab } from '../../support/lab.ts';
import { makeTestLinux } from '../../support/linux.ts';
import { type Machine, type MachineFirmware, powerOn } from '../../support/machine.ts';
import { type Rollcall, serve } from '../../support/rollcall.ts';
import { run } from '../../support/run.ts';

const mac = '52:54:00:00:00:02';

let folder: string;
let lab: Lab;
let rollcall: Rollcall;
let machine: Machine | null = null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-linux-'));
  lab = openLab();
  rollcall = await serve(lab, join(folder, 'data'));
});

afterEach(async () => {
  await machine?.close();
  machine = null;
  await rollcall.stop();
  lab.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Powers on a machine whose next boot is this action. */
async function boot(kind: string, settings: Readonly<Record<string, string>>, firmware: MachineFirmware) {
  const set = Object.entries(settings).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  await rollcall.run('action', 'add', '--name', 'Lab', '--kind', kind, ...set);
  await rollcall.run('computer', 'add', '--mac', mac, '--name', 'PC-02');
  await rollcall.run('task', 'add', '--computer', 'PC-02', '--action', 'Lab', '--from', 'now', '--for', '2h');
  machine = powerOn(lab, firmware, mac, folder);
  return machine;
}

/** Waits until the machine's serial port has these words: each write to it changes a file of the folder. */
async function shows({ console: serial }: Machine, words: string): Promise<void> {
  const changes = watch(folder, { signal: AbortSignal.timeout(120_000) });
  if (serial().includes(words)) return;
  try {
    for await (const _ of changes) if (serial().includes(words)) return;
  } catch {
    throw new Error(`“${words}” never came:\n${serial().slice(-2_000)}`);
  }
}

async function outcome(): Promise<string[]> {
  const entries = (await rollcall.run('history', 'list')) as readonly { readonly outcome: string }[];
  return entries.map((entry) => entry.outcome);
}

it.each([['bios'], ['uefi']] as const)('Memtest86+ tests the memory of a machine with %s', async (firmware) => {
  const files = join(unpackedPackage('memtest86+'), 'boot');
  const settings = { bios: join(files, 'memtest86+x64.bin'), uefi: join(files, 'memtest86+x64.efi') };
  const started = await boot('memtest', { ...settings, cmdline: 'console=ttyS0,115200' }, firmware);
  await shows(started, 'Memtest86+');
  expect(await outcome()).toEqual(['started']);
});

it('an installer gets the preseed file of its machine once, and tells that it runs', async () => {
  const { kernel } = makeTestLinux(folder);
  const initrd = withLastSteps(folder, 'installer', installerSteps);
  const settings = {
    kernel,
    initrd,
    preseed: 'd-i netcfg/get_hostname string ${hostname}',
    cmdline: 'console=ttyS0 quiet',
  };
  const started = await boot('debian-installer', settings, 'bios');
  await started.off;
  expect(started.console()).toContain('installer: d-i netcfg/get_hostname string pc-02');
  expect(started.console()).toContain('installer: refused the second time');
  expect(started.console()).toContain('installer: told');
  expect(await outcome()).toEqual(['running']);
});

it('a live system boots out of its image and fetches the rest of itself from there', async () => {
  const { kernel } = makeTestLinux(folder);
  const live = join(folder, 'medium/live');
  mkdirSync(live, { recursive: true });
  writeFileSync(join(live, 'vmlinuz'), readFileSync(kernel));
  writeFileSync(join(live, 'initrd.img'), readFileSync(withLastSteps(folder, 'live', liveSteps)));
  const squashfs = Buffer.alloc(3_000_001, 'squashfs of the test ');
  writeFileSync(join(live, 'filesystem.squashfs'), squashfs);
  const image = join(folder, 'live.iso');
  run('xorriso', '-as', 'mkisofs', '-quiet', '-J', '-R', '-o', image, join(folder, 'medium'));
  const started = await boot('debian-live', { image, cmdline: 'console=ttyS0 quiet' }, 'bios');
  await started.off;
  expect(started.console()).toContain(`live: ${createHash('sha256').update(squashfs).digest('hex')}`);
  expect(started.console()).toContain('live: told on 01-52-54-00-00-00-02 as pc-02');
  expect(await outcome()).toEqual(['running']);
});

it('a kiosk finds its modules at the root of the server and its settings for its machine', async () => {
  const { kernel } = makeTestLinux(folder);
  const medium = join(folder, 'medium');
  for (const each of ['boot/pxelinux.cfg', 'docs', 'xzm']) mkdirSync(join(medium, each), { recursive: true });
  writeFileSync(join(medium, 'boot/vmlinuz'), readFileSync(kernel));
  writeFileSync(join(medium, 'boot/initrd.xz'), readFileSync(withLastSteps(folder, 'kiosk', kioskSteps)));
  writeFileSync(join(folder, 'pxe-component'), 'PXE component\n');
  const packed = join(medium, 'boot/pxelinux.cfg/initrdpxe.xz');
  run('sh', '-c', 'cd "$1" && echo pxe-component | cpio --quiet -o -H newc -F "$2"', 'pack', folder, packed);
  const parts = { 'docs/kiosk.sgn': Buffer.alloc(5_000, 'sgn'), 'xzm/000-kernel.xzm': Buffer.alloc(2_000_003, 'xzm') };
  for (const [name, bytes] of Object.entries(parts)) writeFileSync(join(medium, name), bytes);
  const image = join(folder, 'kiosk.iso');
  run('xorriso', '-as', 'mkisofs', '-quiet', '-J', '-R', '-o', image, medium);
  const homepage = 'https://exam.example/?seat=${name}';
  const started = await boot('kiosk', { image, homepage, cmdline: 'console=ttyS0 quiet' }, 'bios');
  await started.off;
  for (const [name, bytes] of Object.entries(parts)) {
    expect(started.console()).toContain(`kiosk: ${name} ${createHash('sha256').update(bytes).digest('hex')}`);
  }
  expect(started.console()).toContain('kiosk: PXE component');
  expect(started.console()).toContain('kiosk: homepage https://exam.example/?seat=PC-02');
  expect(started.console()).toContain('kiosk: nothing else');
});
