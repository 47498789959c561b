import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOn } from './axe.ts';
import { type Classroom, openClassroom } from './classroom.ts';
import { furnishRoom, settleMachines } from './lesson.ts';
import { actionButton, drawBand, seatOf, seatSays, selectNothing } from './seats.ts';

/** Every screen in both themes: without a single violation of axe's rules, and as a picture to look at. */
let room: Classroom;
let page: Page;

const pictures = new URL('../screenshots/', import.meta.url).pathname;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  room = await openClassroom({ seated: 29 });
  await furnishRoom(room);
  page = await room.openPage({ reducedMotion: 'reduce' });
  await settleMachines(room);
  await seatSays(page, 21, /failed/);
  await seatSays(page, 17, /missed/);
});

afterAll(() => room?.close());

async function goTo(hash: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
}

/** How each screen is reached from the room, and what shows that it is there. */
const screens: readonly { readonly name: string; readonly open: () => Promise<void> }[] = [
  { name: 'room', open: () => page.getByRole('region', { name: 'Needs you' }).waitFor() },
  {
    name: 'room-selected',
    open: async () => {
      await drawBand(page, seatOf(page, 12), seatOf(page, 17));
      await actionButton(page, 'Porteus Kiosk').click();
      await page.getByRole('button', { name: 'Boot 6 seats' }).waitFor();
    },
  },
  {
    name: 'room-guard',
    open: async () => {
      await page.getByRole('button', { name: 'Select all seats' }).click();
      await actionButton(page, 'Local disk').click();
      await page.getByText('Type 29 to go on').first().waitFor();
    },
  },
  {
    name: 'seat-drawer',
    open: async () => {
      await seatOf(page, 8).dblclick();
      await page.getByRole('region', { name: /PC-09/ }).waitFor();
    },
  },
  {
    name: 'room-editor',
    open: async () => {
      await page.getByRole('button', { name: 'Edit room' }).click();
      await page.getByRole('button', { name: 'Keep room' }).waitFor();
    },
  },
  {
    name: 'roll-call',
    open: async () => {
      await goTo('#/room/2');
      await page.getByRole('button', { name: 'Roll call' }).first().click();
      await page.getByRole('complementary', { name: 'Roll call' }).waitFor();
    },
  },
  { name: 'tasks', open: () => goTo('#/tasks') },
  {
    name: 'tasks-day',
    open: async () => {
      await goTo('#/tasks');
      await page.getByText('Day', { exact: true }).click();
    },
  },
  { name: 'history', open: () => goTo('#/history') },
  { name: 'actions', open: () => goTo('#/actions') },
  {
    name: 'script-editor',
    open: async () => {
      await goTo('#/actions');
      await page
        .getByRole('button', { name: 'Open Rescue menu' })
        .or(page.getByRole('link', { name: 'Open Rescue menu' }))
        .click();
      await page.locator('.cm-content').waitFor();
    },
  },
  { name: 'log', open: () => goTo('#/log') },
  { name: 'settings', open: () => goTo('#/settings') },
  {
    name: 'first-run',
    open: async () => {
      await goTo('#/start');
      await page.getByText('http://10.77.0.1:8080').first().waitFor();
    },
  },
  {
    name: 'palette',
    open: async () => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'keys',
    open: async () => {
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    },
  },
];

/** Back to the room with nothing selected and nothing open. */
async function backToRoom(): Promise<void> {
  await goTo('#/room/1');
  await page.reload();
  await seatOf(page, 0).waitFor();
  const finish = page.getByRole('button', { name: 'Finish' });
  if (await finish.isVisible()) await finish.click();
  await selectNothing(page);
}

describe.each(['light', 'dark'] as const)('every screen, %s', (colorScheme) => {
  beforeAll(() => page.emulateMedia({ colorScheme }));

  test.each(screens)('$name breaks no rule of axe', async ({ name, open }) => {
    await backToRoom();
    await open();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`), animations: 'disabled' });
    expect(await violationsOn(page)).toEqual([]);
    if (name === 'roll-call') await page.getByRole('button', { name: 'Finish' }).click();
  });
});

test('nothing of all this made the page complain', () => {
  expect(room.complaints).toEqual([]);
});
