import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Classroom, openClassroom } from './classroom.ts';

/** Six machines of which nothing is known take their seats in the order in which they are switched on. */
let room: Classroom;
let page: Page;

beforeAll(async () => {
  room = await openClassroom();
  await room.ask('room.add', { name: 'B14', rows: 2, columns: 4 });
  page = await room.openPage();
});

afterAll(() => room?.close());

const cell = (seat: string) => page.getByRole('gridcell', { name: new RegExp(`^${seat},`) });

/** Where the machine sits, as the engine has it: `A1`; null without a seat. */
async function seatOfMachine(number: number): Promise<string | null> {
  const computers = await room.ask('computer.list', {});
  const found = computers.find(({ mac }) => mac === room.machines.machine(number).mac);
  return found?.seat ? `${'ABCDEFGH'[found.seat.row - 1]}${found.seat.column}` : null;
}

describe('a roll call of six machines', () => {
  test('an empty room teaches to start it', async () => {
    await page.getByText('Nobody sits here yet').waitFor();
    await page.getByRole('button', { name: 'Roll call' }).first().click();
    await page.getByText('0 of 8 seats filled').waitFor();
    await page.getByRole('complementary', { name: 'Roll call' }).getByText('A1').waitFor();
  });

  test('each machine takes the next seat', async () => {
    for (const [number, filled] of [1, 2, 3].entries()) {
      await room.machines.machine(number).askForAddress();
      await page.getByText(`${filled} of 8 seats filled`).waitFor();
    }
    expect(await seatOfMachine(0)).toBe('A1');
    expect(await seatOfMachine(2)).toBe('A3');
  });

  test('a seat that is skipped stays free', async () => {
    await page.getByRole('button', { name: /^Skip seat/ }).click();
    await page.getByText(/1 skipped/).waitFor();
    await cell('A4')
      .and(page.getByRole('gridcell', { name: /skipped/i }))
      .waitFor();
    await room.machines.machine(3).askForAddress();
    await page.getByText('4 of 8 seats filled').waitFor();
    expect(await seatOfMachine(3)).toBe('B1');
  });

  test('Undo takes the last machine off its seat, and the next that is switched on gets it', async () => {
    await page.getByRole('button', { name: /^Undo last/ }).click();
    await page.getByText('3 of 8 seats filled').waitFor();
    expect(await seatOfMachine(3)).toBeNull();
    await room.machines.machine(4).askForAddress();
    await page.getByText('4 of 8 seats filled').waitFor();
    expect(await seatOfMachine(4)).toBe('B1');
  });

  test('the second window sees the same roll call', async () => {
    const other = await room.openPage();
    await other.getByText('4 of 8 seats filled').waitFor();
    await room.machines.machine(5).askForAddress();
    await other.getByText('5 of 8 seats filled').waitFor();
    await other.context().close();
  });

  test('finished, the room shows every machine on its seat', async () => {
    await page.getByRole('button', { name: 'Finish' }).click();
    for (const seat of ['row A seat 1', 'row A seat 2', 'row A seat 3', 'row B seat 1', 'row B seat 2'])
      await page.getByRole('gridcell', { name: new RegExp(`${seat}, .*address`) }).waitFor();
    await page.getByRole('gridcell', { name: 'Free seat A4.' }).waitFor();
    expect(room.complaints).toEqual([]);
  });
});

describe('the way through the room', () => {
  test.each([
    ['To and fro', 'B15', ['A1', 'A2', 'B2', 'B1'], 10],
    ['By column', 'B16', ['A1', 'B1', 'A2', 'B2'], 20],
  ] as const)('%s', async (way, name, seats, first) => {
    await room.ask('room.add', { name, rows: 2, columns: 2 });
    await page.getByRole('link', { name: new RegExp(`\\b${name}\\b`) }).click();
    await page.getByRole('button', { name: 'Roll call' }).first().click();
    const side = page.getByRole('complementary', { name: 'Roll call' });
    await side.getByText(way, { exact: true }).click();
    await side.getByRole('radio', { name: way, checked: true }).waitFor({ state: 'attached' });
    for (const [index, seat] of seats.entries()) {
      await side.getByText(seat, { exact: true }).first().waitFor();
      await room.machines.machine(first + index).askForAddress();
      await page.getByText(`${index + 1} of 4 seats filled`).waitFor();
      expect(await seatOfMachine(first + index)).toBe(seat);
    }
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByRole('gridcell', { name: /row B seat 2/ }).waitFor();
    expect(room.complaints).toEqual([]);
  });
});
