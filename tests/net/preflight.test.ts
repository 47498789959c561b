import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { inside, type Lab, openLab } from '../support/lab.ts';
import { end, spawnIn } from '../support/run.ts';

/**
 * Looking at a network before serving, with dnsmasq and Kea as the other server. Needs root,
 * iproute2, dnsmasq and Kea.
 */
let lab: Lab;
let folder: string;
let host: string;
let leases: string;
let other: ChildProcess | null = null;

const foreign = '10.77.0.3';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-preflight-'));
  leases = join(folder, 'leases');
  lab = openLab();
  host = lab.addHost('dhcp');
  inside(host, 'ip', 'address', 'add', `${foreign}/24`, 'dev', 'eth0');
});

afterEach(async () => {
  if (other) await end(other);
  other = null;
});

afterAll(() => {
  lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function startDnsmasq(...options: readonly string[]): Promise<void> {
  const quiet = '--keep-in-foreground --port=0 --no-hosts --no-resolv --conf-file=/dev/null --log-facility=- --no-ping';
  const where = ['--interface=eth0', `--dhcp-leasefile=${leases}`, '--user=root'];
  other = spawnIn(host, 'dnsmasq', [...quiet.split(' '), ...where, ...options]);
  await once(other.stderr ?? other, 'data');
}

/** Kea that gives addresses, and the boot file when there is one; returns when it listens. */
async function startKea(boot: object): Promise<void> {
  const pools = [{ pool: '10.77.0.170 - 10.77.0.180' }];
  const config = {
    'interfaces-config': { interfaces: ['eth0'] },
    'lease-database': { type: 'memfile', persist: false },
    subnet4: [{ id: 1, subnet: '10.77.0.0/24', pools, ...boot }],
    loggers: [{ name: 'kea-dhcp4', severity: 'INFO', output_options: [{ output: 'stdout', flush: true }] }],
  };
  const file = join(folder, 'kea.json');
  writeFileSync(file, JSON.stringify({ Dhcp4: config }));
  const env = { ...process.env, KEA_PIDFILE_DIR: folder, KEA_LOCKFILE_DIR: folder };
  other = spawnIn(host, 'kea-dhcp4', ['-c', file], env);
  const stdout = other.stdout;
  if (!stdout) throw new Error('Kea has no output');
  let said = '';
  while (!said.includes('DHCP4_STARTED')) said += String((await once(stdout, 'data'))[0]);
}

const commandLine = new URL('../../electron/cli/main.ts', import.meta.url).pathname;
const range = '--dhcp-range=10.77.0.150,10.77.0.160,1h';

/** The command's exit code and what it printed, read. */
async function preflight(): Promise<{ code: unknown; result: unknown }> {
  const args = [commandLine, '--data', join(folder, 'data'), '--json', 'preflight', '--card', lab.card];
  const child = spawnIn(lab.server, process.execPath, args);
  let out = '';
  child.stdout?.on('data', (data: Buffer) => {
    out += data.toString();
  });
  const [code] = await once(child, 'close');
  return { code, result: JSON.parse(out) };
}

it('a network without another server is green, and full mode is proposed', async () => {
  const findings = [{ level: 'green', what: { code: 'probe-none', card: lab.card } }];
  expect(await preflight()).toEqual({ code: 0, result: { level: 'green', mode: 'full', findings } });
});

it('a server that gives addresses alone is amber, proxy mode is proposed, and it gave no lease away', async () => {
  await startDnsmasq(range);
  const findings = [{ level: 'amber', what: { code: 'probe-addresses', address: foreign } }];
  expect(await preflight()).toEqual({ code: 0, result: { level: 'amber', mode: 'proxy', findings } });
  expect(readFileSync(leases, 'latin1')).toBe('');
});

it.each([
  ['that also gives boot files', 'probe-both', [range, '--dhcp-boot=other.efi']],
  [
    'that gives boot files beside another',
    'probe-boot-files',
    ['--dhcp-range=10.77.0.0,proxy', '--pxe-service=x86PC,Other,other'],
  ],
])('a server %s is red, and the command ends with 1', async (_, code, options) => {
  await startDnsmasq(...options);
  const findings = [{ level: 'red', what: { code, address: foreign } }];
  expect(await preflight()).toEqual({ code: 1, result: { level: 'red', mode: null, findings } });
});

it.each([
  ['gives addresses alone is amber', {}, 0, 'amber', 'probe-addresses'],
  ['gives boot files too is red', { 'boot-file-name': 'other.efi' }, 1, 'red', 'probe-both'],
])('a Kea that %s', async (_, boot, exit, level, code) => {
  await startKea(boot);
  const findings = [{ level, what: { code, address: foreign } }];
  expect(await preflight()).toMatchObject({ code: exit, result: { level, findings } });
});

it('a port that another program holds is red, with the name of the program', async () => {
  const quiet = '--keep-in-foreground --port=0 --conf-file=/dev/null --log-facility=- --user=root';
  other = spawnIn(lab.server, 'dnsmasq', [...quiet.split(' '), '--enable-tftp', `--tftp-root=${folder}`]);
  await once(other.stderr ?? other, 'data');
  const { code, result } = await preflight();
  expect(code).toBe(1);
  expect(result).toMatchObject({ level: 'red', mode: null });
  expect(JSON.stringify(result)).toMatch(/UDP port 69.*dnsmasq/);
});
