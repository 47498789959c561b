import { describe, expect, test } from 'vitest';
import { findFolders } from '../../electron/shell/folders.ts';
import { isGranted, isOwnPage, isPageItself, isTrusted } from '../../electron/shell/sender.ts';

describe('who may give commands', () => {
  const page = { url: 'app://rollcall/', mainFrame: true, contentsId: 7 };
  test.each([
    ['the main frame of our window', page, true],
    ['a frame inside our window', { ...page, mainFrame: false }, false],
    ['a window that we did not open', { ...page, contentsId: 8 }, false],
    ['a frame that is gone', { ...page, url: null }, false],
    ['an empty address', { ...page, url: '' }, false],
    ['another host of our scheme', { ...page, url: 'app://other/' }, false],
    ['a host that begins like ours', { ...page, url: 'app://rollcall.example/' }, false],
    ['a page of the web', { ...page, url: 'https://rollcall/' }, false],
    ['our address inside another', { ...page, url: 'https://x.example/app://rollcall/' }, false],
    ['a file', { ...page, url: 'file:///app://rollcall/' }, false],
  ])('%s', (_sentence, sender, expected) => {
    expect(isTrusted(sender, new Set([7]))).toBe(expected);
  });

  test('a user name in the address does not make it ours', () => {
    expect(isOwnPage('app://rollcall@other/')).toBe(false);
  });
});

describe('where the window may go', () => {
  test.each([
    ['to the page, anew', 'app://rollcall/', true],
    ['to the page at one of its screens', 'app://rollcall/#/room/1', true],
    ['to no other file of the page', 'app://rollcall/icon.svg', false],
    ['to no other host of the scheme', 'app://other/', false],
    ['to nothing that is no address', '', false],
  ])('%s', (_sentence, url, expected) => {
    expect(isPageItself(url)).toBe(expected);
  });
});

describe('permissions', () => {
  test.each([
    ['our page may put text on the clipboard', 'clipboard-sanitized-write', 'app://rollcall/', true],
    ['our page may not read it', 'clipboard-read', 'app://rollcall/', false],
    ['another page may not write it', 'clipboard-sanitized-write', 'https://rollcall/', false],
    ['our page may not use the camera', 'media', 'app://rollcall/', false],
  ])('%s', (_sentence, permission, url, expected) => {
    expect(isGranted(permission, url)).toBe(expected);
  });
});

describe('where the parts of the app lie', () => {
  const place = { appPath: 'app', resourcesPath: 'resources' };
  test('in a checkout the boot loaders lie beside the sources', () => {
    expect(findFolders({ ...place, isPackaged: false }).firmware.split(/[\\/]/)).toEqual(['app', 'firmware', 'files']);
  });

  test('in a packaged app the boot loaders are plain files', () => {
    const folders = findFolders({ ...place, isPackaged: true });
    expect(folders.firmware.split(/[\\/]/)).toEqual(['resources', 'firmware', 'files']);
  });
});
