import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { inside, type Lab, openLab } from '../support/lab.ts';
import { end, spawnIn } from '../support/run.ts';

/** Looking at a network before serving, with dnsmasq as the other server. Needs root, iproute2 and dnsmasq. */
let lab: Lab;
let folder: string;
let host: string;
let leases: string;
let dnsmasq: ChildProcess | null = null;

const foreign = '10.77.0.3';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-preflight-'));
  leases = join(folder, 'leases');
  lab = openLab();
  host = lab.addHost('dhcp');
  inside(host, 'ip', 'address', 'add', `${foreign}/24`, 'dev', 'eth0');
});

afterEach(async () => {
  if (dnsmasq) await end(dnsmasq);
  dnsmasq = null;
});

afterAll(() => {
  lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function startDnsmasq(...options: readonly string[]): Promise<void> {
  const quiet = '--keep-in-foreground --port=0 --no-hosts --no-resolv --conf-file=/dev/null --log-facility=- --no-ping';
  const where = ['--interface=eth0', `--dhcp-leasefile=${leases}`, '--user=root'];
  dnsmasq = spawnIn(host, 'dnsmasq', [...quiet.split(' '), ...where, ...options]);
  await once(dnsmasq.stderr ?? dnsmasq, 'data');
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

it('a port that another program holds is red, with the name of the program', async () => {
  const quiet = '--keep-in-foreground --port=0 --conf-file=/dev/null --log-facility=- --user=root';
  dnsmasq = spawnIn(lab.server, 'dnsmasq', [...quiet.split(' '), '--enable-tftp', `--tftp-root=${folder}`]);
  await once(dnsmasq.stderr ?? dnsmasq, 'data');
  const { code, result } = await preflight();
  expect(code).toBe(1);
  expect(result).toMatchObject({ level: 'red', mode: null });
  expect(JSON.stringify(result)).toMatch(/UDP port 69.*dnsmasq/);
});
