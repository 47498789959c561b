import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Explanation } from '../../electron/contract/diagnosis.ts';
import { type MachineClass, openClass } from '../support/class.ts';
import { inside, type Lab, openLab } from '../support/lab.ts';
import { type Follower, type Rollcall, serve } from '../support/rollcall.ts';
import { end, spawnIn } from '../support/run.ts';

/**
 * Machines that do not boot, on real sockets: a plug that is pulled in a download, and dnsmasq as a second server that
 * wins a machine for which there is no address left. Needs root, iproute2 and dnsmasq.
 */
let lab: Lab;
let folder: string;
let machines: MachineClass;
let rollcall: Rollcall;
let log: Follower;
let dnsmasq: ChildProcess | null = null;

const foreign = '10.77.0.3';

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
  if (dnsmasq) await end(dnsmasq);
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

it('a machine that took the offer of dnsmasq is explained by that server, and by the range that is full', async () => {
  const host = lab.addHost('dhcp');
  inside(host, 'ip', 'address', 'add', `${foreign}/24`, 'dev', 'eth0');
  const quiet = '--keep-in-foreground --port=0 --no-hosts --no-resolv --conf-file=/dev/null --log-facility=- --no-ping';
  const range = ['--interface=eth0', '--dhcp-range=10.77.0.150,10.77.0.160,1h', '--dhcp-leasefile=/dev/null'];
  dnsmasq = spawnIn(host, 'dnsmasq', [...quiet.split(' '), ...range, '--dhcp-authoritative', '--user=root']);
  await once(dnsmasq.stderr ?? dnsmasq, 'data');

  const machine = machines.machine(1);
  expect(await machine.askForAddress()).toMatch(/^10\.77\.0\.15\d$/);
  const lost = await log.until(
    'it takes the offer of the other server',
    ({ fact }) => fact.kind === 'ignored' && fact.why.code === 'dhcp-other-offer',
    20_000,
  );
  const { findings } = await explain(machine.mac);
  // Which is told first follows the order in which its questions were taken: both may have come in one turn.
  expect(findings.map(({ cause }) => cause.code).sort()).toEqual(['other-server-won', 'range-full']);
  const won = findings.find(({ cause }) => cause.code === 'other-server-won');
  expect(won?.cause).toEqual({ code: 'other-server-won', server: foreign });
  expect(won?.evidence).toContain(lost.id);
});
