import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inside, type Lab, openLab } from '../support/lab.ts';
import { type Rollcall, serve } from '../support/rollcall.ts';
import { end, spawnIn } from '../support/run.ts';

/** A card that makes up machines without end, beside machines of the list. Needs root and iproute2. */
const program = new URL('dhcp-flood.ts', import.meta.url).pathname;
const seats = ['one', 'two', 'three', 'four'];

let lab: Lab;
let folder: string;
let rollcall: Rollcall;
let flood: ChildProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-flood-'));
  lab = openLab();
  rollcall = await serve(lab, join(folder, 'data'), '--range', '10.77.0.100-10.77.0.119');
  for (const name of seats) {
    const mac = inside(lab.addHost(name), 'cat', '/sys/class/net/eth0/address').trim();
    await rollcall.run('computer', 'add', '--mac', mac, '--name', name);
  }
  flood = spawnIn(lab.addHost('flood'), process.execPath, [program, 'eth0', '16']);
  await once(flood.stdout ?? flood, 'data');
});

afterAll(async () => {
  if (flood) await end(flood);
  await rollcall?.stop();
  lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a flood of made-up machines takes every address but those that the machines of the list need', async () => {
  expect(await rollcall.run('status')).toMatchObject({ leases: 16 });
});

it('every machine of the list gets its address and its script while the flood goes on', () => {
  const hosts = seats.map((name) => lab.server.replace(/s$/, name));
  const words = 'udhcpc -i eth0 -f -n -q -t 10 -T 1 -s /bin/true'.split(' ');
  expect(flood.exitCode).toBeNull();
  for (const host of hosts) {
    const mac = inside(host, 'cat', '/sys/class/net/eth0/address').trim();
    inside(host, 'busybox', ...words);
    inside(host, 'ip', 'address', 'add', `10.77.0.${200 + hosts.indexOf(host)}/24`, 'dev', 'eth0');
    const url = `http://10.77.0.1:8080/boot/${mac.replaceAll(':', '-')}.ipxe`;
    expect(inside(host, 'busybox', 'wget', '-q', '-O', '-', url)).toMatch(/^#!ipxe/);
  }
  expect(flood.exitCode).toBeNull();
});
