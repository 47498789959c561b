import { describe, expect, test } from 'vitest';
import { reasonIn } from '../../electron/setup/electron-binary.mjs';
import { isDebianLike, packagesMissing } from '../../electron/setup/packages.mjs';
import { hasDesktop } from '../../electron/setup/place.mjs';

describe('the packages of the system', () => {
  test.each([
    ['Debian', 'ID=debian\n', true],
    ['Ubuntu', 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', true],
    ['a system that descends from both', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', true],
    ['Fedora', 'ID=fedora\n', false],
    ['a name that only sounds like it', 'ID=notdebian\n', false],
  ])('apt is expected on %s: %#', (_name, osRelease, expected) => {
    expect(isDebianLike(osRelease)).toBe(expected);
  });

  test('a package that was removed but left its settings is missing', () => {
    expect(packagesMissing(['curl', 'ovmf', 'cpio'], 'curl installed\novmf config-files\n')).toEqual(['ovmf', 'cpio']);
  });
});

describe('whether a window can open', () => {
  test.each([
    ['Linux with an X server', { DISPLAY: ':0' }, 'linux', true],
    ['Linux on a console', {}, 'linux', false],
    ['macOS', {}, 'darwin', true],
    ['Windows', {}, 'win32', true],
  ] as const)('%s', (_sentence, env, platform, expected) => {
    expect(hasDesktop(env, platform)).toBe(expected);
  });

  test('a failed download is told in one short line', () => {
    const output = 'Downloading\nRequestError: getaddrinfo ENOTFOUND host\n    at a\n    at b\n';
    expect(reasonIn(output)).toBe('it could not be downloaded (RequestError: getaddrinfo ENOTFOUND host)');
  });
});
