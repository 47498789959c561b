import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Classroom, openClassroom } from './classroom.ts';
import { seatOf, seatSays, selectedNames } from './seats.ts';

/** The main task without a pointing device: the mouse is never moved in this file. */
let room: Classroom;
let page: Page;

beforeAll(async () => {
  room = await openClassroom({ seated: 12 });
  page = await room.openPage();
  await seatOf(page, 0).waitFor();
});

afterAll(() => room?.close());

const focused = () => page.evaluate(() => document.activeElement?.querySelector('.heard')?.textContent ?? '');
const tasks = () => room.ask('task.list', {});

describe('the main task by keyboard alone', () => {
  test('Tab comes to the map, and to one seat of it', async () => {
    for (let presses = 0; presses < 40 && !(await focused()).startsWith('PC-01'); presses += 1)
      await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/^PC-01, row A seat 1/);
  });

  test('arrows go from seat to seat, Space selects, Shift and arrows extend', async () => {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toMatch(/^PC-08/);
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await selectedNames(page)).toEqual(['PC-08', 'PC-09', 'PC-10']);
  });

  test('a name that is typed is found', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.type('/PC-05');
    await expect.poll(focused).toMatch(/^PC-05/);
    await page.keyboard.press('Escape');
  });

  test('a digit proposes, Enter acts', async () => {
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    const [name = ''] = await selectedNames(page);
    await page.keyboard.press('3');
    await page.getByText('1 is off', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Undo for 1 seat' }).waitFor();
    expect((await tasks()).map((task) => task.computerName)).toEqual([name]);
  });

  test('Ctrl Z takes it back', async () => {
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Undo for 1 seat' }).waitFor({ state: 'detached' });
    expect(await tasks()).toEqual([]);
  });

  test('T goes to the next trouble', async () => {
    const machine = room.machines.machine(8);
    await machine.bootToScript();
    await machine.reportFailed('0x4c106035');
    await seatSays(page, 8, /failed/);
    await page.keyboard.press('Escape');
    await seatOf(page, 0).focus();
    await page.keyboard.press('t');
    await expect.poll(focused).toMatch(/^PC-09/);
  });

  test('Ctrl K finds a seat and a screen', async () => {
    await page.keyboard.press('Control+k');
    await page.locator('[role=dialog] input:focus').waitFor();
    await page.keyboard.type('hist');
    await page.getByRole('dialog').getByText('PC-01').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('#/history');
  });

  test('? shows the keys, and Escape closes them', async () => {
    await page.keyboard.press('?');
    const table = page.getByRole('dialog', { name: 'Keys' });
    await table.waitFor();
    await page.keyboard.press('Escape');
    await table.waitFor({ state: 'detached' });
    expect(room.complaints).toEqual([]);
  });
});
