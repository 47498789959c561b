import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inside, type Lab, openLab } from '../support/lab.ts';
import { serve } from '../support/rollcall.ts';
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

it('a server that gives addresses to machines of its list alone is found by asking as one that has its address', async () => {
  await startDnsmasq('--dhcp-range=10.77.0.0,static');
  const findings = [{ level: 'amber', what: { code: 'probe-addresses', address: foreign } }];
  expect(await preflight()).toMatchObject({ code: 0, result: { level: 'amber', mode: 'proxy', findings } });
});

describe('a router that answers', () => {
  beforeAll(() => inside(lab.server, 'ip', 'route', 'add', 'default', 'via', foreign));
  afterAll(() => inside(lab.server, 'ip', 'route', 'del', 'default'));

  it('is amber, as an address of the range that somebody has already, and no mode is proposed', async () => {
    inside(host, 'ip', 'address', 'add', '10.77.0.150/24', 'dev', 'eth0');
    const mac = inside(host, 'cat', '/sys/class/net/eth0/address').trim();
    const { code, result } = await preflight();
    inside(host, 'ip', 'address', 'del', '10.77.0.150/24', 'dev', 'eth0');
    const findings = [
      { level: 'amber', what: { code: 'range-in-use', count: 1, address: '10.77.0.150', mac } },
      { level: 'green' },
      { level: 'amber', what: { code: 'probe-router', address: foreign, card: lab.card } },
    ];
    expect([code, result]).toMatchObject([0, { level: 'amber', mode: null, findings }]);
  });

  it('keeps full mode from starting until the card is named once more', async () => {
    const data = join(folder, 'data');
    await expect(serve(lab, data)).rejects.toThrow(/A router, 10\.77\.0\.3, answers on room0.*--yes-this-card room0/);
    await (await serve(lab, data, '--mode', 'proxy')).stop();
    const rollcall = await serve(lab, data, '--yes-this-card', lab.card);
    expect(rollcall.output()).toContain('Serving on room0');
    await rollcall.stop();
  });
});

describe('a firewall of nftables that drops what comes in', () => {
  const nft = (...words: readonly string[]) => inside(lab.server, 'nft', ...words);
  const input = (): string => nft('list', 'chain', 'inet', 'filter', 'input');

  beforeAll(() => {
    nft('add', 'table', 'inet', 'filter');
    nft('add', 'chain', 'inet', 'filter', 'input', '{ type filter hook input priority 0; policy drop; }');
    nft('add', 'rule', 'inet', 'filter', 'input', 'ct', 'state', 'established,related', 'accept');
    nft('add', 'rule', 'inet', 'filter', 'input', 'iifname', 'lo', 'accept');
  });
  afterAll(() => nft('flush', 'ruleset'));

  it('is red, with the command that lets machines in', async () => {
    const { code, result } = await preflight();
    expect(code).toBe(1);
    const ports = 'UDP 67, 69, 4011, 514; TCP 8080';
    expect(result).toMatchObject({
      findings: expect.arrayContaining([
        {
          level: 'red',
          what: { code: 'firewall-closed', firewall: 'nftables', card: 'room0', ports },
          fix: {
            command: 'firewall.open',
            commands: [expect.stringContaining('nft insert rule inet filter input'), expect.anything()],
          },
        },
      ]),
    });
  });

  it('lets machines in while Rollcall serves, and is as before afterwards', async () => {
    const before = input();
    const client = lab.addHost('client');
    const ask = () => inside(client, 'busybox', ...'udhcpc -i eth0 -f -n -q -t 3 -T 1 -s /bin/true'.split(' '));
    const closed = await serve(lab, join(folder, 'data'));
    expect(ask).toThrow(/no lease/);
    await closed.stop();
    const rollcall = await serve(lab, join(folder, 'data'), '--open-firewall');
    expect(rollcall.output()).toContain(
      'Lets machines in on room0 until serving ends: nft insert rule inet filter input',
    );
    ask();
    inside(client, 'ip', 'address', 'add', '10.77.0.222/24', 'dev', 'eth0');
    expect(inside(client, 'busybox', 'wget', '-q', '-O', '-', 'http://10.77.0.1:8080/autoexec.ipxe')).toMatch(
      /^#!ipxe/,
    );
    await rollcall.stop();
    expect(input()).toBe(before);
  });
});
