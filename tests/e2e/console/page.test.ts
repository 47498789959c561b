import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, openLab } from '../../support/lab.ts';
import { run } from '../../support/run.ts';
import { type LabBrowser, openBrowserIn } from './browser.ts';
import { type Headless, startHeadless } from './headless.ts';

/** One page for the whole file: a technician opens it, starts serving, watches a machine, stops. */
let lab: Lab;
let headless: Headless;
let chromium: LabBrowser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  lab = openLab();
  headless = await startHeadless(lab.server);
  chromium = await openBrowserIn(lab.server);
  page = await chromium.browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (fault) => complaints.push(String(fault)));
  await page.goto(headless.url);
});

afterAll(async () => {
  await chromium?.close();
  await headless?.close();
  lab?.close();
});

/** A machine of the room asks for an address as UEFI firmware does (options 60 and 93). */
function askForAddress(host: string): void {
  const asked = ['-V', 'PXEClient:Arch:00007:UNDI:003016', '-x', '0x5d:0007'];
  run(
    'ip',
    'netns',
    'exec',
    host,
    'busybox',
    'udhcpc',
    '-i',
    'eth0',
    '-n',
    '-q',
    '-t',
    '5',
    '-s',
    '/bin/true',
    ...asked,
  );
}

describe('the page in a browser', () => {
  test('leaves no token in its address', () => {
    expect(page.url()).not.toContain('token');
  });

  test('shows that nothing is served, and the cards to serve on', async () => {
    await page.getByText('Stopped', { exact: true }).waitFor();
    await page.getByText('10.77.0.1/24').waitFor();
    await page.getByText('Nothing has happened yet').waitFor();
  });

  test('starts to serve on the card that is chosen', async () => {
    await page.getByRole('combobox', { name: 'Network card' }).click();
    await page.getByRole('option', { name: 'room0, 10.77.0.1' }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('Serving on room0').waitFor();
    await page.getByText('http://10.77.0.1:8080').waitFor();
  });

  test('shows what a machine does, line by line, as it happens', async () => {
    askForAddress(lab.addHost('a'));
    const journal = page.getByRole('log', { name: 'Journal' });
    await journal
      .getByText(/Asks for a boot file \(UEFI\)/)
      .first()
      .waitFor();
    await journal
      .getByText(/Has the address 10\.77\.0\./)
      .first()
      .waitFor();
  });

  test('lists the machine that appeared by itself', async () => {
    await page.getByRole('tab', { name: /Computers/ }).click();
    await page.getByText('Discovered').waitFor();
    await page.getByRole('tab', { name: /Journal/ }).click();
  });

  test('stops to serve', async () => {
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Start' }).waitFor();
  });

  test('breaks no rule of its security policy and throws nothing', () => {
    expect(complaints).toEqual([]);
  });

  test('says so when Rollcall is gone', async () => {
    expect(await headless.stop()).toBe(0);
    await page
      .getByRole('alert')
      .getByText(/connection to Rollcall is lost/)
      .waitFor();
  });
});
