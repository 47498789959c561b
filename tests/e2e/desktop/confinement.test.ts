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
    expect(seen).toEqual({ node: [], bridge: ['call', 'subscribe', 'pathOf'] });
  });

  test('is in the sandbox of the system', async () => {
    const pid = await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId());
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    // Filtered system calls, and a number of its own in a namespace of its own.
    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(status).toMatch(/^NSpid:\t\d+\t\d+/m);
  });
});

describe('commands', () => {
  /** The answer to a command from a window that the app did not open, although it has the app's own bridge. */
  const askFromForeignWindow = (url: string) =>
    app.electron.evaluate(async (electron, address) => {
      const preload = `${electron.app.getAppPath()}/out/preload/preload.cjs`;
      const window = new electron.BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await window.loadURL(address);
      const answer = await window.webContents.executeJavaScript("window.rollcall.call('snapshot', {})");
      window.destroy();
      return answer as unknown;
    }, url);

  test('of our page are carried out', async () => {
    expect(await page.evaluate(() => window.rollcall?.call('snapshot', {}))).toMatchObject({ ok: true });
  });

  test.each([
    ['that shows our page', 'app://rollcall/'],
    ['that shows a page made up', 'data:text/html,<p>hello'],
    ['that shows nothing', 'about:blank'],
  ])('of a foreign window %s are refused', async (_sentence, url) => {
    expect(await askFromForeignWindow(url)).toMatchObject({ ok: false, code: 'forbidden' });
  });

  test('of another page in our own window are refused', async () => {
    const answer = await app.electron.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      await window?.loadURL('data:text/html,<p>hello');
      const refused: unknown = await window?.webContents.executeJavaScript("window.rollcall.call('snapshot', {})");
      await window?.loadURL('app://rollcall/');
      return refused;
    });
    expect(answer).toMatchObject({ ok: false, code: 'forbidden' });
    await page.getByRole('heading', { name: 'Which cable goes to the classroom?' }).waitFor();
  });

  test('cannot be given from a frame inside our page: it has no bridge', async () => {
    const bridge = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const seen = typeof frame.contentWindow?.rollcall;
      frame.remove();
      return seen;
    });
    expect(bridge).toBe('undefined');
  });

  test('that nobody knows are refused, those of the language as well', async () => {
    for (const name of ['no.such', '__proto__', 'constructor']) {
      const answer = await page.evaluate((command) => window.rollcall?.call(command, {}), name);
      expect(answer).toMatchObject({ ok: false, code: 'not-found' });
    }
  });
});

describe('what happens', () => {
  test('is told to our window and to no foreign one', async () => {
    const heard = await app.electron.evaluate(async (electron) => {
      const listen = 'window.heard = 0; window.rollcall.subscribe(() => { window.heard += 1; })';
      const [own] = electron.BrowserWindow.getAllWindows();
      const preload = `${electron.app.getAppPath()}/out/preload/preload.cjs`;
      const foreign = new electron.BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await foreign.loadURL('app://rollcall/');
      for (const window of [own, foreign]) await window?.webContents.executeJavaScript(`${listen}; true`);
      const add = "window.rollcall.call('room.add', { name: 'A1', rows: 1, columns: 1 })";
      const told = `new Promise((resolve) => { const off = window.rollcall.subscribe(() => { off(); resolve(); }); ${add}; })`;
      await own?.webContents.executeJavaScript(told);
      const counts: unknown[] = [];
      for (const window of [own, foreign]) counts.push(await window?.webContents.executeJavaScript('window.heard'));
      foreign.destroy();
      return counts;
    });
    expect(heard).toEqual([1, 0]);
  });
});

describe('the window', () => {
  /** Lets the page do something and gives the address that it wanted to go to, and whether that was denied. */
  async function attempt(act: () => void): Promise<unknown> {
    await app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      Object.assign(globalThis, {
        attempt: new Promise((resolve) => {
          contents?.once('will-frame-navigate', (event) => resolve([event.url, event.defaultPrevented]));
        }),
      });
    });
    await page.evaluate(act);
    return app.electron.evaluate(() => Reflect.get(globalThis, 'attempt'));
  }

  test.each([
    ['the web', 'https://example.org/', () => window.location.assign('https://example.org/')],
    ['another host of the scheme', 'app://other/', () => window.location.assign('app://other/')],
    [
      'the place of another file of the page',
      'app://rollcall/index.html',
      () => window.location.assign('app://rollcall/index.html'),
    ],
    [
      'where a link leads',
      'https://example.org/link',
      () => {
        const link = document.createElement('a');
        link.href = 'https://example.org/link';
        document.body.append(link);
        link.click();
        link.remove();
      },
    ],
  ])('does not go to %s', async (_sentence, url, act) => {
    expect(await attempt(act)).toEqual([url, true]);
    expect(page.url()).toMatch(/^app:\/\/rollcall\/(#|$)/);
  });

  test('may load the page anew, which a broken page offers', async () => {
    await page.evaluate(() => Object.assign(window, { before: true }));
    const loaded = page.waitForEvent('load');
    expect(await attempt(() => window.location.reload())).toEqual([page.url(), false]);
    await loaded;
    expect(await page.evaluate(() => 'before' in window)).toBe(false);
    expect(await page.evaluate(() => window.rollcall?.call('snapshot', {}))).toMatchObject({ ok: true });
  });

  test.each([
    'https://example.org/',
    'app://rollcall/',
    'about:blank',
    'file:///etc/hostname',
    'https://ipxe.org/scripting',
  ])('opens no second one for %s', async (url) => {
    const opened = await page.evaluate((address) => window.open(address) !== null, url);
    expect(opened).toBe(false);
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('gives only the pages of a fixed list to the system’s browser', async () => {
    await app.electron.evaluate(({ shell }) => {
      const asked: string[] = [];
      Object.assign(globalThis, { asked });
      shell.openExternal = async (url) => {
        asked.push(url);
      };
    });
    for (const url of ['https://ipxe.org.example/', 'https://ipxe.org/', 'file:///etc/hostname'])
      await page.evaluate((address) => window.open(address), url);
    expect(await app.electron.evaluate(() => Reflect.get(globalThis, 'asked'))).toEqual(['https://ipxe.org/']);
  });
});

describe('the security policy', () => {
  /** Lets the page ask for something by an element and gives the rule that it broke. */
  const ruleBrokenBy = (element: string, address: string) =>
    page.evaluate(
      ([name, src]) =>
        new Promise((resolve) => {
          const tell = (event: SecurityPolicyViolationEvent) => resolve(event.violatedDirective);
          document.addEventListener('securitypolicyviolation', tell, { once: true });
          document.body.append(Object.assign(document.createElement(name), { src }));
        }),
      [element, address] as const,
    );

  test.each([
    ['frames nothing', 'iframe', 'https://example.org/', 'frame-src'],
    ['frames not even itself', 'iframe', 'app://rollcall/', 'frame-src'],
    ['shows no picture from elsewhere', 'img', 'https://example.org/a.png', 'img-src'],
    ['runs no script from elsewhere', 'script', 'https://example.org/a.js', 'script-src-elem'],
  ])('%s', async (_sentence, element, address, rule) => {
    expect(await ruleBrokenBy(element, address)).toBe(rule);
  });

  test('gives the page its own files and no other file of the app', async () => {
    const statusOf = (url: string) => page.evaluate((address) => fetch(address).then(({ status }) => status), url);
    expect(await statusOf('app://rollcall/index.html')).toBe(200);
    for (const path of ['../package.json', '..%2f..%2fpackage.json', '%2e%2e/main/main.js', 'package.json'])
      expect(await statusOf(`app://rollcall/${path}`), path).toBe(404);
  });
});

describe('permissions', () => {
  test.each(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'persistent-storage'])(
    '%s is denied',
    async (name) => {
      const state = await page.evaluate(async (permission) => {
        const status = await navigator.permissions.query({ name: permission as PermissionName });
        return status.state;
      }, name);
      expect(state).toBe('denied');
    },
  );

  test('are not given when the page asks either', async () => {
    const answers = await page.evaluate(async () => ({
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          ({ code }) => resolve(code),
        ),
      ),
      notices: await Notification.requestPermission(),
      screen: await navigator.mediaDevices.getDisplayMedia({ video: true }).then(
        () => 'given',
        ({ name }) => name,
      ),
      clipboard: await navigator.clipboard.readText().then(
        () => 'given',
        ({ name }) => name,
      ),
    }));
    expect(answers).toEqual({ place: 1, notices: 'denied', screen: 'NotAllowedError', clipboard: 'NotAllowedError' });
  });

  test('but “Copy” puts its text on the clipboard', async () => {
    await page.getByRole('heading').first().click();
    await page.evaluate(() => navigator.clipboard.writeText('PC-01 has the address 10.77.0.100.'));
    expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(
      'PC-01 has the address 10.77.0.100.',
    );
  });
});
