import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSchool } from '../../bench/console-school.ts';
import { type Lab, openLab } from '../../support/lab.ts';
import { type LabBrowser, openBrowserIn } from './browser.ts';
import { type Headless, startHeadless } from './headless.ts';

/** One boot failed a hundred thousand lines ago: the log finds it, and says how far it looked. */
let lab: Lab;
let headless: Headless;
let chromium: LabBrowser;
let page: Page;
let gate: Gate;

beforeAll(async () => {
  lab = openLab();
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-older-'));
  const file = join(folder, 'rollcall.db');
  makeSchool(file);
  letOneFail(file);
  headless = await startHeadless(lab.server, folder);
  chromium = await openBrowserIn(lab.server);
  page = await chromium.browser.newPage({ viewport: { width: 1_280, height: 800 } });
  gate = await holdSearches(page);
  await page.goto(headless.url);
});

afterAll(async () => {
  await chromium?.close();
  await headless?.close();
  lab?.close();
});

/** The last word of the log's first boot becomes a failure. */
function letOneFail(file: string): void {
  const database = new Database(file);
  const fact = JSON.stringify({ kind: 'failed', why: '0x2d0c6139' });
  database.prepare("UPDATE event SET kind = 'failed', fact = ? WHERE id = 7").run(fact);
  database.close();
}

/** Questions for older lines wait here, so that what the page shows meanwhile can be looked at. */
interface Gate {
  /** Lets the questions through that wait now; the next one waits again. */
  pass(): void;
  open(): void;
}

async function holdSearches(of: Page): Promise<Gate> {
  const held: (() => void)[] = [];
  let isOpen = false;
  await of.routeWebSocket(/\/socket$/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const send = () => server.send(message);
      if (isOpen || !String(message).includes('"command":"log.list"')) send();
      else held.push(send);
    });
  });
  const pass = () => {
    for (const send of held.splice(0)) send();
  };
  return {
    pass,
    open: () => {
      isOpen = true;
      pass();
    },
  };
}

const looking = (percent: string) => page.getByText(new RegExp(`^Looking further back, ${percent}\\s?%$`));
const lines = () => page.getByRole('region', { name: 'Lines of the log' });

describe('a search that nothing near the end fits', () => {
  test('says how far it looked, stretch by stretch', async () => {
    await page.evaluate(() => {
      window.location.hash = '#/log';
    });
    await lines().waitFor();
    await page.getByRole('button', { name: /^Trouble/ }).click();
    await looking('[0-9]').waitFor();
    gate.pass();
    await looking('2[0-9]').waitFor();
  });

  test('is given up by Stop', async () => {
    await page.getByRole('button', { name: 'Stop', exact: true }).last().click();
    await page.getByRole('button', { name: 'Look further back' }).waitFor();
    await looking('\\d+').waitFor({ state: 'detached' });
    expect(
      await lines()
        .getByText(/did not boot/)
        .count(),
    ).toBe(0);
  });

  test('goes on when it is asked to, to the one line that fits', async () => {
    gate.open();
    await page.getByRole('button', { name: 'Look further back' }).click();
    await lines()
      .getByText(/did not boot/)
      .waitFor();
    await page.getByRole('button', { name: 'Look further back' }).waitFor({ state: 'detached' });
  });
});
