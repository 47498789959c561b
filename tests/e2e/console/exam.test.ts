import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOn } from './axe.ts';
import { type Classroom, openClassroom } from './classroom.ts';

const pictures = new URL('../screenshots/', import.meta.url).pathname;

/** An exam as the technician sees it: started by a few fields, watched on its board, ended by its PIN. */
let room: Classroom;
let page: Page;

beforeAll(async () => {
  room = await openClassroom({ seated: 4 });
  page = await room.openPage();
  await room.ask('computer.add', { mac: '52:54:00:00:01:99', name: 'PC-99', room: 'B12' });
});

afterAll(() => room?.close());

const board = () => page.getByRole('list', { name: 'Seats of Maths' });
const tile = (name: string) => board().getByRole('listitem').filter({ hasText: name });

describe('the board of an exam', () => {
  test('is there once the exam was started, after a preview of what will happen', async () => {
    await room.machines.machine(2).bootThrough();
    await page.getByRole('button', { name: 'Exam…', exact: true }).click();
    await page.getByRole('textbox', { name: 'Name of the exam' }).fill('Maths');
    await page.getByRole('combobox', { name: 'What the seats boot' }).selectOption({ label: 'Lab Linux' });
    await page.getByText('5 seats: 0 in this boot, 1 at the next start, 4 off.').waitFor();
    await page.getByRole('textbox', { name: 'Candidates' }).fill('PC-01;Ada\nPC-02;Grace');
    await page.getByRole('textbox', { name: 'PIN' }).fill('4711');
    expect(await violationsOn(page)).toEqual([]);
    await page.screenshot({ path: `${pictures}exam-start.png` });
    await page.getByRole('button', { name: 'Start for 5 seats' }).click();
    await tile('PC-01').getByText('Off').waitFor();
    await tile('PC-02').getByText('Grace').waitFor();
  });

  test('says who is in the exam, who boots and who is not in it', async () => {
    await room.machines.machine(0).bootThrough();
    await tile('PC-01').getByText('In the exam').waitFor();
    await room.machines.machine(1).askForAddress();
    await tile('PC-02').getByText('Booting').waitFor();
    await tile('PC-03').getByText('Not in the exam').waitFor();
    await page.getByText('1 in the exam', { exact: true }).waitFor();
  });

  test('says that a machine restarts, and that it is back', async () => {
    await room.machines.machine(0).pullThePlug();
    await room.machines.machine(0).askForAddress();
    await tile('PC-01').getByText('Restarting').waitFor();
    await room.machines.machine(0).bootThrough();
    await tile('PC-01').getByText('In the exam').waitFor();
  });

  test('gives a seat more time by the PIN, and says so when it is another', async () => {
    await page.getByRole('button', { name: 'Extra time for PC-02' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'PIN' }).fill('0000');
    await dialog.getByRole('button', { name: 'Give 10 min' }).click();
    await dialog.getByText('This is not the PIN of the exam.').waitFor();
    await dialog.getByRole('textbox', { name: 'PIN' }).fill('4711');
    await dialog.getByRole('button', { name: 'Give 10 min' }).click();
    await tile('PC-02').getByText('+10 min').waitFor();
  });

  test('takes another portal by the PIN', async () => {
    await page.getByRole('button', { name: 'Change…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Portal' }).fill('http://10.77.0.6/exam');
    await dialog.getByRole('textbox', { name: 'PIN' }).fill('4711');
    expect(await violationsOn(page)).toEqual([]);
    await page.screenshot({ path: `${pictures}exam-change.png` });
    await dialog.getByRole('button', { name: 'Change the exam' }).click();
    await page.getByText('Portal: http://10.77.0.6/exam').waitFor();
  });

  test('seats a late one by one click', async () => {
    await room.ask('computer.add', { mac: '52:54:00:00:01:98', name: 'PC-98', room: 'B12' });
    await page.getByRole('button', { name: 'PC-98' }).click();
    await tile('PC-98').waitFor();
  });

  test.each(['light', 'dark'] as const)('breaks no rule of accessibility when it is %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await violationsOn(page)).toEqual([]);
    await page.screenshot({ path: `${pictures}exam-board-${colorScheme}.png` });
  });

  test('is over when somebody ends the exam, and the record can be saved', async () => {
    await page.getByRole('button', { name: 'End the exam…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'PIN' }).fill('4711');
    await dialog.getByRole('button', { name: 'End the exam' }).click();
    await page.getByText(/^over since/).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^rollcall-exam-\d+\.csv$/);
    expect(await room.ask('task.list', {})).toEqual([]);
    expect(room.complaints).toEqual([]);
  });
});
