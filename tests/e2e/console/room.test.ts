import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Classroom, openClassroom } from './classroom.ts';
import { actionButton, drag, drawBand, seatOf, seatSays, selectedNames, selectNothing } from './seats.ts';

/** The main task: point at seats, choose what they boot, watch them boot, take back what was wrong. */
let room: Classroom;
let page: Page;

beforeAll(async () => {
  room = await openClassroom({ seated: 12 });
  page = await room.openPage();
});

afterAll(() => room?.close());

const tasks = () => room.ask('task.list', {});

describe('pointing at seats', () => {
  test('a click selects one seat, Ctrl one more, Shift all between', async () => {
    await seatOf(page, 0).click();
    expect(await selectedNames(page)).toEqual(['PC-01']);
    await seatOf(page, 2).click({ modifiers: ['Control'] });
    expect(await selectedNames(page)).toEqual(['PC-01', 'PC-03']);
    await page.keyboard.press('Escape');
    await seatOf(page, 6).click();
    await seatOf(page, 8).click({ modifiers: ['Shift'] });
    expect(await selectedNames(page)).toEqual(['PC-07', 'PC-08', 'PC-09']);
  });

  test('a rubber band from the floor selects the seats that it touches', async () => {
    await page.keyboard.press('Escape');
    await drawBand(page, seatOf(page, 0), seatOf(page, 7));
    expect(await selectedNames(page)).toEqual(['PC-01', 'PC-02', 'PC-07', 'PC-08']);
  });

  test('a row head selects its row, and the dock names it', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Select row B' }).click();
    expect(await selectedNames(page)).toHaveLength(6);
    await page.getByText('PC-07 to PC-12, row B').waitFor();
  });
});

describe('choosing what four seats boot', () => {
  beforeAll(async () => {
    await selectNothing(page);
    await room.machines.machine(0).askForAddress();
    await seatSays(page, 0, /address/);
    await drawBand(page, seatOf(page, 0), seatOf(page, 7));
  });

  test('an action is only proposed: the seats show it, the dock says who takes it when, nothing is sent', async () => {
    await actionButton(page, 'Lab Linux').click();
    await seatSays(page, 7, /proposed Lab Linux/);
    await page.getByText('1 in this boot', { exact: true }).waitFor();
    await page.getByText('3 are off', { exact: true }).waitFor();
    expect(await tasks()).toEqual([]);
  });

  test('the act waits five seconds, in which Undo leaves no trace', async () => {
    await page.getByRole('button', { name: 'Boot 4 seats' }).click();
    await page.getByText(/Sent in \d s/).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/Sent in \d s/).waitFor({ state: 'detached' });
    expect(await tasks()).toEqual([]);
  });

  test('sent, it is a task of each seat', async () => {
    await actionButton(page, 'Lab Linux').click();
    await page.getByRole('button', { name: 'Boot 4 seats' }).click();
    await page.getByRole('button', { name: 'Undo for 4 seats' }).waitFor();
    expect((await tasks()).map((task) => task.computerName).sort()).toEqual(['PC-01', 'PC-02', 'PC-07', 'PC-08']);
  });

  test('a machine goes through its stages on its seat', async () => {
    const machine = room.machines.machine(0);
    await machine.takeLoader();
    await seatSays(page, 0, /loader/);
    await machine.takeScript();
    await seatSays(page, 0, /script, Lab Linux/);
    await machine.loadFiles(40);
    await seatSays(page, 0, /loading, \d+ %, Lab Linux/);
    await machine.loadFiles();
    await machine.reportStarted();
    await seatSays(page, 0, /started, Lab Linux/);
    await machine.reportRunning();
    await seatSays(page, 0, /running, Lab Linux/);
  });

  test('Undo takes back what was not served, and says how many that is', async () => {
    await page.getByRole('button', { name: 'Undo for 3 seats' }).click();
    await page.getByRole('button', { name: /^Undo for/ }).waitFor({ state: 'detached' });
    expect(await tasks()).toEqual([]);
  });
});

describe('trouble', () => {
  test('a machine that gives up is filled on the map, counted, and in the dock with a way on', async () => {
    const machine = room.machines.machine(3);
    await machine.bootToScript();
    await machine.reportFailed('0x4c106035');
    await seatSays(page, 3, /failed/);
    await selectNothing(page);
    const needs = page.getByRole('region', { name: 'Needs you' });
    await needs.getByText('PC-04').first().waitFor();
    await page.getByRole('button', { name: 'Select the 1 seat that is failed' }).click();
    expect(await selectedNames(page)).toEqual(['PC-04']);
  });

  test('ten seats and more ask for their number to be typed', async () => {
    await selectNothing(page);
    await page.getByRole('button', { name: 'Select all seats' }).click();
    await actionButton(page, 'Local disk').click();
    const act = page.getByRole('button', { name: 'Boot 12 seats' });
    await act.waitFor();
    expect(await act.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Type 12 to go on' }).fill('12');
    expect(await act.isEnabled()).toBe(true);
    await selectNothing(page);
  });
});

describe('moving machines', () => {
  test('a drag swaps two seats', async () => {
    await drag(page, seatOf(page, 4), seatOf(page, 11));
    await page.getByRole('gridcell', { name: /^PC-05, row B seat 6/ }).waitFor();
    await page.getByRole('gridcell', { name: /^PC-12, row A seat 5/ }).waitFor();
  });

  test('Ctrl Z takes the swap back', async () => {
    await page.getByRole('button', { name: 'Undo', exact: true }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('gridcell', { name: /^PC-05, row A seat 5/ }).waitFor();
    await page.getByRole('gridcell', { name: /^PC-12, row B seat 6/ }).waitFor();
  });

  test('a machine that appeared by itself is put on a free seat by a drag', async () => {
    await room.machines.machine(40).askForAddress();
    await page.getByRole('button', { name: '1 without a seat' }).click();
    const stranger = page.getByText('52:54:00:77:00:28').first();
    await drag(page, stranger, page.getByRole('gridcell', { name: 'Free seat C1.' }));
    await page.getByRole('gridcell', { name: /row C seat 1/ }).waitFor();
  });

  test('what Secure Boot keeps from starting is said before it is sent, and in a list of the room', async () => {
    const iso = join(room.folder, 'rescue.iso');
    writeFileSync(iso, '');
    await room.ask('action.add', { name: 'Memory test', kind: 'memtest', parameters: { bios: iso, uefi: iso } });
    await room.ask('computer.remedy', { computer: 'PC-04', loader: 'debian' });
    await selectNothing(page);
    await seatOf(page, 3).click();
    await actionButton(page, 'Memory test').click();
    await page.getByText('Secure Boot is on at PC-04: it cannot start this.').waitFor();
    await selectNothing(page);
    await page.getByRole('button', { name: 'Edit room' }).click();
    await page.getByRole('button', { name: 'Secure Boot…' }).click();
    const list = page.getByRole('dialog', { name: 'Secure Boot in B12' });
    await list.getByLabel('Can they start').click();
    await page.getByRole('option', { name: 'Memory test' }).click();
    await list.getByText('Secure Boot is on, and nobody signed what this starts').waitFor();
    await list.getByText('PC-04', { exact: true }).waitFor();
    await list.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  test('nothing of all this made the page complain', () => {
    expect(room.complaints).toEqual([]);
  });
});
