import { run } from './run.ts';

/**
 * A classroom in two network namespaces: the server's, with its card on a veth pair, and the machines', where the other
 * end joins a bridge. A second card of the server leads to a bridge of its own.
 *
 *     server namespace               machines' namespace
 *     room0 10.77.0.1/24  ───veth───  br0 ── tap0, tap1 … (QEMU)
 *     other0 10.78.0.1/24 ───veth───  br1
 */
export interface Lab {
  readonly server: string;
  readonly machines: string;
  readonly card: string;
  readonly address: string;
  /** Another card of the server, which serves nobody. */
  readonly otherCard: string;
  /** A new tap on the bridge of the served card; its name. */
  addTap(): string;
  /** A new host in a namespace of its own on the bridge; the name of the namespace, whose card is `eth0`. */
  addHost(name: string, bridge?: string): string;
  /** Loses packets on the way to the machines, in per cent. */
  lose(percent: number): void;
  close(): void;
}

let labs = 0;

export function openLab(): Lab {
  labs += 1;
  const tag = `rc${process.pid}n${labs}`;
  const server = `${tag}s`;
  const machines = `${tag}m`;
  const namespaces = [server, machines];
  run('ip', 'netns', 'add', server);
  run('ip', 'netns', 'add', machines);
  up(server, 'lo');
  up(machines, 'lo');
  joinCard(server, 'room0', '10.77.0.1/24', machines, 'br0');
  joinCard(server, 'other0', '10.78.0.1/24', machines, 'br1');
  for (const card of ['br0', 'br1']) untilUp(machines, card);
  for (const card of ['room0', 'other0']) untilUp(server, card);
  let taps = 0;
  return {
    server,
    machines,
    card: 'room0',
    address: '10.77.0.1',
    otherCard: 'other0',
    addTap: () => {
      const tap = `tap${taps++}`;
      inside(machines, 'ip', 'tuntap', 'add', tap, 'mode', 'tap');
      inside(machines, 'ip', 'link', 'set', tap, 'master', 'br0', 'up');
      return tap;
    },
    addHost: (name, bridge = 'br0') => {
      const host = `${tag}${name}`;
      namespaces.push(host);
      run('ip', 'netns', 'add', host);
      up(host, 'lo');
      run('ip', '-n', host, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', `p${name}`, 'netns', machines);
      inside(machines, 'ip', 'link', 'set', `p${name}`, 'master', bridge, 'up');
      up(host, 'eth0');
      return host;
    },
    lose: (percent) => {
      inside(server, 'tc', 'qdisc', 'replace', 'dev', 'room0', 'root', 'netem', 'loss', `${percent}%`);
    },
    close: () => {
      for (const namespace of namespaces) run('ip', 'netns', 'delete', namespace);
    },
  };
}

function joinCard(server: string, card: string, address: string, machines: string, bridge: string): void {
  run('ip', '-n', server, 'link', 'add', card, 'type', 'veth', 'peer', 'name', `v${card}`, 'netns', machines);
  run('ip', '-n', server, 'address', 'add', address, 'dev', card);
  up(server, card);
  inside(machines, 'ip', 'link', 'add', bridge, 'type', 'bridge');
  inside(machines, 'ip', 'link', 'set', `v${card}`, 'master', bridge, 'up');
  up(machines, bridge);
}

/** The kernel tells a new link's carrier a moment later, and drops what is sent before. */
function untilUp(namespace: string, card: string): void {
  for (let look = 0; look < 500; look += 1) {
    const [link] = JSON.parse(run('ip', '-n', namespace, '-json', 'link', 'show', card)) as { operstate: string }[];
    if (link?.operstate === 'UP') return;
  }
  throw new Error(`${card} has no link`);
}

function up(namespace: string, card: string): void {
  run('ip', '-n', namespace, 'link', 'set', card, 'up');
}

/** Runs a program in a namespace to its end. */
export function inside(namespace: string, program: string, ...args: readonly string[]): string {
  return run('ip', 'netns', 'exec', namespace, program, ...args);
}
