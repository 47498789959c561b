import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Explanation } from '../../electron/contract/diagnosis.ts';
import { type MachineClass, openClass } from '../support/class.ts';
import { type Lab, openLab } from '../support/lab.ts';
import { type Follower, type Rollcall, serve } from '../support/rollcall.ts';

/** A machine that does not boot, on real sockets: a plug that is pulled in a download. Needs root and iproute2. */
let lab: Lab;
let folder: string;
let machines: MachineClass;
let rollcall: Rollcall;
let log: Follower;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-explain-'));
  lab = openLab();
  const kernel = join(folder, 'vmlinuz');
  writeFileSync(kernel, '');
  truncateSync(kernel, 200_000_000);
  rollcall = await serve(lab, join(folder, 'data'), '--range', '10.77.0.100-10.77.0.100');
  log = await rollcall.follow();
  machines = openClass(lab);
  await rollcall.run('action', 'add', '--name', 'Lab Linux', '--kind', 'linux', '--set', `kernel=${kernel}`);
  const computer = ['--mac', machines.machine(0).mac, '--name', 'PC-01', '--default', 'Lab Linux'];
  await rollcall.run('computer', 'add', ...computer);
});

afterAll(async () => {
  await machines?.close();
  await log?.close();
  await rollcall?.stop();
  lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

const explain = async (computer: string) => (await rollcall.run('explain', computer)) as Explanation;

it('a machine whose plug was pulled in a download closed the connection at so many per cent', async () => {
  const machine = machines.machine(0);
  await machine.bootToScript();
  await machine.loadFiles(40);
  await machine.pullThePlug();
  await log.until('the download ends', ({ fact }) => fact.kind === 'file-failed', 20_000);
  const { standing, findings } = await explain('PC-01');
  expect(standing).toBe('stopped');
  expect(findings[0]).toMatchObject({
    cause: { code: 'download-cut', file: 'vmlinuz' },
    certainty: 'certain',
    why: expect.stringMatching(/^The machine closed the connection at \d\d % of vmlinuz\.$/),
    lines: expect.arrayContaining([
      expect.objectContaining({ fact: expect.objectContaining({ kind: 'file-failed', file: 'vmlinuz' }) }),
    ]),
  });
});
