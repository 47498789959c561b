import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Remedy } from '../../electron/contract/model.ts';
import { type MachineClass, openClass } from '../support/class.ts';
import { type Lab, openLab } from '../support/lab.ts';
import { type Follower, type Rollcall, serve } from '../support/rollcall.ts';

/** A machine whose network driver loses its way in large downloads. Needs root and iproute2. */
/** More than sockets hold on their way, so that a machine that stops reading has not had it all. */
const kernelBytes = 64_000_000;

let lab: Lab;
let folder: string;
let rollcall: Rollcall;
let machines: MachineClass;
let log: Follower;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-stall-'));
  lab = openLab();
  rollcall = await serve(lab, join(folder, 'data'));
  const kernel = join(folder, 'vmlinuz');
  writeFileSync(kernel, '');
  truncateSync(kernel, kernelBytes);
  await rollcall.run('action', 'add', '--name', 'Large', '--kind', 'linux', '--set', `kernel=${kernel}`);
  machines = openClass(lab);
  for (const [number, name] of [
    [0, 'PC-01'],
    [1, 'PC-02'],
  ] as const)
    await rollcall.run('computer', 'add', '--mac', machines.machine(number).mac, '--name', name, '--default', 'Large');
  log = await rollcall.follow();
});

afterAll(async () => {
  await log?.close();
  await machines?.close();
  await rollcall?.stop();
  lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

const remedy = async (name: string) => (await rollcall.run('remedy', name)) as Remedy;

it('a machine that gives up a large download is sent files slowly from its next start on', async () => {
  const machine = machines.machine(0);
  await machine.bootToScript();
  await machine.loadFiles(30);
  await machine.reportFailed('0x4c126035');
  await log.until('the download broke', ({ fact }) => fact.kind === 'file-failed', 10_000);
  await machine.pullThePlug();

  await machine.bootToScript();
  const said = await log.until('it is said', ({ fact }) => fact.kind === 'remedy', 10_000);
  expect(said.text).toContain('from now on it is sent files slowly');
  const from = log.lines.at(-1)?.id ?? 0;
  await machine.loadFiles(10);
  await machine.pullThePlug();
  const slow = await log.until('it broke', ({ id, fact }) => id > from && fact.kind === 'file-failed', 10_000);
  expect(slow.fact.kind === 'file-failed' && slow.fact.sent).toBeLessThan(kernelBytes / 2);
  expect(await remedy('PC-01')).toMatchObject({ pace: 'gentle', paceBy: 'learnt' });
});

it('a machine that was only switched off in the middle is sent them as before, and after the second time slowly', async () => {
  const machine = machines.machine(1);
  for (const expected of ['full', 'full', 'gentle']) {
    await machine.askForAddress();
    expect(await remedy('PC-02')).toMatchObject({ pace: expected });
    await machine.takeLoader();
    await machine.takeScript();
    const from = log.lines.at(-1)?.id ?? 0;
    await machine.loadFiles(30);
    await machine.pullThePlug();
    await log.until(
      'it broke',
      ({ id, mac, fact }) => id > from && mac === machine.mac && fact.kind === 'file-failed',
      10_000,
    );
  }
});
