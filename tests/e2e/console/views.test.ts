import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { machineMac, macText } from '../../support/dhcp-clients.ts';
import { type Classroom, openClassroom } from './classroom.ts';
import { furnishRoom, settleMachines } from './lesson.ts';
import { seatSays } from './seats.ts';

/** The room as others see it: in French, on a large screen, from far away, without colours. */
let room: Classroom;

/** The number of the first machine of the large room. */
const hall = 100;

const pictures = new URL('../screenshots/', import.meta.url).pathname;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  room = await openClassroom({ seated: 29 });
  await furnishRoom(room);
  const page = await openIn('en-GB');
  await settleMachines(room);
  await seatSays(page, 21, /failed/);
  await seatSays(page, 17, /missed/);
  await page.context().close();
});

afterAll(() => room?.close());

async function openIn(locale: string, width = 1_280, height = 800): Promise<Page> {
  const page = await room.openPage({ locale, viewport: { width, height }, reducedMotion: 'reduce' });
  await page.getByRole('gridcell').first().waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page;
}

async function take(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`), animations: 'disabled' });
  }
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
}

/** All that the page says, to the eye and to the ear, without what people typed and what is of no language. */
function said(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const own = 'code, pre, textarea, kbd, .mono, [lang], .cm-content';
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (!element || element.closest(own) || element.closest('script, style')) continue;
      if (!(node instanceof Element)) texts.push(node.textContent ?? '');
      else for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(node.getAttribute(name) ?? '');
    }
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  });
}

/** Words that French does not have; what actions and programs are called is taken out before. */
const english =
  /\b(the|is|was|are|there|this|that|cannot|could|not|did|has|have|its|with|already|from|machine|machines|seat|seats|boot|failed|missed|running|started|file|card|check|when|every|until|next|task|start|stop|settings|search|error|because|default|first|your|you)\b/i;
const ownNames =
  /Local disk|iPXE shell|Rescue menu|Windows PE|Debian live|Lab Linux|Porteus Kiosk|Rollcall|rollcall cards|npm run firmware|[\w./-]+\.(?:db|ipxe|efi|kpxe|pxe|csv)/g;

async function expectFrench(page: Page, where: string): Promise<void> {
  const wrong = (await said(page)).filter((text) => english.test(text.replaceAll(ownNames, '')));
  expect([...new Set(wrong)], where).toEqual([]);
}

describe('a French page', () => {
  let page: Page;

  beforeAll(async () => {
    page = await openIn('fr-FR');
  });

  test('says on every screen no word of English', async () => {
    for (const screen of ['room/1', 'tasks', 'history', 'actions', 'log', 'settings', 'start']) {
      await goTo(page, `#/${screen}`);
      await page.locator('main').first().waitFor();
      if (screen === 'start') await page.getByText('http://10.77.0.1:8080').first().waitFor();
      await take(page, `french-${screen.replace('/1', '')}`);
      await expectFrench(page, screen);
    }
  });

  test('tells a failed boot and its remedy in French', async () => {
    await goTo(page, '#/room/1');
    const needs = page.getByRole('region', { name: 'À faire' });
    await needs
      .getByText(/Un fichier que son script nomme/)
      .first()
      .waitFor();
    await page.getByRole('gridcell', { name: /^PC-22,/ }).dblclick();
    await page.getByRole('region', { name: /PC-22/ }).waitFor();
    await page
      .getByText(/Un fichier que son script nomme n’est pas sur le serveur/)
      .first()
      .waitFor();
    await take(page, 'french-seat-drawer');
    await expectFrench(page, 'the drawer of a failed seat');
  });

  test('tells in French why an act was refused', async () => {
    await goTo(page, '#/actions');
    await page.getByRole('button', { name: 'Plus pour Windows PE' }).click();
    await page.getByRole('menuitem', { name: 'Supprimer…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click();
    await page.getByText(/Windows PE sert encore/).waitFor();
    await take(page, 'french-refused');
    await expectFrench(page, 'a refused act');
  });

  test('words the refusal anew when the language is switched under it', async () => {
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('English');
    await page.keyboard.press('Enter');
    await dialog.getByText(/Windows PE is still used/).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Français');
    await page.keyboard.press('Enter');
    await dialog.getByText(/Windows PE sert encore/).waitFor();
  });
});

test('a large screen gives the tiles another line', async () => {
  const page = await openIn('en-GB', 1_600, 1_000);
  await take(page, 'room-large');
  expect(room.complaints).toEqual([]);
});

test('the room keeps its meaning without colours, and for who sees no green', async () => {
  const page = await openIn('en-GB');
  const browser = await page.context().newCDPSession(page);
  for (const type of ['achromatopsia', 'deuteranopia'] as const) {
    await browser.send('Emulation.setEmulatedVisionDeficiency', { type });
    await take(page, `room-${type}`);
  }
  expect(room.complaints).toEqual([]);
});

/** Seats on which the mark of a proposal hides the name, the stage or the number. */
function coveredSeats(page: Page): Promise<readonly string[]> {
  return page.locator('[data-seat]').evaluateAll((seats) =>
    seats.flatMap((seat) => {
      const mark = seat.querySelector('[class*="_mark_"]')?.getBoundingClientRect();
      if (!mark) return ['a seat without a mark'];
      const words = [...seat.querySelectorAll('[class*="_name_"], [class*="_word_"], [class*="_small_"] > *')];
      // A line box is higher than its letters by a pixel or two.
      const hidden = words.some((word) => word.getBoundingClientRect().bottom > mark.top + 2);
      return hidden ? [seat.textContent ?? ''] : [];
    }),
  );
}

/** Fills a new room with machines, from the one with this number on. */
async function fill(name: string, rows: number, columns: number, first: number): Promise<void> {
  await room.ask('room.add', { name, rows, columns });
  const lines = Array.from({ length: rows * columns }, (_, number) => {
    const seat = `${Math.floor(number / columns) + 1},${(number % columns) + 1}`;
    return `${macText(machineMac(first + number))},${name[0]}-${String(number + 1).padStart(3, '0')},${name},${seat},`;
  });
  const csv = ['MAC,name,room,row,column,default action', ...lines, ''].join('\n');
  const { added } = await room.ask('computers.import', { csv, dryRun: false });
  expect(added).toBe(rows * columns);
}

async function proposeForAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Select all seats' }).click();
  await page.getByRole('region', { name: 'Actions' }).getByRole('button', { name: 'Local disk' }).click();
  await page
    .getByText(/^Type \d+ to go on$/)
    .first()
    .waitFor();
}

test('two hundred seats fit the screen', async () => {
  await fill('Hall', 10, 20, hall);
  await room.ask('room.set', { room: 'Hall', defaultAction: 'Lab Linux' });
  for (const number of [3, 4, 5, 24, 25, 46, 47, 90]) await room.machines.machine(hall + number).bootThrough();
  for (const number of [6, 7, 26, 108]) {
    await room.machines.machine(hall + number).bootToScript();
    await room.machines.machine(hall + number).loadFiles(10 * (number % 10));
  }
  for (const number of [8, 27]) {
    await room.machines.machine(hall + number).bootToScript();
    await room.machines.machine(hall + number).reportFailed('0x2d0c6139');
  }
  const page = await openIn('en-GB');
  await goTo(page, '#/room/3');
  await page.getByRole('gridcell', { name: /^H-200,/ }).waitFor();
  await take(page, 'room-200-seats');
  const [map, last] = await Promise.all([
    page.getByRole('grid').boundingBox(),
    page.getByRole('gridcell', { name: /^H-200,/ }).boundingBox(),
  ]);
  expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual((map?.x ?? 0) + (map?.width ?? 0) + 1);
  await proposeForAll(page);
  await take(page, 'room-200-seats-proposal');
  expect(await coveredSeats(page)).toEqual([]);
});

test('eighty seats show a proposal without hiding a name or a stage', async () => {
  const lab = 400;
  await fill('Lab', 8, 10, lab);
  await room.ask('room.set', { room: 'Lab', defaultAction: 'Lab Linux' });
  for (const number of [2, 3, 12]) await room.machines.machine(lab + number).bootThrough();
  await room.machines.machine(lab + 4).bootToScript();
  await room.machines.machine(lab + 4).loadFiles(40);
  await room.machines.machine(lab + 5).bootToScript();
  await room.machines.machine(lab + 5).reportFailed('0x2d0c6139');
  const page = await openIn('en-GB');
  await goTo(page, '#/room/4');
  await page.getByRole('gridcell', { name: /^L-006,.*failed/ }).waitFor();
  await proposeForAll(page);
  await take(page, 'room-80-seats-proposal');
  expect(await coveredSeats(page)).toEqual([]);
});
