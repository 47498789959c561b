import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inside } from '../../support/lab.ts';
import { run } from '../../support/run.ts';
import { type Classroom, openClassroom } from './classroom.ts';

/** A technician opens the page for the first time: chooses the cable, starts, sees the first machine, stops. */
let room: Classroom;
let page: Page;

beforeAll(async () => {
  room = await openClassroom({ serving: false });
  page = await room.openPage();
});

afterAll(() => room?.close());

describe('the first run', () => {
  test('leaves no token in the address', () => {
    expect(page.url()).not.toContain('token');
  });

  test('asks which cable goes to the classroom', async () => {
    await page.goto(`${new URL(page.url()).origin}/#/start`);
    await page.getByRole('heading', { name: 'Which cable goes to the classroom?' }).waitFor();
    await page.getByRole('radio', { name: /room0.*10\.77\.0\.1\/24/ }).waitFor();
    await page.getByRole('radio', { name: /other0/ }).waitFor();
  });

  test('says what Start will do on the chosen card before it does anything', async () => {
    await page.getByRole('radio', { name: /room0/ }).check();
    await page.getByText('Serves from 10.77.0.1').waitFor();
    await page.getByText('10.77.0.100 to 10.77.0.200').waitFor();
    await page.getByText('Not serving').first().waitFor();
  });

  test('serves after Start, and says so on every screen', async () => {
    await page.getByRole('radio', { name: /This switch is mine alone/ }).check();
    await page.getByRole('button', { name: 'Start on room0' }).click();
    await page.getByText(/^Serving on/).waitFor();
    await page.getByRole('link', { name: 'Actions' }).click();
    await page.getByText(/^Serving on/).waitFor();
  });

  test('shows what a machine does in the log as it happens', async () => {
    await page.getByRole('link', { name: 'Log' }).click();
    await room.machines.machine(0).bootThrough();
    const log = page.getByRole('region', { name: 'Lines of the log' });
    await log
      .getByText(/has the address 10\.77\.0\.\d+/)
      .first()
      .waitFor();
    await log
      .getByText(/Local disk/)
      .first()
      .waitFor();
  });

  test('stops after Stop', async () => {
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Not serving').first().waitFor();
  });

  test('gives a card without an address one, after showing how, and takes it back when serving ends', async () => {
    const { server, machines } = room.lab;
    run('ip', '-n', server, 'link', 'add', 'bare0', 'type', 'veth', 'peer', 'name', 'vbare', 'netns', machines);
    inside(machines, 'ip', 'link', 'set', 'vbare', 'up');
    await page.goto(`${new URL(page.url()).origin}/#/start`);
    await page.getByRole('radio', { name: /bare0.*no address yet/ }).check();
    const give = page.getByRole('region', { name: 'bare0 has no address yet' });
    await give.getByText(/^ip address add 10\.177\.0\.1\/24 dev bare0$/).waitFor();
    await give.getByRole('button', { name: 'Give it 10.177.0.1/24' }).click();
    await page.getByRole('button', { name: 'Start on bare0' }).click();
    await page.getByText(/^Serving on/).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Not serving').first().waitFor();
    expect(inside(server, 'ip', 'address', 'show', 'dev', 'bare0')).not.toContain('10.177.0.1');
  });

  test('asks for the name of the card where a router answers, before it gives addresses', async () => {
    const router = room.lab.addHost('router');
    inside(router, 'ip', 'address', 'add', '10.77.0.9/24', 'dev', 'eth0');
    inside(room.lab.server, 'ip', 'route', 'add', 'default', 'via', '10.77.0.9');
    await page.goto(`${new URL(page.url()).origin}/#/start`);
    await page.getByRole('radio', { name: /room0/ }).check();
    const start = page.getByRole('button', { name: 'Start on room0' });
    await start.click();
    await page.getByRole('alert').filter({ hasText: 'A router, 10.77.0.9, answers on room0' }).waitFor();
    expect(await start.isEnabled()).toBe(false);
    await page.getByLabel('Type room0 to give addresses all the same').fill('room0');
    await start.click();
    await page.getByText(/^Serving on/).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    inside(room.lab.server, 'ip', 'route', 'del', 'default');
  });

  test('breaks no rule of its security policy and throws nothing', () => {
    expect(room.complaints).toEqual([]);
  });
});
