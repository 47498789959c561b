import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Classroom, openClassroom } from './classroom.ts';

/** A list of computers from a file with faults in it: nothing changes before they were all shown. */
let room: Classroom;
let page: Page;

const list = [
  'MAC,name,room,row,column,default action',
  '52:54:00:00:01:01,PC-01,Lab 3,1,1,',
  '52:54:00:00:01:02,PC-02,Lab 3,1,2,Local disk',
  'not a mac,PC-03,Lab 3,1,3,',
  '52:54:00:00:01:04,PC-04,Lab 3,1,1,',
  '52:54:00:00:01:05,PC-05,Lab 3,1,5,No such action',
  '52:54:00:00:01:06,PC-06,,,,',
  '',
].join('\n');

beforeAll(async () => {
  room = await openClassroom({ serving: false });
  await room.ask('room.add', { name: 'Lab 3', rows: 2, columns: 6 });
  page = await room.openPage();
});

afterAll(() => room?.close());

describe('a list with faults', () => {
  test('is shown first: how many are new, and every line that is refused with its reason', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Import a list…' }).click();
    const dialog = page.getByRole('dialog');
    const choosing = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Choose a file…' }).click();
    const file = { name: 'lab-3.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
    await (await choosing).setFiles(file);
    await dialog.getByText('3 new machines').waitFor();
    await dialog.getByText('3 lines refused').waitFor();
    for (const line of ['4', '5', '6']) await dialog.getByRole('cell', { name: line, exact: true }).waitFor();
    await dialog.getByText(/is no MAC address/).waitFor();
    await dialog
      .getByText(/No such action/)
      .first()
      .waitFor();
  });

  test('has changed nothing until it is taken', async () => {
    expect(await room.ask('computer.list', {})).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Import 3 machines' }).click();
    await page.getByText('3 machines were imported.').waitFor();
    expect((await room.ask('computer.list', {})).map((computer) => computer.name).sort()).toEqual([
      'PC-01',
      'PC-02',
      'PC-06',
    ]);
  });

  test('puts the machines on their seats', async () => {
    await page.getByRole('link', { name: 'Room' }).click();
    await page.getByRole('gridcell', { name: /^PC-02, row A seat 2/ }).waitFor();
    expect(room.complaints).toEqual([]);
  });
});
