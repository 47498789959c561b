import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { inside } from '../../support/lab.ts';
import { end, spawnIn } from '../../support/run.ts';
import { bootOnce, type Classroom, history, openClassroom, printTimings } from './room.ts';

let room: Classroom | null = null;
let dnsmasq: ChildProcess | null = null;

afterEach(async () => {
  if (dnsmasq) await end(dnsmasq);
  await room?.close();
  room = null;
  dnsmasq = null;
});

/** The DHCP server that is already there: another host on the switch, which knows nothing of network boot. */
async function startForeignServer({ lab }: Classroom): Promise<ChildProcess> {
  const host = lab.addHost('dhcp');
  inside(host, 'ip', 'address', 'add', '10.77.0.2/24', 'dev', 'eth0');
  const options =
    '--keep-in-foreground --port=0 --no-hosts --no-resolv --conf-file=/dev/null --log-facility=- --log-dhcp';
  const range = ['--interface=eth0', '--dhcp-range=10.77.0.150,10.77.0.180,1h', '--dhcp-leasefile=/dev/null'];
  const child = spawnIn(host, 'dnsmasq', [...options.split(' '), ...range, '--user=root']);
  await once(child.stderr ?? child, 'data');
  return child;
}

it('UEFI beside a foreign DHCP server boots the action of its task, then its default', async () => {
  room = await openClassroom('--mode', 'proxy');
  dnsmasq = await startForeignServer(room);

  const first = await bootOnce(room, 'uefi');
  printTimings('UEFI beside dnsmasq, by its task:', first);
  expect(first.console).toContain('test linux: reported, marker task');
  const address = first.lines.find((line) => line.fact.kind === 'address')?.fact;
  expect(address).toMatchObject({ by: 'other server', address: expect.stringMatching(/^10\.77\.0\.1[5-8]\d$/) });
  expect(await history(room)).toMatchObject([{ actionName: 'Lab Linux', outcome: 'running' }]);

  const second = await bootOnce(room, 'uefi');
  printTimings('UEFI beside dnsmasq, by its default:', second);
  expect(second.console).toContain('test linux: reported, marker default');
});
