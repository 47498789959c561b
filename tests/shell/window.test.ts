import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CommandHandlers } from '../../electron/contract/api.ts';
import { withFileWindow } from '../../electron/shell/choose-file.ts';
import { answerClose } from '../../electron/shell/closing.ts';
import { placeWindow, readRemembered, writeRemembered } from '../../electron/shell/remembered.ts';
import { isOwnExport } from '../../electron/shell/sender.ts';

describe('closing the window', () => {
  const serving = { quitting: false, serving: true, told: true };
  test.each([
    ['hides it while Rollcall serves', serving, 'hide'],
    ['says so the first time', { ...serving, told: false }, 'tell and hide'],
    ['closes it when nothing is served', { ...serving, serving: false }, 'close'],
    ['closes it when Rollcall ends', { ...serving, quitting: true }, 'close'],
  ])('%s', (_sentence, closing, answer) => {
    expect(answerClose(closing)).toBe(answer);
  });
});

describe('the window opens', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 };
  const last = { x: 200, y: 100, width: 1000, height: 700 };
  const usual = { width: 1280, height: 860 };
  test.each([
    ['where it was', last, last],
    ['at its first size when nothing is remembered', null, usual],
    ['in the middle when its screen is gone', { ...last, x: 2_500 }, usual],
    ['in the middle when its top edge is above the screen', { ...last, y: -90 }, usual],
    ['not smaller than its page', { ...last, width: 10, height: 10 }, { ...last, width: 760, height: 520 }],
  ])('%s', (_sentence, bounds, expected) => {
    expect(placeWindow(bounds, [screen])).toEqual(expected);
  });
});

describe('what the shell remembers', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rollcall-shell-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is read as it was written', () => {
    const remembered = { window: { x: 1, y: 2, width: 900, height: 600 }, maximised: true, toldServing: true };
    writeRemembered(join(folder, 'kept', 'window.json'), remembered);
    expect(readRemembered(join(folder, 'kept', 'window.json'))).toEqual(remembered);
  });
  test.each([
    ['missing', null],
    ['cut off', '{"window":'],
    ['of another shape', '{"window":{"x":"left"}}'],
  ])('is nothing when the file is %s', (_sentence, text) => {
    const file = join(folder, 'window.json');
    if (text !== null) writeFileSync(file, text);
    expect(readRemembered(file)).toEqual({ window: null, maximised: false, toldServing: false });
  });
});

test('choosing a file in the window asks the system, and the rest is the engine', async () => {
  let revision = 1;
  const engine = {
    handlers: {} as CommandHandlers,
    get revision() {
      return revision;
    },
    subscribe: () => () => {},
  };
  const seen = withFileWindow(engine, async (title) => `${title}.img`);
  revision = 2;
  expect(await seen.handlers['files.choose']({ title: 'Kernel' })).toEqual({ path: 'Kernel.img' });
  expect(seen.revision).toBe(2);
});

test.each([
  ['an export of our page', 'blob:app://rollcall/0c1f', true],
  ['a file of another page', 'blob:https://rollcall/0c1f', false],
  ['an address', 'app://rollcall/icon.svg', false],
])('%s may be saved: only what our page made', (_sentence, url, allowed) => {
  expect(isOwnExport(url)).toBe(allowed);
});
