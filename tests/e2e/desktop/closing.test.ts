import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type MachineClass, openClass } from '../../support/class.ts';
import { inside, type Lab, openLab } from '../../support/lab.ts';
import { runCommand } from '../../support/rollcall.ts';
import { type Desk, type DrivenApp, openDesk } from './desk.ts';

/** The window closes while machines boot; the app goes on, is called back, and ends when it is told to. */
let lab: Lab;
let desk: Desk;
let app: DrivenApp;
let page: Page;
let machines: MachineClass;
const { drivenProgram } = inject('packaged');

beforeAll(async () => {
  lab = openLab();
  machines = openClass(lab);
  desk = await openDesk(lab);
  app = await desk.drive(drivenProgram);
  page = app.page;
  await page.getByRole('radio', { name: /room0/ }).check();
  await page.getByRole('button', { name: 'Start on room0' }).click();
  await page.getByText(/^Serving on/).waitFor();
});

afterAll(async () => {
  await machines?.close();
  await desk?.close();
  lab?.close();
});

/** Answers the questions of the system's windows by the number of a button, and notes what was asked. */
const answerQuestions = (button: number) =>
  app.electron.evaluate(({ dialog }, response) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    Object.assign(dialog, {
      showMessageBox: async (...words: { message?: string }[]) => {
        asked.push(words.at(-1)?.message ?? '');
        return { response, checkboxChecked: false };
      },
    });
  }, button);

const questions = () => app.electron.evaluate(() => Reflect.get(globalThis, 'asked') as readonly string[]);

const isVisible = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());

describe('closing the window', () => {
  test('hides it and says that serving goes on', async () => {
    await answerQuestions(0);
    await app.electron.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const hidden = new Promise<void>((resolve) => window?.once('hide', () => resolve()));
      window?.close();
      await hidden;
    });
    expect(await questions()).toEqual(['Rollcall goes on serving while its window is closed.']);
  });

  test('machines go on booting', async () => {
    expect(await machines.machine(0).askForAddress()).toMatch(/^10\.77\.0\.1\d\d$/);
  });

  test('a second start brings it back and ends by itself', async () => {
    expect(await isVisible()).toBe(false);
    const second = desk.start(drivenProgram);
    const [code] = await once(second, 'exit');
    expect(code).toBe(0);
    await expect.poll(isVisible, { timeout: 10_000 }).toBe(true);
    expect(await machines.machine(1).askForAddress()).toMatch(/^10\.77\.0\.1\d\d$/);
  });
});

describe('quitting while machines boot', () => {
  test('asks first, and goes on when that is the answer', async () => {
    await page.getByRole('link', { name: 'Log' }).click();
    await machines.machine(0).bootToScript();
    const log = page.getByRole('region', { name: 'Lines of the log' });
    await log
      .getByText(/Local disk/)
      .first()
      .waitFor();
    await answerQuestions(0);
    await app.electron.evaluate((electron) => electron.app.quit());
    expect(await questions()).toEqual(['2 machines are loading.']);
    expect(await runCommand(lab, desk.dataFolder, ['status'])).toMatchObject({ service: { state: 'serving' } });
  });

  test('ends with exit code 0 when it is meant, and gives up its ports and its data', async () => {
    await answerQuestions(1);
    const ended = once(app.electron.process(), 'exit');
    await app.electron.evaluate((electron) => electron.app.quit());
    expect(await ended).toEqual([0, null]);
    expect(inside(lab.server, 'ss', '-H', '-lnu').trim()).toBe('');
    expect(existsSync(join(desk.dataFolder, 'instance.json'))).toBe(false);
  });
});
