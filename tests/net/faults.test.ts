import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandOutput } from '../../electron/contract/api.ts';
import { type MachineClass, openClass } from '../support/class.ts';
import { inside, type Lab, openLab } from '../support/lab.ts';
import { type Rollcall, runCommand, serve } from '../support/rollcall.ts';
import { end, run, spawnIn } from '../support/run.ts';

/** What happens to a laptop in a classroom, on real sockets, a real card and a real disk. Needs root and iproute2. */
let lab: Lab;
let folder: string;
let rollcall: Rollcall | null = null;
let machines: MachineClass | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-faults-'));
  lab = openLab();
});

afterEach(async () => {
  await machines?.close();
  machines = null;
  await rollcall?.stop();
  rollcall = null;
  lab.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(dataFolder = join(folder, 'data')): Promise<Rollcall> {
  rollcall = await serve(lab, dataFolder);
  return rollcall;
}

async function service({ run: command }: Rollcall) {
  return ((await command('status')) as CommandOutput<'status'>).service;
}

/** Resolves when the program has printed these words, after `from` characters of its output. */
async function said(program: Rollcall, words: string, from = 0): Promise<void> {
  while (!program.output().slice(from).includes(words)) {
    const { stdout, stderr } = program.process;
    await Promise.race([once(stdout!, 'data'), once(stderr!, 'data'), once(program.process, 'exit')]);
    if (program.process.exitCode !== null) throw new Error(`it ended: ${program.output()}`);
  }
}

describe('the card', () => {
  it('whose cable is pulled is said to have no link, and a download goes on when it is back', async () => {
    const kernel = join(folder, 'vmlinuz');
    writeFileSync(kernel, '');
    truncateSync(kernel, 64_000_000);
    const program = await start();
    machines = openClass(lab);
    const machine = machines.machine(0);
    await program.run('action', 'add', '--name', 'Lab Linux', '--kind', 'linux', '--set', `kernel=${kernel}`);
    await program.run('computer', 'add', '--mac', machine.mac, '--name', 'PC-01', '--default', 'Lab Linux');
    await machine.bootToScript();
    await machine.loadFiles(40);
    inside(lab.machines, 'ip', 'link', 'set', 'vroom0', 'down');
    await said(program, 'The card room0 has no link: check the cable and the switch.');
    const before = program.output().length;
    inside(lab.machines, 'ip', 'link', 'set', 'vroom0', 'up');
    await said(program, 'Serving on room0', before);
    await machine.loadFiles();
    await machine.reportRunning();
    expect(await service(program)).toMatchObject({ state: 'serving', address: lab.address, warnings: [] });
  });

  it('whose address changes is served from the new one, and no machine is told the old one', async () => {
    const program = await start();
    inside(lab.server, 'ip', 'address', 'del', '10.77.0.1/24', 'dev', 'room0');
    inside(lab.server, 'ip', 'address', 'add', '10.77.0.9/24', 'dev', 'room0');
    await said(program, '10.77.0.9');
    const client = lab.addHost('client');
    const one = new URL('../support/one-machine.ts', import.meta.url).pathname;
    const heard = JSON.parse(inside(client, process.execPath, one, 'eth0', '1', '5')) as {
      answer: { message: string; server: string };
    };
    expect(heard.answer).toMatchObject({ message: 'ack', server: '10.77.0.9' });
  });

  it('whose cable is plugged in is the one that a person who asks is named', async () => {
    inside(lab.machines, 'ip', 'link', 'set', 'vother0', 'down');
    const program = new URL('../../electron/cli/main.ts', import.meta.url).pathname;
    const words = [program, '--data', join(folder, 'data'), 'cards', '--wait'];
    const child = spawnIn(lab.server, process.execPath, words);
    await once(child.stderr!, 'data');
    inside(lab.machines, 'ip', 'link', 'set', 'vother0', 'up');
    const [said] = await once(child.stdout!, 'data');
    expect(String(said)).toBe('other0 is the card that was plugged in.\n');
    await once(child, 'close');
  });

  it('that is taken out stops the service with one sentence, and serves on when it is back', async () => {
    const program = await start();
    inside(lab.server, 'ip', 'link', 'delete', 'room0');
    await said(program, 'The card room0 is gone. Plug it and its cable in again');
    const before = program.output().length;
    run(
      'ip',
      '-n',
      lab.server,
      'link',
      'add',
      'room0',
      'type',
      'veth',
      'peer',
      'name',
      'vroom0',
      'netns',
      lab.machines,
    );
    inside(lab.machines, 'ip', 'link', 'set', 'vroom0', 'master', 'br0', 'up');
    run('ip', '-n', lab.server, 'link', 'set', 'room0', 'up');
    run('ip', '-n', lab.server, 'address', 'add', '10.77.0.1/24', 'dev', 'room0');
    await said(program, 'Serving', before);
    machines = openClass(lab);
    await machines.machine(0).bootThrough();
  });
});

describe('the laptop', () => {
  it('that sleeps for a minute says so, ends the windows that passed, and serves on', async () => {
    const program = await start();
    const kernel = join(folder, 'vmlinuz');
    writeFileSync(kernel, 'kernel');
    machines = openClass(lab);
    await program.run('action', 'add', '--name', 'Lab Linux', '--kind', 'linux', '--set', `kernel=${kernel}`);
    await program.run('computer', 'add', '--mac', machines.machine(0).mac, '--name', 'PC-01');
    await program.run('task', 'add', '--computer', 'PC-01', '--action', 'Lab Linux', '--for', '30s');
    const asleep = spawnIn(lab.server, 'sleep', ['61']);
    process.kill(program.process.pid!, 'SIGSTOP');
    await once(asleep, 'exit');
    process.kill(program.process.pid!, 'SIGCONT');
    await said(program, 'or its clock was set: serving goes on.');
    expect(await program.run('task', 'list')).toMatchObject([{ state: 'missed' }]);
    expect(await machines.machine(0).bootToScript()).not.toContain('vmlinuz');
  }, 120_000);

  it('whose port 69 another program holds says which one, and how to go on', async () => {
    const words =
      '--keep-in-foreground --port=0 --conf-file=/dev/null --enable-tftp --user=root --pid-file= --log-facility=-';
    const where = [`--tftp-root=${folder}`, '--interface=room0', '--bind-interfaces'];
    const holder = spawnIn(lab.server, 'dnsmasq', [...words.split(' '), ...where]);
    await once(holder.stderr!, 'data');
    await expect(serve(lab, join(folder, 'data')).then(() => null)).rejects.toThrow(
      /UDP port 69 is already in use by dnsmasq \(process \d+\)\. Stop dnsmasq \(process \d+\), or use another card\./,
    );
    await end(holder);
  });

  it('whose user may not open the ports says what lets him', async () => {
    mkdirSync(join(folder, 'data'));
    chmodSync(folder, 0o777);
    chmodSync(join(folder, 'data'), 0o777);
    const program = new URL('../../electron/cli/main.ts', import.meta.url).pathname;
    const words = [process.execPath, program, 'serve', '--card', lab.card, '--data', join(folder, 'data')];
    const user = ['--reuid=65534', '--regid=65534', '--clear-groups'];
    const child = spawnIn(lab.server, 'setpriv', [...user, ...words]);
    let err = '';
    child.stderr?.on('data', (data: Buffer) => {
      err += data.toString();
    });
    const [code] = await once(child, 'close');
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/port 69 .*administrator.*setcap/s) });
  });
});

describe('the disk of the data folder', () => {
  let disk: string;

  beforeEach(() => {
    disk = join(folder, 'disk');
    mkdirSync(disk);
    run('mount', '-t', 'tmpfs', '-o', 'size=24m', 'rollcall-test', disk);
  });

  // The program that holds files of the disk is ended before the disk goes.
  afterEach(async () => {
    await rollcall?.stop();
    rollcall = null;
    run('umount', disk);
  });

  it('that is full is said to be, machines boot on, and all is written', async () => {
    const program = await start(join(disk, 'data'));
    machines = openClass(lab);
    await machines.machine(0).bootThrough();
    const ballast = join(disk, 'ballast');
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 131_072));
    for (let number = 1; number <= 20; number += 1) await machines.machine(number).bootThrough();
    await said(
      program,
      'The disk of the data folder cannot be written to (database or disk is full): make room on it.',
    );
    expect(await service(program)).toMatchObject({ state: 'serving', warnings: [{ code: 'journal-stuck' }] });
    const before = program.output().length;
    truncateSync(ballast);
    await said(program, 'Serving on room0', before);
    expect(await service(program)).toMatchObject({ state: 'serving', warnings: [] });
    await program.stop();
    const computers = await runCommand(lab, join(disk, 'data'), ['computer', 'list']);
    expect(computers).toHaveLength(21);
  });

  it('that takes no writes keeps it from starting, with one sentence', async () => {
    await runCommand(lab, join(disk, 'data'), ['computer', 'list']);
    run('mount', '-o', 'remount,ro', disk);
    await expect(serve(lab, join(disk, 'data')).then(() => null)).rejects.toThrow(
      `Nothing can be written to the data folder ${join(disk, 'data')}: choose another`,
    );
  });
});
