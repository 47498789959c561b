import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Classroom, openClassroom } from './classroom.ts';
import { seatSays } from './seats.ts';

/** Tasks whose window passes unused: they stay in sight until somebody deletes them or arms them again. */
let room: Classroom;
let page: Page;

beforeAll(async () => {
  room = await openClassroom({ seated: 6 });
  page = await room.openPage();
  const now = Date.now();
  await room.ask('task.add', {
    computers: ['PC-02', 'PC-05'],
    action: 'Lab Linux',
    notBefore: now - 60_000,
    notAfter: now + 1_500,
  });
});

afterAll(() => room?.close());

const needs = () => page.getByRole('region', { name: 'Needs you' });

describe('a task that nobody took', () => {
  test('shows on its seat as missed in the moment in which its window ends', async () => {
    await seatSays(page, 1, /missed \d/);
    await seatSays(page, 4, /missed \d/);
  });

  test('is told in the dock with its action and its window', async () => {
    await needs()
      .getByText(/Lab Linux was due/)
      .first()
      .waitFor();
  });

  test('is armed again by one click, and the machine takes it at its next start', async () => {
    await needs()
      .getByRole('button', { name: /^Once more until/ })
      .first()
      .click();
    await expect.poll(async () => (await room.ask('task.list', {})).map((task) => task.state)).toContain('due');
    const armed = (await room.ask('task.list', {})).find((task) => task.state === 'due');
    await room.machines.machine(armed?.computerName === 'PC-02' ? 1 : 4).bootThrough();
    await seatSays(page, armed?.computerName === 'PC-02' ? 1 : 4, /running, Lab Linux/);
  });

  test('is in the history with the exact script once it was executed', async () => {
    const [entry] = await room.ask('history.list', {});
    expect(entry?.script).toMatch(/^#!ipxe\n/);
    await page.getByRole('link', { name: 'History' }).click();
    await page
      .getByRole('main')
      .getByRole('button', { name: new RegExp(entry?.computerName ?? '') })
      .click();
    await page.getByText('#!ipxe').first().waitFor();
  });

  test('nothing of all this made the page complain', () => {
    expect(room.complaints).toEqual([]);
  });
});
