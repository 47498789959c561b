import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '../../electron/contract/api.ts';
import type { Exam, ExamRecordRow } from '../../electron/contract/exam.ts';
import { type MachineClass, openClass } from '../support/class.ts';
import { machineMac, macText } from '../support/dhcp-clients.ts';
import { inside, type Lab, openLab } from '../support/lab.ts';
import { type Rollcall, runCommand, serve } from '../support/rollcall.ts';

/**
 * An exam over three machines and a late one, from its start to its report, with the server killed in the middle. Each
 * test goes on where the one before it stopped. Needs root and iproute2.
 */
const pin = ['--pin', '4711'];
const names = ['PC-01', 'PC-02', 'PC-03', 'PC-04'];

let lab: Lab;
let folder: string;
let machines: MachineClass;
let rollcall: Rollcall;

const boot = (number: number) => machines.machine(number).bootToScript();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-exam-'));
  lab = openLab();
  const rows = names.map((name, number) => {
    const place = number < 3 ? `B12,1,${number + 1}` : ',,';
    return `${macText(machineMac(number))},${name},${place},`;
  });
  const csv = ['MAC,name,room,row,column,default action', ...rows, ''].join('\n');
  writeFileSync(join(folder, 'room.csv'), csv);
  const script = '#!ipxe\necho ${exam} at ${exam-portal}\necho for ${candidate}\nshell\n';
  const command = (...words: string[]) => runCommand(lab, folder, words);
  await command('room', 'add', 'B12');
  await command('import', join(folder, 'room.csv'));
  await command('action', 'add', '--name', 'Kiosk', '--kind', 'script', '--set', `text=${script}`);
  rollcall = await serve(lab, folder, '--router', '10.77.0.254', '--dns', '10.77.0.253');
  machines = openClass(lab);
});

afterAll(async () => {
  await machines?.close();
  await rollcall?.stop();
  lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a real DHCP client is told of the network, in the name of a machine. */
function networkGiven(name: string, mac: string): string {
  const host = lab.addHost(name);
  inside(host, 'ip', 'link', 'set', 'eth0', 'address', mac);
  const tell = join(folder, 'tell.sh');
  writeFileSync(tell, '#!/bin/sh\n[ "$1" != bound ] || echo "router=$router dns=$dns"\n', { mode: 0o755 });
  return inside(host, 'busybox', 'udhcpc', '-i', 'eth0', '-f', '-n', '-q', '-t', '10', '-T', '1', '-s', tell).trim();
}

describe('an exam in a room', () => {
  it('boots every seat into it once it has begun', async () => {
    const start = ['exam', 'start', 'Maths', '--room', 'B12', '--action', 'Kiosk', '--for', '2h'];
    const portal = ['--portal', 'http://10.77.0.5/exam', '--closed-network', '--wake'];
    const candidates = ['--variable', 'PC-01:candidate=4711,PC-02:candidate=4712,PC-03:candidate=4713'];
    const exam = (await rollcall.run(...start, ...portal, ...candidates, ...pin)) as Exam;
    expect(exam.seats.map(({ name }) => name)).toEqual(names.slice(0, 3));
    for (const number of [0, 1, 2]) expect(await boot(number)).toContain('echo Maths at http://10.77.0.5/exam');
  });

  it('tells its seats neither a router nor a DNS server, and others both', () => {
    expect(networkGiven('seat', macText(machineMac(0)))).toBe('router= dns=');
    expect(networkGiven('other', '52:54:00:00:0a:0a')).toBe('router=10.77.0.254 dns=10.77.0.253');
  });

  it('brings a machine back that is restarted in the middle', async () => {
    await machines.machine(1).pullThePlug();
    expect(await boot(1)).toMatch(/echo Maths at .*\necho for 4712\n/);
  });

  it('lets another task of a seat wait', async () => {
    await rollcall.run('task', 'add', '--computer', 'PC-03', '--action', 'iPXE shell', '--for', '4h');
    const tasks = (await rollcall.run('task', 'list', '--computer', 'PC-03')) as TaskView[];
    expect(tasks.find(({ actionName }) => actionName === 'iPXE shell')?.held).toBe(true);
    expect(await boot(2)).toContain('echo Maths');
  });

  it('goes on after the server was killed and started again', async () => {
    const gone = once(rollcall.process, 'exit');
    process.kill(rollcall.process.pid ?? 0, 'SIGKILL');
    await gone;
    rollcall = await serve(lab, folder);
    expect(await boot(0)).toContain('echo Maths');
  });

  it('takes a new portal in the middle by its PIN, and does not open its network', async () => {
    const set = ['exam', 'set', 'Maths', '--portal', 'http://10.77.0.6/exam'];
    await expect(rollcall.run(...set, '--pin', '0000')).rejects.toThrow('not the PIN');
    await expect(rollcall.run(...set, '--open-network', ...pin)).rejects.toThrow('runs');
    await rollcall.run(...set, ...pin);
    expect(await boot(0)).toContain('echo Maths at http://10.77.0.6/exam');
  });

  it('takes a late seat', async () => {
    await rollcall.run('exam', 'join', 'Maths', 'PC-04');
    expect(await boot(3)).toContain('echo Maths');
  });

  it('gives one seat more time, by its PIN alone', async () => {
    const extend = ['exam', 'extend', 'Maths', '--minutes', '20', '--computer', 'PC-02'];
    await expect(rollcall.run(...extend, '--pin', '0000')).rejects.toThrow('not the PIN');
    const exam = (await rollcall.run(...extend, ...pin)) as Exam;
    expect(exam.seats.map(({ notAfter }) => notAfter - exam.notAfter)).toEqual([0, 1_200_000, 0, 0]);
  });

  it('ends: the defaults are back, and the task that waited is taken', async () => {
    await rollcall.run('exam', 'end', 'Maths', ...pin);
    expect(await boot(0)).toContain('Local disk');
    expect(await boot(2)).toContain('iPXE shell');
  });

  it('has every boot of it in its report, with the hash of what was served', async () => {
    const rows = (await rollcall.run('exam', 'report', 'Maths')) as ExamRecordRow[];
    const boots = names.map((name) => rows.filter((row) => row.computerName === name).length);
    expect(boots).toEqual([3, 2, 2, 1]);
    expect(rows.map(({ reason, actionName }) => [reason, actionName])).toEqual(rows.map(() => ['exam', 'Kiosk']));
    expect(rows.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256 ?? ''))).toBe(true);
  });
});
