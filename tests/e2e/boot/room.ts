import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogLine } from '../../../electron/contract/api.ts';
import type { HistoryEntry } from '../../../electron/contract/model.ts';
import { type Lab, openLab } from '../../support/lab.ts';
import { makeTestLinux } from '../../support/linux.ts';
import { type MachineFirmware, powerOn } from '../../support/machine.ts';
import { type Follower, type Rollcall, serve } from '../../support/rollcall.ts';

/** A machine of the test, known to Rollcall as PC-02 on seat 1,2. */
export const mac = '52:54:00:00:00:02';

export interface Classroom {
  readonly lab: Lab;
  readonly folder: string;
  readonly rollcall: Rollcall;
  readonly log: Follower;
  close(): Promise<void>;
}

/**
 * A lab with Rollcall serving, the actions "Lab Linux" (for the task) and "Usual Linux" (the machine's default), and the
 * machine. The commands are those of the README, word for word where it has them.
 */
export async function openClassroom(...options: readonly string[]): Promise<Classroom> {
  const lab = openLab();
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-boot-'));
  const linux = makeTestLinux(folder);
  const rollcall = await serve(lab, join(folder, 'data'), ...options);
  const files = ['--kind', 'linux', '--set', `kernel=${linux.kernel}`, '--set', `initrd=${linux.initrd}`];
  const cmdline = (marker: string) => [
    '--set',
    `cmdline=console=ttyS0 quiet marker=${marker} rollcall.running=\${running}`,
  ];
  await rollcall.run('action', 'add', '--name', 'Lab Linux', ...files, ...cmdline('task'));
  await rollcall.run('action', 'add', '--name', 'Usual Linux', ...files, ...cmdline('default'));
  await rollcall.run('computer', 'add', '--mac', mac, '--name', 'PC-02', '--room', 'B12', '--seat', '1,2');
  await rollcall.run('computer', 'set', 'PC-02', '--default', 'Usual Linux');
  await rollcall.run('task', 'add', '--computer', 'PC-02', '--action', 'Lab Linux', '--from', 'now', '--for', '2h');
  const log = await rollcall.follow();
  const close = async () => {
    await log.close();
    await rollcall.stop();
    lab.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { lab, folder, rollcall, log, close };
}

/** What one start of the machine came to. */
export interface Started {
  readonly lines: readonly LogLine[];
  readonly console: string;
}

/** Powers the machine on, waits until its Linux has reported, and until it is off. */
export async function bootOnce(room: Classroom, firmware: MachineFirmware, limit = 120_000): Promise<Started> {
  const before = room.log.lines.length;
  const machine = powerOn(room.lab, firmware, mac, room.folder);
  try {
    const reported = room.log.until(
      `${firmware}: the machine reports that it runs`,
      (line) => room.log.lines.indexOf(line) >= before && line.fact.kind === 'running' && line.fact.sign === 'report',
      limit,
    );
    const offTooSoon = machine.off.then(() => {
      if (!machine.console().includes('test linux: reported')) throw new Error('it went off without a report');
    });
    await Promise.race([reported, offTooSoon.then(() => reported)]);
    await machine.off;
  } catch (fault) {
    const tail = machine.console().slice(-3_000);
    throw new Error(`${fault instanceof Error ? fault.message : String(fault)}\nIts serial port:\n${tail}`);
  } finally {
    await machine.close();
  }
  return { lines: room.log.lines.slice(before), console: machine.console() };
}

export async function history(room: Classroom): Promise<HistoryEntry[]> {
  return (await room.rollcall.run('history', 'list')) as HistoryEntry[];
}

/** The kinds of the facts in their order, each once. */
export function stages(started: Started): string[] {
  return [...new Set(started.lines.map((line) => line.fact.kind))];
}

/** Prints each line with the seconds since the first, as a technician reads the log. */
export function printTimings(title: string, { lines }: Started): void {
  const zero = lines[0]?.at ?? 0;
  const rows = lines
    .filter((line) => line.fact.kind !== 'loader-line')
    .map((line) => `  ${((line.at - zero) / 1_000).toFixed(1).padStart(6)} s  ${line.text}`);
  console.log([title, ...rows].join('\n'));
}
