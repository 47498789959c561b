import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '../../../electron/contract/api.ts';
import type { ExamRecordRow } from '../../../electron/contract/exam.ts';
import type { HistoryEntry } from '../../../electron/contract/model.ts';
import { type Lab, openLab } from '../../support/lab.ts';
import { makeTestLinux } from '../../support/linux.ts';
import { type Machine, type MachineFirmware, powerOn } from '../../support/machine.ts';
import { type Rollcall, runCommand, serve } from '../../support/rollcall.ts';

/**
 * An exam over three machines with real firmware and a late one. Each test goes on where the one before it stopped. The
 * Linux that they boot says what brought it there, and switches its machine off: the next start is a pupil's restart.
 */
const seats = [
  ['PC-01', '52:54:00:00:01:01', 'bios'],
  ['PC-02', '52:54:00:00:01:02', 'uefi'],
  ['PC-03', '52:54:00:00:01:03', 'uefi'],
  ['PC-04', '52:54:00:00:01:04', 'uefi'],
] as const satisfies readonly (readonly [string, string, MachineFirmware])[];
type Name = (typeof seats)[number][0];

const pin = ['--pin', '4711'];
const inExam = 'test linux: reported, marker exam-Maths';

let lab: Lab;
let folder: string;
let rollcall: Rollcall;
const running = new Set<Machine>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-exam-boot-'));
  lab = openLab();
  const linux = makeTestLinux(folder);
  const data = join(folder, 'data');
  const command = (...words: string[]) => runCommand(lab, data, words);
  const action = (name: string, marker: string) => {
    const cmdline = `cmdline=console=ttyS0 quiet marker=${marker} rollcall.running=\${running}`;
    const set = [`kernel=${linux.kernel}`, `initrd=${linux.initrd}`, cmdline].flatMap((each) => ['--set', each]);
    return command('action', 'add', '--name', name, '--kind', 'linux', ...set);
  };
  await action('Exam Linux', 'exam-${exam}');
  await action('Usual Linux', 'usual');
  await action('Other Linux', 'other');
  await command('room', 'add', 'B12', '--default', 'Usual Linux');
  const rows = seats.map(([name, mac], index) => `${mac},${name},${index < 3 ? `B12,1,${index + 1}` : ',,'},\n`);
  const list = join(folder, 'room.csv');
  writeFileSync(list, `MAC,name,room,row,column,default action\n${rows.join('')}`);
  await command('import', list);
  rollcall = await serve(lab, data);
});

afterAll(async () => {
  await Promise.all([...running].map((machine) => machine.close()));
  await rollcall?.stop();
  lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Powers a machine on and waits until its Linux has reported and switched it off; what its serial port said. */
async function boot(name: Name): Promise<string> {
  const [, mac, firmware] = seats[Number(name.at(-1)) - 1] ?? seats[0];
  const machine = powerOn(lab, firmware, mac, folder);
  running.add(machine);
  await machine.off;
  running.delete(machine);
  return machine.console();
}

describe('an exam on machines with real firmware', () => {
  it('boots every seat into it once it has begun', async () => {
    await rollcall.run('exam', 'start', 'Maths', '--room', 'B12', '--action', 'Exam Linux', '--for', '2h', ...pin);
    for (const said of await Promise.all([boot('PC-01'), boot('PC-02'), boot('PC-03')])) expect(said).toContain(inExam);
  });

  it('brings a restarted machine back, and lets the task of another one wait', async () => {
    await rollcall.run('task', 'add', '--computer', 'PC-03', '--action', 'Other Linux', '--for', '4h');
    const tasks = (await rollcall.run('task', 'list', '--computer', 'PC-03')) as TaskView[];
    expect(tasks.find(({ actionName }) => actionName === 'Other Linux')?.held).toBe(true);
    for (const said of await Promise.all([boot('PC-02'), boot('PC-03')])) expect(said).toContain(inExam);
  });

  it('goes on after the server was killed in the middle and started again, and takes a late seat', async () => {
    const gone = once(rollcall.process, 'exit');
    process.kill(rollcall.process.pid ?? 0, 'SIGKILL');
    await gone;
    rollcall = await serve(lab, join(folder, 'data'));
    await rollcall.run('exam', 'join', 'Maths', 'PC-04');
    for (const said of await Promise.all([boot('PC-02'), boot('PC-04')])) expect(said).toContain(inExam);
  });

  it('ends: the default is back, and the task that waited is taken', async () => {
    await rollcall.run('exam', 'end', 'Maths', ...pin);
    const [usual, waited] = await Promise.all([boot('PC-02'), boot('PC-03')]);
    expect(usual).toContain('test linux: reported, marker usual');
    expect(waited).toContain('test linux: reported, marker other');
  });

  it('has every boot of it in its record, each with the hash of its script and the report of its system', async () => {
    const rows = (await rollcall.run('exam', 'report', 'Maths')) as ExamRecordRow[];
    const boots = seats.map(([name]) => rows.filter(({ computerName }) => computerName === name).length);
    expect(boots).toEqual([1, 3, 2, 1]);
    expect(rows.map(({ reason, outcome }) => [reason, outcome])).toEqual(rows.map(() => ['exam', 'running']));
    const entries = (await rollcall.run('history', 'list')) as HistoryEntry[];
    const hashes = entries.map(({ script }) => createHash('sha256').update(script).digest('hex'));
    expect(hashes).toEqual(expect.arrayContaining(rows.map(({ sha256 }) => sha256)));
    for (const { files } of rows) expect(files.map(({ sha256 }) => sha256?.length)).toEqual([64, 64]);
  });

  it.for(['csv', 'html'])('writes the whole record as %s', async (form) => {
    const rows = (await rollcall.run('exam', 'report', 'Maths')) as ExamRecordRow[];
    const file = join(folder, `maths.${form}`);
    await rollcall.run('exam', 'report', 'Maths', `--${form}`, file);
    const written = readFileSync(file, 'utf8');
    for (const { sha256 } of rows) expect(written).toContain(sha256 ?? 'a hash');
  });
});
