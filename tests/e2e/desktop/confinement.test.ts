import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Lab, openLab } from '../../support/lab.ts';
import { type Desk, type DrivenApp, openDesk } from './desk.ts';

/** What the page of the packaged app cannot do, and what nobody else can do in its name. */
let lab: Lab;
let desk: Desk;
let app: DrivenApp;
let page: Page;

beforeAll(async () => {
  lab = openLab();
  desk = await openDesk(lab);
  app = await desk.drive(inject('packaged').drivenProgram);
  page = app.page;
  await page.getByRole('heading', { name: 'Which cable goes to the classroom?' }).waitFor();
});

afterAll(async () => {
  await desk?.close();
  lab?.close();
});

describe('the process of the page', () => {
  test('has no Node, only the bridge', async () => {
    const seen = await page.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
      bridge: Object.keys(window.rollcall ?? {}),
    }));
    expect(seen).toEqual({ node: [], bridge: ['call', 'subscribe'] });
  });

  test('is in the sandbox of the system', async () => {
    const pid = await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId());
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    // Filtered system calls, and a number of its own in a namespace of its own.
    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(status).toMatch(/^NSpid:\t\d+\t\d+/m);
  });
});
