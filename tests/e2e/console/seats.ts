import type { Locator, Page } from 'playwright-core';
import { computerName } from './classroom.ts';

/** The seat of a machine in the map, found as a screen reader finds it: by its sentence. */
export function seatOf(page: Page, number: number): Locator {
  return page.getByRole('gridcell', { name: new RegExp(`^${computerName(number)},`) });
}

/** Resolves when the seat's sentence says this. */
export async function seatSays(page: Page, number: number, words: RegExp): Promise<void> {
  const sentence = new RegExp(`^${computerName(number)},.*(?:${words.source})`, 'i');
  await page.getByRole('gridcell', { name: sentence }).waitFor();
}

/** The seats that are selected, by the names of their machines, in the order of the map. */
export async function selectedNames(page: Page): Promise<readonly string[]> {
  const labels = await page
    .locator('[role=gridcell][aria-selected=true]')
    .evaluateAll((seats) => seats.map((seat) => seat.querySelector('.heard')?.textContent ?? ''));
  return labels.map((label) => label.split(',', 1)[0] as string);
}

/** Draws a rubber band from the gap before one seat to the middle of another. */
export async function drawBand(page: Page, from: Locator, to: Locator): Promise<void> {
  const [first, last] = [await from.boundingBox(), await to.boundingBox()];
  if (!first || !last) throw new Error('a seat is not on the screen');
  await page.mouse.move(first.x - 3, first.y - 3);
  await page.mouse.down();
  await page.mouse.move(first.x + 20, first.y + 20, { steps: 4 });
  await page.mouse.move(last.x + last.width / 2, last.y + last.height / 2, { steps: 8 });
  await page.mouse.up();
}

/** Drags one thing onto another, slowly enough for the six pixels that a drag asks for. */
export async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('what is dragged is not on the screen');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2 + 12, start.y + start.height / 2 + 8, { steps: 4 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 10 });
  await page.mouse.up();
}

/** Lets the selection go, wherever the focus is. */
export async function selectNothing(page: Page): Promise<void> {
  const clear = page.getByRole('button', { name: /^Clear/ });
  if (await clear.isVisible()) await clear.click();
}

/** A large button of the dock that proposes an action. */
export function actionButton(page: Page, name: string): Locator {
  return page.getByRole('region', { name: 'Actions' }).getByRole('button', { name });
}
