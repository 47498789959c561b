import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../support/run.ts';
import { violationsOn } from './axe.ts';
import { type LabBrowser, openBrowserIn } from './browser.ts';
import { type Classroom, openClassroom } from './classroom.ts';

/** A second computer on the network of the room: opens the console by its password, and is cut off when it is closed. */
let room: Classroom;
let otherComputer: LabBrowser;
/** At the computer that Rollcall runs on. */
let here: Page;
/** At the other one. */
let far: Page;

const pictures = new URL('../screenshots/', import.meta.url).pathname;
const password = 'a long enough word';
const address = 'http://10.77.0.1:8090/';

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  room = await openClassroom({ seated: 6, serving: false });
  const host = room.lab.addHost('far');
  run('ip', '-n', host, 'address', 'add', '10.77.0.9/24', 'dev', 'eth0');
  otherComputer = await openBrowserIn(host);
  here = await room.openPage({ reducedMotion: 'reduce' });
  const context = await otherComputer.browser.newContext({ acceptDownloads: true, reducedMotion: 'reduce' });
  far = await context.newPage();
  far.setDefaultTimeout(15_000);
});

afterAll(async () => {
  await otherComputer?.close();
  await room?.close();
});

const notice = (page: Page) => page.getByRole('link', { name: 'Console open to the network, not encrypted' });

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
}

async function logIn(page: Page, word = password): Promise<void> {
  await page.getByLabel('Password').fill(word);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** While nothing is served a fresh page shows how to start, so the map has to be asked for. */
async function showsSeat(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  await goTo(page, '#/room/1');
  await page.getByRole('gridcell', { name: new RegExp(`^${name},`) }).waitFor();
}

describe('opening the console to the network', () => {
  test('nobody is there before', async () => {
    await expect(far.goto(address)).rejects.toThrow('ERR_CONNECTION_REFUSED');
  });

  test('needs a password, and says what it means', async () => {
    await goTo(here, '#/settings');
    const part = here.getByRole('region', { name: 'Console on the network' });
    await part.getByText('It is plain HTTP, not encrypted.').waitFor();
    expect(await part.getByRole('button', { name: 'Open to the network' }).isDisabled()).toBe(true);
    await part.getByRole('combobox', { name: 'Network card' }).click();
    await here.getByRole('option', { name: 'room0, 10.77.0.1' }).click();
    await part.getByLabel('Password', { exact: true }).fill('short');
    await part.getByText('At least 10 characters.', { exact: true }).waitFor();
    await part.getByLabel('Password', { exact: true }).fill(password);
    await part.getByRole('button', { name: 'Open to the network' }).click();
    await part.getByText(address).waitFor();
  });

  test('is told on every screen', async () => {
    for (const screen of ['#/room/1', '#/tasks', '#/log', '#/settings']) {
      await goTo(here, screen);
      await notice(here).waitFor();
    }
  });
});

describe('another computer', () => {
  test.each(['light', 'dark'] as const)(
    'is asked for the password by a page that breaks no rule of axe, %s',
    async (colorScheme) => {
      await far.emulateMedia({ colorScheme });
      await far.goto(address);
      expect(new URL(far.url()).pathname).toBe('/login');
      await far.getByText('This connection is not encrypted').waitFor();
      await far.screenshot({ path: join(pictures, `login-${colorScheme}.png`) });
      expect(await violationsOn(far)).toEqual([]);
    },
  );

  test('is told that a password is wrong', async () => {
    await logIn(far, 'some other word');
    await far.getByRole('alert').getByText('That is not the password.').waitFor();
    expect(await violationsOn(far)).toEqual([]);
  });

  test('gets the console by the right one', async () => {
    await logIn(far);
    await showsSeat(far, 'PC-01');
    await notice(far).waitFor();
  });

  test('sees at once what is done at the first', async () => {
    await room.ask('computer.set', { computer: 'PC-01', name: 'Door' });
    await far.getByRole('gridcell', { name: /^Door,/ }).waitFor();
    await goTo(here, '#/settings');
    await here.getByText('1 browser is logged in.').waitFor();
  });

  test('sets neither password nor place', async () => {
    await goTo(far, '#/settings');
    const part = far.getByRole('region', { name: 'Console on the network' });
    await part.getByText('are set at the computer on which Rollcall runs').waitFor();
    expect(await part.getByRole('textbox').count()).toBe(0);
    expect(await violationsOn(far)).toEqual([]);
  });
});

describe('a backup', () => {
  let saved: string;

  test('is saved by the browser', async () => {
    await far.getByRole('button', { name: 'Back up now' }).click();
    const coming = far.waitForEvent('download');
    await far.getByRole('link', { name: /^Save a copy/ }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^rollcall-.*\.db$/);
    saved = join(room.folder, 'saved.db');
    await download.saveAs(saved);
    expect(readFileSync(saved).subarray(0, 15).toString()).toBe('SQLite format 3');
  });

  test('is brought back, checked and restored', async () => {
    await room.ask('computer.set', { computer: 'Door', name: 'Window' });
    await far.getByRole('region', { name: 'Data and backups' }).locator('input[type=file]').setInputFiles(saved);
    await far.getByText(/^Checked and kept as received-/).waitFor();
    await far
      .getByRole('row', { name: /received-/ })
      .getByRole('button', { name: 'Restore…' })
      .click();
    await far.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
    await far.getByText(/^Restored\./).waitFor();
    await far.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    for (const page of [here, far]) await showsSeat(page, 'Door');
  });

  test('that is none is refused with the reason', async () => {
    await goTo(far, '#/settings');
    const file = { name: 'list.db', mimeType: 'application/octet-stream', buffer: Buffer.from('MAC,name\r\n') };
    await far.getByRole('region', { name: 'Data and backups' }).locator('input[type=file]').setInputFiles(file);
    await far.getByRole('alert').getByText('The file is no data file of Rollcall.').waitFor();
  });
});

describe('the way out', () => {
  test('logging out leads to the password', async () => {
    await far.getByRole('button', { name: 'Log out' }).click();
    await far.getByText('You are logged out.').waitFor();
    await logIn(far);
    await showsSeat(far, 'Door');
  });

  test('logging every browser out ends the page of the other computer', async () => {
    await goTo(here, '#/settings');
    await here.getByRole('button', { name: 'Log every browser out' }).click();
    await far.getByText('You are logged out.').waitFor();
    await logIn(far);
    await showsSeat(far, 'Door');
  });

  test('a restart of Rollcall asks the other computer for the password again, and this one for nothing', async () => {
    await room.stopEngine();
    await far.getByText(/^Not connected since/).waitFor();
    await room.startEngine();
    await far.getByLabel('Password').waitFor();
    await here.getByText(/^Not connected since/).waitFor({ state: 'detached' });
    await logIn(far);
    await showsSeat(far, 'Door');
  });

  test('the boot server of the same computer knows nothing of it', async () => {
    await room.ask('service.start', { card: room.lab.card });
    const page = await far.context().newPage();
    const answer = await page.goto('http://10.77.0.1:8080/login');
    expect(answer?.status()).toBe(404);
    await page.close();
  });

  test('closing cuts the other computer off at once', async () => {
    const part = here.getByRole('region', { name: 'Console on the network' });
    await part.getByRole('button', { name: 'Close to the network' }).click();
    await far.getByText(/^Not connected since/).waitFor();
    await part.getByText('Closed: only this computer has the console.').waitFor();
    await notice(here).waitFor({ state: 'detached' });
    await expect(far.goto(address)).rejects.toThrow('ERR_CONNECTION_REFUSED');
  });
});
