import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOn } from './axe.ts';
import { type Classroom, openClassroom } from './classroom.ts';
import { seatOf, seatSays } from './seats.ts';

/** What the log and the drawer of a seat tell of two machines: one that runs, one that gave up. */
let room: Classroom;
let page: Page;

beforeAll(async () => {
  room = await openClassroom({ seated: 6 });
  page = await room.openPage();
  await room.machines.machine(0).bootThrough();
  await room.machines.machine(3).bootToScript();
  await room.machines.machine(3).reportFailed('0x4c106035');
  await seatSays(page, 3, /failed/);
});

afterAll(() => room?.close());

const lines = () => page.getByRole('region', { name: 'Lines of the log' });

describe('the boot log', () => {
  test('tells every machine’s way in sentences with the seat as subject', async () => {
    await lines()
      .getByText(/^PC-01 has the address 10\.77\.0\.\d+/)
      .waitFor();
    await lines()
      .getByText(/^PC-04 /)
      .first()
      .waitFor();
  });

  test('shows trouble only, and a search within it', async () => {
    await page.getByRole('button', { name: /^Trouble/ }).click();
    await lines()
      .getByText(/^PC-01 has the address/)
      .waitFor({ state: 'detached' });
    await lines().getByText(/PC-04/).first().waitFor();
    await page.getByRole('button', { name: 'All', exact: true }).click();
  });

  test('waits while it is paused, and shows what came when it goes on', async () => {
    await page.getByRole('button', { name: 'Pause the log' }).click();
    await room.machines.machine(5).askForAddress();
    await seatSays(page, 5, /address/);
    expect(await lines().getByText(/PC-06/).count()).toBe(0);
    await page.getByRole('button', { name: 'Let the log go on' }).click();
    await lines().getByText(/PC-06/).first().waitFor();
  });
});

describe('the drawer of a seat', () => {
  test('says what went wrong, and shows the exact script', async () => {
    await seatOf(page, 3).dblclick();
    const drawer = page.getByRole('region', { name: /PC-04/ });
    await drawer.waitFor();
    const why = drawer.getByRole('region', { name: 'Why it did not boot' });
    await why.getByText('It cannot reach the server, or the server’s answers do not reach it.').waitFor();
    await why.getByText(/^Shown by \d+ lines? of the log$/).click();
    await why.getByRole('button', { name: /did not boot/ }).click();
    await why.getByText('0x4c106035', { exact: true }).waitFor();
    await drawer
      .getByText(/#!ipxe/)
      .first()
      .waitFor();
  });

  test('tells the packets of its machine in words, and saves and copies them', async () => {
    const packets = page.getByRole('region', { name: 'Packets' });
    await packets.getByRole('button', { name: 'Show' }).click();
    await packets.getByText('DHCP DISCOVER').click();
    await packets.locator('details[open]').getByText('60 vendor class', { exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      packets.getByRole('button', { name: 'Save as .pcap' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('rollcall-PC-04.pcap');
    expect(readFileSync(await download.path()).readUInt32BE(0)).toBe(0xa1b2c3d4);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await packets.getByRole('button', { name: 'Copy report for support' }).click();
    await packets.getByText(/^The report is on the clipboard/).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Why it did not boot');
    expect(await violationsOn(page)).toEqual([]);
  });

  test('closes by Escape, and the log is there again', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await lines().waitFor();
    expect(room.complaints).toEqual([]);
  });
});
