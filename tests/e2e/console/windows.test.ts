import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Classroom, openClassroom } from './classroom.ts';
import { actionButton, seatOf, seatSays, selectNothing } from './seats.ts';

/** Two browsers on one engine, two languages, and an engine that goes away and comes back under open pages. */
let room: Classroom;
let first: Page;
let second: Page;

beforeAll(async () => {
  room = await openClassroom({ seated: 6 });
  first = await room.openPage();
  second = await room.openPage();
});

afterAll(() => room?.close());

describe('a second browser', () => {
  test('sees what machines do as the first does', async () => {
    await room.machines.machine(0).bootToScript();
    for (const page of [first, second]) await seatSays(page, 0, /script|started|Local disk/);
  });

  test('sees what the first one assigned, once it is sent', async () => {
    await seatOf(first, 1).click();
    await actionButton(first, 'Lab Linux').click();
    await first.getByRole('button', { name: 'Boot PC-02' }).click();
    await seatSays(second, 1, /next Lab Linux/);
    await selectNothing(first);
  });
});

describe('the language', () => {
  test('changes at once and without a reload', async () => {
    await first.getByRole('button', { name: /language is English/ }).click();
    await first
      .getByRole('menuitem', { name: 'Français' })
      .or(first.getByRole('menuitemradio', { name: 'Français' }))
      .click();
    await first.getByRole('link', { name: 'Réglages' }).waitFor();
    expect(await first.locator('html').getAttribute('lang')).toBe('fr');
    await first.getByRole('gridcell', { name: /^PC-03, .*éteint/i }).waitFor();
  });

  test('is this browser’s own', async () => {
    await second.getByRole('link', { name: 'Settings' }).waitFor();
  });

  test('is kept over a reload', async () => {
    await first.reload();
    await first.getByRole('link', { name: 'Réglages' }).waitFor();
  });
});

describe('an engine that is restarted under open pages', () => {
  test('is missed at once; the map stays, and no act is taken', async () => {
    await room.stopEngine();
    await second
      .getByRole('alert')
      .getByText(/^Not connected since/)
      .waitFor();
    await first
      .getByRole('alert')
      .getByText(/^Déconnecté depuis/)
      .waitFor();
    await seatOf(second, 2).click();
    await actionButton(second, 'Local disk').click();
    expect(await second.getByRole('button', { name: 'Boot PC-03' }).isDisabled()).toBe(true);
  });

  test('is found again by every page by itself', async () => {
    await room.startEngine();
    await second.getByText('Back.').waitFor();
    await second.getByText(/^Not connected since/).waitFor({ state: 'detached' });
    await seatSays(second, 1, /next Lab Linux/);
    await expect
      .poll(() => second.getByRole('button', { name: 'Boot PC-03' }).isEnabled(), { timeout: 15_000 })
      .toBe(true);
  });
});
