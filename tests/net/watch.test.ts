import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandOutput } from '../../electron/contract/api.ts';
import type { Explanation } from '../../electron/contract/diagnosis.ts';
import { openClass } from '../support/class.ts';
import { inside, type Lab, openLab } from '../support/lab.ts';
import { type Rollcall, serve } from '../support/rollcall.ts';
import { end, spawnIn } from '../support/run.ts';

/**
 * Another DHCP server that appears while ours serves: real dnsmasq and real Kea in a namespace of their own on the same
 * bridge. Needs root, iproute2, dnsmasq and Kea.
 */
const foreign = '10.77.0.3';

let lab: Lab;
let folder: string;
let host: string;
let client: string;
let rollcall: Rollcall | null = null;
let other: ChildProcess | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-watch-'));
  lab = openLab();
  host = lab.addHost('dhcp');
  client = lab.addHost('client');
  inside(host, 'ip', 'address', 'add', `${foreign}/24`, 'dev', 'eth0');
});

afterEach(async () => {
  if (other) await end(other);
  other = null;
  await rollcall?.stop();
  rollcall = null;
  lab.close();
  rmSync(folder, { recursive: true, force: true });
});

async function startDnsmasq(): Promise<void> {
  const quiet = '--keep-in-foreground --port=0 --no-hosts --no-resolv --conf-file=/dev/null --log-facility=- --no-ping';
  const where = ['--interface=eth0', `--dhcp-leasefile=${join(folder, 'leases')}`, '--user=root'];
  other = spawnIn(host, 'dnsmasq', [...quiet.split(' '), ...where, '--dhcp-range=10.77.0.150,10.77.0.160,1h']);
  await once(other.stderr ?? other, 'data');
}

async function startKea(): Promise<void> {
  const config = {
    'interfaces-config': { interfaces: ['eth0'] },
    'lease-database': { type: 'memfile', persist: false },
    subnet4: [{ id: 1, subnet: '10.77.0.0/24', pools: [{ pool: '10.77.0.170 - 10.77.0.180' }] }],
    loggers: [{ name: 'kea-dhcp4', severity: 'INFO', output_options: [{ output: 'stdout', flush: true }] }],
  };
  const file = join(folder, 'kea.json');
  writeFileSync(file, JSON.stringify({ Dhcp4: config }));
  const env = { ...process.env, KEA_PIDFILE_DIR: folder, KEA_LOCKFILE_DIR: folder };
  other = spawnIn(host, 'kea-dhcp4', ['-c', file], env);
  await printed(other, 'DHCP4_STARTED');
}

function printed(child: ChildProcess, words: string): Promise<void> {
  let said = '';
  return new Promise((resolve) => {
    const hear = (data: Buffer): void => {
      said += data.toString();
      if (said.includes(words)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
  });
}

async function status({ run }: Rollcall): Promise<CommandOutput<'status'>['service']> {
  return ((await run('status')) as CommandOutput<'status'>).service;
}

/** A real client asks for an address, as one that wants the answer as a broadcast; what it says. */
async function askForAddress(): Promise<string> {
  const child = spawnIn(client, 'busybox', [...'udhcpc -i eth0 -f -n -q -B -t 5 -T 1 -s'.split(' '), '/bin/true']);
  let said = '';
  child.stderr?.on('data', (data: Buffer) => {
    said += data.toString();
  });
  await once(child, 'close');
  return said;
}

/** What DHCP servers say on the card, with the wire's own times in seconds, from now to `end`. */
async function listen() {
  const filter = ['-i', lab.card, '-n', '-tt', '-l', '-U', 'udp', 'src', 'port', '67'];
  const dump = spawnIn(lab.server, 'tcpdump', filter);
  let said = '';
  dump.stdout?.on('data', (data: Buffer) => {
    said += data.toString();
  });
  await printed(dump, 'listening on');
  return {
    end: async () => {
      await end(dump, 'SIGINT');
      const times = (server: string) =>
        said.split('\n').flatMap((line) => (line.includes(` IP ${server}.67 > `) ? [Number(line.split(' ')[0])] : []));
      const [foreignOffer = Number.NaN] = times(foreign);
      return { foreignOffer, ours: times(lab.address) };
    },
  };
}

describe('a DHCP server that appears while ours serves', () => {
  it.each([
    ['dnsmasq', startDnsmasq],
    ['Kea', startKea],
  ])('%s ends our address service by its first offer, and files are served on', async (name, start) => {
    rollcall = await serve(lab, join(folder, 'data'));
    const machines = openClass(lab);
    await machines.machine(0).bootThrough();
    const wire = await listen();
    await start();
    const told = printed(rollcall.process, `Another DHCP server, ${foreign}, gives addresses`);
    await askForAddress();
    await told;
    expect(await status(rollcall)).toMatchObject({ state: 'serving', otherServer: foreign });
    expect(await askForAddress()).toMatch(/lease of 10\.77\.0\.1[567]\d obtained from 10\.77\.0\.3/);
    await machines.machine(0).takeScript();
    await machines.close();
    const { foreignOffer, ours } = await wire.end();
    const late = Math.max(...ours) - foreignOffer;
    console.info(
      `${name}: our last answer left ${Math.abs(late * 1_000).toFixed(1)} ms ${late < 0 ? 'before' : 'after'} its first offer.`,
    );
    expect(late).toBeLessThan(2);
  });

  it('is found without any machine that asks, by asking itself', async () => {
    await startDnsmasq();
    rollcall = await serve(lab, join(folder, 'data'));
    if (!rollcall.output().includes('Another DHCP server')) await printed(rollcall.process, 'Another DHCP server');
    expect(await status(rollcall)).toMatchObject({ state: 'serving', otherServer: foreign });
    await rollcall.run('computer', 'add', '--mac', '52:54:00:00:00:02', '--name', 'PC-02');
    const { findings } = (await rollcall.run('explain', 'PC-02')) as Explanation;
    expect(findings[0]).toMatchObject({
      cause: { code: 'addresses-stopped', server: foreign },
      certainty: 'certain',
      why: 'Rollcall stopped giving addresses when it heard another DHCP server, 10.77.0.3.',
    });
  });

  it.each(['proxy', 'off'])('is what is expected in mode %s', async (mode) => {
    await startDnsmasq();
    rollcall = await serve(lab, join(folder, 'data'), '--mode', mode);
    expect(await askForAddress()).toContain('obtained from 10.77.0.3');
    expect(await status(rollcall)).toMatchObject({ state: 'serving', otherServer: null });
  });

  it('is not taken for one by our own answers and questions', async () => {
    rollcall = await serve(lab, join(folder, 'data'));
    const machines = openClass(lab);
    await machines.machine(0).bootThrough();
    expect(await status(rollcall)).toMatchObject({ state: 'serving', otherServer: null });
    const computers = (await rollcall.run('computer', 'list')) as { mac: string }[];
    expect(computers.map(({ mac }) => mac)).toEqual([machines.machine(0).mac]);
    await machines.close();
  });
});
