import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inside, type Lab, openLab } from '../support/lab.ts';
import { type Rollcall, serve } from '../support/rollcall.ts';
import { end, run, spawnIn } from '../support/run.ts';

/** A room behind a router that relays DHCP: a real dnsmasq as the relay, a real client. Needs root and iproute2. */
let lab: Lab;
let folder: string;
let relay: ChildProcess;
let rollcall: Rollcall;
let tell: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-relay-'));
  lab = openLab();
  const router = lab.addHost('router');
  inside(router, 'ip', 'address', 'add', '10.77.0.254/24', 'dev', 'eth0');
  run('ip', '-n', router, 'link', 'add', 'eth1', 'type', 'veth', 'peer', 'name', 'pbehind', 'netns', lab.machines);
  inside(lab.machines, 'ip', 'link', 'add', 'br2', 'type', 'bridge');
  for (const card of ['br2', 'pbehind']) inside(lab.machines, 'ip', 'link', 'set', card, 'up');
  inside(lab.machines, 'ip', 'link', 'set', 'pbehind', 'master', 'br2');
  inside(router, 'ip', 'address', 'add', '10.88.0.1/24', 'dev', 'eth1');
  inside(router, 'ip', 'link', 'set', 'eth1', 'up');
  inside(router, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
  inside(lab.server, 'ip', 'route', 'add', '10.88.0.0/24', 'via', '10.77.0.254');
  const words =
    '--keep-in-foreground --port=0 --conf-file=/dev/null --log-facility=- --user=root --dhcp-relay=10.88.0.1,10.77.0.1';
  relay = spawnIn(router, 'dnsmasq', words.split(' '));
  await once(relay.stderr ?? relay, 'data');
  rollcall = await serve(lab, join(folder, 'data'), '--relay', '10.88.0.1/24=10.88.0.100-10.88.0.150');
  tell = join(folder, 'tell.sh');
  writeFileSync(tell, '#!/bin/sh\n[ "$1" != bound ] || echo "$ip $subnet router=$router server=$serverid"\n', {
    mode: 0o755,
  });
});

afterAll(async () => {
  await rollcall?.stop();
  if (relay) await end(relay);
  lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (host: string): string =>
  inside(host, 'busybox', 'udhcpc', '-i', 'eth0', '-f', '-n', '-q', '-t', '10', '-T', '1', '-s', tell).trim();

it('a machine behind a relay gets an address of its own network, its router, and the files of the boot server', () => {
  const far = lab.addHost('far', 'br2');
  expect(ask(far)).toBe('10.88.0.100 255.255.255.0 router=10.88.0.1 server=10.77.0.1');
  inside(far, 'ip', 'address', 'add', '10.88.0.100/24', 'dev', 'eth0');
  inside(far, 'ip', 'route', 'add', 'default', 'via', '10.88.0.1');
  expect(inside(far, 'busybox', 'wget', '-q', '-O', '-', 'http://10.77.0.1:8080/autoexec.ipxe')).toMatch(/^#!ipxe/);
});

it('a machine on the card’s own network gets one of that at the same time', () => {
  expect(ask(lab.addHost('near'))).toMatch(/^10\.77\.0\.\d+ 255\.255\.255\.0 router= server=10\.77\.0\.1$/);
});
