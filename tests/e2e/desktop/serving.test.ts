import { chmodSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type MachineClass, openClass } from '../../support/class.ts';
import { inside, type Lab, openLab } from '../../support/lab.ts';
import { runCommand } from '../../support/rollcall.ts';
import { actionButton, seatOf, seatSays } from '../console/seats.ts';
import { type Desk, type DrivenApp, openDesk } from './desk.ts';

/** A technician starts the packaged app, serves the room, and points at a seat; a machine boots what was chosen. */
let lab: Lab;
let desk: Desk;
let app: DrivenApp;
let page: Page;
let machines: MachineClass;
let files: string;

beforeAll(async () => {
  lab = openLab();
  machines = openClass(lab);
  desk = await openDesk(lab);
  app = await desk.drive(inject('packaged').drivenProgram);
  page = app.page;
  files = mkdtempSync(join(tmpdir(), 'rollcall-files-'));
  chmodSync(files, 0o755);
  writeFileSync(join(files, 'vmlinuz'), '');
  truncateSync(join(files, 'vmlinuz'), 4_000_000);
});

afterAll(async () => {
  await machines?.close();
  await desk?.close();
  lab?.close();
  rmSync(files, { recursive: true, force: true });
});

const rollcall = (...words: readonly string[]) => runCommand(lab, desk.dataFolder, words);

describe('the window', () => {
  test('shows the page from inside the app, as packaged', async () => {
    expect(page.url()).toMatch(/^app:\/\/rollcall\//);
    expect(await app.electron.evaluate((electron) => electron.app.isPackaged)).toBe(true);
    await page.getByRole('heading', { name: 'Which cable goes to the classroom?' }).waitFor();
  });

  test('is on the screen', async () => {
    const seen = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => [window.isVisible(), window.getTitle()]),
    );
    expect(seen).toEqual([[true, 'Rollcall']]);
  });
});

describe('serving', () => {
  test('begins after Start on the card that was chosen', async () => {
    await page.getByRole('radio', { name: /room0.*10\.77\.0\.1\/24/ }).check();
    await page.getByRole('radio', { name: /This switch is mine alone/ }).check();
    await page.getByRole('button', { name: 'Start on room0' }).click();
    await page.getByText(/^Serving on/).waitFor();
  });

  test('is done by the main process, on the card and nowhere else', () => {
    const pid = app.electron.process().pid;
    const sockets = inside(lab.server, 'ss', '-H', '-lnup').trim().split('\n');
    for (const port of [67, 69, 514]) {
      const bound = sockets.filter((line) => line.includes(`:${port} `));
      expect(bound, `UDP ${port}`).toHaveLength(1);
      expect(bound[0]).toContain(`%room0:${port} `);
      expect(bound[0]).toContain(`pid=${pid},`);
    }
    const web = inside(lab.server, 'ss', '-H', '-lntp', 'sport', '=', ':8080');
    expect(web).toContain('%room0:8080');
    expect(web).toContain(`pid=${pid},`);
  });

  test('a machine boots by it, and appears in the window', async () => {
    await machines.machine(0).bootThrough();
    await page.getByRole('link', { name: 'Log' }).click();
    const log = page.getByRole('region', { name: 'Lines of the log' });
    await log
      .getByText(/Local disk/)
      .first()
      .waitFor();
  });

  test('is seen by the command line, which finds the app', async () => {
    expect(await rollcall('status')).toMatchObject({ service: { state: 'serving', settings: { card: 'room0' } } });
  });
});

describe('a click', () => {
  beforeAll(async () => {
    const { mac } = machines.machine(0);
    await rollcall('room', 'add', 'B12', '--rows', '2', '--columns', '3');
    await rollcall(
      'action',
      'add',
      '--name',
      'Lab Linux',
      '--kind',
      'linux',
      '--set',
      `kernel=${join(files, 'vmlinuz')}`,
    );
    await rollcall('computer', 'add', '--mac', mac, '--name', 'PC-01', '--room', 'B12', '--seat', '1,1');
  });

  test('on a seat, an action and Boot makes it the task of the machine', async () => {
    await page.getByRole('link', { name: 'Room', exact: true }).click();
    await seatOf(page, 0).click();
    await actionButton(page, 'Lab Linux').click();
    await page.getByRole('button', { name: 'Boot PC-01' }).click();
    await seatSays(page, 0, /next Lab Linux/);
    expect(await rollcall('task', 'list')).toMatchObject([{ computerName: 'PC-01', actionName: 'Lab Linux' }]);
  });

  test('the machine boots into it, and its seat says so', async () => {
    const machine = machines.machine(0);
    await machine.pullThePlug();
    const script = await machine.bootToScript();
    expect(script).toMatch(/^kernel .*vmlinuz/m);
    await machine.loadFiles();
    await machine.reportStarted();
    await machine.reportRunning();
    await seatSays(page, 0, /running, Lab Linux/);
  });

  test('nothing broke the security policy of the page, and nothing was thrown', () => {
    expect(app.complaints).toEqual([]);
  });
});
