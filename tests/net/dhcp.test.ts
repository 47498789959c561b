import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inside, type Lab, openLab } from '../support/lab.ts';
import { end, spawnIn } from '../support/run.ts';

type Line = Record<string, unknown>;

const script = (name: string) => new URL(name, import.meta.url).pathname;

/** A real DHCP server in the lab's server namespace, in a process of its own, and what it says. */
class Host {
  readonly lines: Line[] = [];
  readonly #child: ChildProcess;
  readonly #output: Interface;

  constructor(lab: Lab, last: string, wrapper: readonly string[] = []) {
    const args = [script('dhcp-host.ts'), lab.card, lab.address, '10.77.0.100', last];
    const [program = process.execPath, ...words] = [...wrapper, process.execPath, ...args];
    this.#child = spawnIn(lab.server, program, words);
    this.#output = createInterface({ input: this.#child.stdout as NodeJS.ReadableStream });
    this.#output.on('line', (line) => this.lines.push(JSON.parse(line)));
  }

  /** The first line for which `holds` is true, once it was said. */
  async line(holds: (line: Line) => boolean): Promise<Line> {
    for (;;) {
      const line = this.lines.find(holds);
      if (line) return line;
      await once(this.#output, 'line');
    }
  }

  ready(): Promise<Line> {
    return this.line((line) => 'ready' in line);
  }

  end(): Promise<void> {
    return end(this.#child);
  }
}

/** busybox's DHCP client, three tries of a second; the address that it got, or null. */
function udhcpc(host: string, ...options: string[]): string | null {
  const words = [
    'netns',
    'exec',
    host,
    'busybox',
    'udhcpc',
    '-i',
    'eth0',
    '-n',
    '-q',
    '-t',
    '3',
    '-T',
    '1',
    '-s',
    '/bin/true',
  ];
  const { stderr } = spawnSync('ip', [...words, ...options], { encoding: 'utf8' });
  return stderr.match(/lease of (\S+) obtained/)?.[1] ?? null;
}

let lab: Lab;
const hosts: Host[] = [];

function start(last = '10.77.0.101', wrapper: readonly string[] = []): Host {
  const host = new Host(lab, last, wrapper);
  hosts.push(host);
  return host;
}

beforeEach(() => {
  lab = openLab();
});

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.end();
  lab.close();
});

describe('a DHCP server on one of two cards', () => {
  it('gives a machine behind its card an address, and the same again', async () => {
    const host = start();
    await host.ready();
    const machine = lab.addHost('a');
    expect([udhcpc(machine), udhcpc(machine)]).toEqual(['10.77.0.100', '10.77.0.100']);
  });

  it('neither hears nor answers a machine behind the other card', async () => {
    const host = start();
    await host.ready();
    const machine = lab.addHost('a');
    const stranger = lab.addHost('b', 'br1');
    expect([udhcpc(stranger), udhcpc(machine)]).toEqual([null, '10.77.0.100']);
    await host.line((line) => line.said === 'ack 10.77.0.100');
    expect(new Set(host.lines.flatMap((line) => line.to ?? [])).size).toBe(1);
  });

  it('says that its range is exhausted, and leaves the third machine without an address', async () => {
    const host = start();
    await host.ready();
    const got = ['a', 'b', 'c'].map((name) => udhcpc(lab.addHost(name)));
    expect(got).toEqual(['10.77.0.100', '10.77.0.101', null]);
    expect(await host.line((line) => line.said === 'exhausted')).toMatchObject({ outcome: 'none' });
  });

  it('gives the address of a machine that released it to another', async () => {
    const host = start('10.77.0.100');
    await host.ready();
    const [one, other] = [lab.addHost('a'), lab.addHost('b')];
    const client = spawnIn(one, 'busybox', ['udhcpc', '-i', 'eth0', '-f', '-R', '-s', '/bin/true']);
    for await (const line of createInterface({ input: client.stderr as NodeJS.ReadableStream })) {
      if (line.includes('obtained')) break;
    }
    // A release is a unicast: without the address on the card it could not leave.
    inside(one, 'ip', 'address', 'add', '10.77.0.100/24', 'dev', 'eth0');
    await end(client);
    await host.line((line) => line.said === 'released 10.77.0.100');
    expect(udhcpc(other)).toBe('10.77.0.100');
  });

  it('refuses the address of another network to a machine that restarts with it', async () => {
    const host = start();
    await host.ready();
    expect(udhcpc(lab.addHost('a'), '-r', '192.168.1.20')).toBe('10.77.0.100');
  });

  it('serves 1,000 machines that power on in one instant, each with another address, and none asks twice', async () => {
    const host = start('10.77.7.255');
    await host.ready();
    inside(lab.machines, 'ip', 'address', 'add', '10.77.0.2/24', 'dev', 'br0');
    const child = spawnIn(lab.machines, process.execPath, [script('dhcp-burst.ts'), 'br0', '1000']);
    const [line] = await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line');
    expect(new Set(JSON.parse(line)).size).toBe(1_000);
  });
});

describe('opening port 67', () => {
  const without = (...capabilities: string[]) => {
    const taken = capabilities.map((capability) => `-${capability}`).join(',');
    return ['setpriv', `--bounding-set=${taken}`, `--inh-caps=${taken}`];
  };

  it('without the privilege says what helps, and works once that was done', async () => {
    const limited = without('net_bind_service', 'net_admin', 'net_raw');
    const refused = await start('10.77.0.101', limited).line((line) => 'code' in line);
    expect(refused).toMatchObject({ code: 'EACCES', remedy: { code: 'remedy-linux-ports' } });
    inside(lab.server, 'sysctl', '-w', 'net.ipv4.ip_unprivileged_port_start=67');
    await start('10.77.0.101', limited).ready();
    expect(udhcpc(lab.addHost('a'))).toBe('10.77.0.100');
  });

  it('names the DHCP server that has it already', async () => {
    const dnsmasq = spawnIn(lab.server, 'dnsmasq', [
      '--keep-in-foreground',
      '--conf-file=/dev/null',
      '--port=0',
      '--dhcp-range=10.77.0.50,10.77.0.60',
      '--dhcp-leasefile=/dev/null',
      '--log-facility=-',
      '--pid-file=',
    ]);
    try {
      await once(createInterface({ input: dnsmasq.stderr as NodeJS.ReadableStream }), 'line');
      const refused = await start().line((line) => 'code' in line);
      expect(refused).toMatchObject({ code: 'EADDRINUSE', message: expect.stringContaining('dnsmasq (process ') });
    } finally {
      await end(dnsmasq);
    }
  });

  it('tells that its card has gone and is back', async () => {
    const host = start();
    await host.ready();
    inside(lab.server, 'ip', 'link', 'delete', lab.card);
    await host.line((line) => line.card === 'gone');
    inside(lab.server, 'ip', 'link', 'add', lab.card, 'type', 'veth', 'peer', 'name', 'unplugged');
    await host.line((line) => line.card === 'down');
  });
});
