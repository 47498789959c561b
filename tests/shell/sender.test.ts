import { describe, expect, test } from 'vitest';
import { findFolders } from '../../electron/shell/folders.ts';
import { isOwnPage, isTrusted } from '../../electron/shell/sender.ts';

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
