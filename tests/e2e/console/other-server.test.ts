import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inside } from '../../support/lab.ts';
import { end, spawnIn } from '../../support/run.ts';
import { violationsOn } from './axe.ts';
import { type Classroom, openClassroom } from './classroom.ts';

/** What the technician sees when somebody plugs a second DHCP server in: a real dnsmasq. */
const pictures = new URL('../screenshots/', import.meta.url).pathname;

let room: Classroom;
let other: ChildProcess;

beforeAll(async () => {
  room = await openClassroom({ seated: 4 });
  const host = room.lab.addHost('dhcp');
  inside(host, 'ip', 'address', 'add', '10.77.0.3/24', 'dev', 'eth0');
  const quiet = '--keep-in-foreground --port=0 --no-hosts --no-resolv --conf-file=/dev/null --log-facility=- --no-ping';
  const where = ['--interface=eth0', `--dhcp-leasefile=${room.folder}/leases`, '--user=root'];
  other = spawnIn(host, 'dnsmasq', [...quiet.split(' '), ...where, '--dhcp-range=10.77.0.150,10.77.0.160,1h']);
  await once(other.stderr ?? other, 'data');
});

afterAll(async () => {
  if (other) await end(other);
  await room?.close();
});

describe('a second DHCP server', () => {
  test('raises an alarm on every screen once a machine asks, and one click goes on beside it', async () => {
    const page = await room.openPage();
    // It may take our offer in the moment in which we fall silent, and then asks in vain.
    room.machines
      .machine(0)
      .askForAddress()
      .catch(() => undefined);
    const alarm = page
      .getByRole('alert')
      .filter({ hasText: 'Another DHCP server, 10.77.0.3, gives addresses on room0' });
    await alarm.waitFor();
    await page.getByText('DHCP stopped').waitFor();
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await violationsOn(page)).toEqual([]);
      await page.screenshot({ path: `${pictures}other-server-${colorScheme}.png` });
    }
    await page.getByRole('link', { name: 'Tasks' }).click();
    await alarm.getByRole('button', { name: 'Serve beside it' }).click();
    await page.getByText('DHCP proxy').waitFor();
    await alarm.waitFor({ state: 'detached' });
    expect(room.complaints).toEqual([]);
  });

  test('is found by a look before Start, and full mode asks for the name of the card then', async () => {
    const page = await room.openPage();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Not serving').first().waitFor();
    await page.goto(`${new URL(page.url()).origin}/#/start`);
    await page.getByRole('radio', { name: /room0/ }).check();
    await page.getByRole('button', { name: 'Look at the network on room0' }).click();
    const outlook = page.getByRole('region', { name: 'What Start does on room0' });
    await outlook.getByText(/10\.77\.0\.3/).waitFor();
    const proxy = page.getByRole('radio', { name: /There is already a DHCP server/ });
    expect(await proxy.isChecked()).toBe(true);
    const start = page.getByRole('button', { name: 'Start on room0' });
    expect(await start.isEnabled()).toBe(true);
    await page.getByRole('radio', { name: /This switch is mine alone/ }).check();
    const guard = page.getByLabel('Type room0 to give addresses all the same');
    await guard.waitFor();
    expect(await start.isEnabled()).toBe(false);
    expect(await violationsOn(page)).toEqual([]);
    await page.screenshot({ path: `${pictures}first-run-looked-light.png` });
    await guard.fill('room0');
    expect(await start.isEnabled()).toBe(true);
    expect(room.complaints).toEqual([]);
  });
});
