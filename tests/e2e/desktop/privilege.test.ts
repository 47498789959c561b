import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { inside, type Lab, openLab } from '../../support/lab.ts';
import { type Desk, type DrivenApp, openDesk } from './desk.ts';

/** An ordinary user on a system that keeps the ports below 1024 for root, as a fresh one does. */
let lab: Lab;
let desk: Desk;
let app: DrivenApp;

beforeAll(async () => {
  lab = openLab();
  desk = await openDesk(lab, 1_024);
  app = await desk.drive(inject('packaged').drivenProgram);
});

afterAll(async () => {
  await desk?.close();
  lab?.close();
});

test('Start names the one remedy that works for the app, and after it Start serves', async () => {
  const { page } = app;
  const start = page.getByRole('button', { name: 'Start on room0' });
  await page.getByRole('radio', { name: /room0/ }).check();
  await start.click();
  const remedy = page.getByText(/Run "sudo sysctl -w net\.ipv4\.ip_unprivileged_port_start=67" once\./).first();
  await remedy.waitFor();
  expect(await remedy.textContent()).not.toContain('setcap');
  inside(lab.server, 'sysctl', '-q', '-w', 'net.ipv4.ip_unprivileged_port_start=67');
  await start.click();
  await page.getByText(/^Serving on/).waitFor();
});
