import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { actionKind, actionKinds } from '../../electron/actions/kinds.ts';

describe('the kinds of actions', () => {
  it('have names of their own', () => {
    expect(actionKinds.map(({ kind }) => kind)).toEqual([
      'local-disk',
      'winpe',
      'windows-setup',
      'kiosk',
      'catalogue',
      'signage',
      'debian-live',
      'ubuntu-live',
      'debian-installer',
      'ubuntu-server',
      'systemrescue',
      'clonezilla',
      'memtest',
      'linux',
      'script',
      'ipxe-shell',
      'san',
      'client-menu',
      'hold',
      'power',
      'inventory',
      'netboot-xyz',
      'fog',
      'wds',
      'hand-off',
    ]);
  });

  it('are found by their names only', () => {
    expect(actionKind('linux')?.title).toBe('Linux kernel');
    expect(actionKind('constructor')).toBeNull();
  });

  it.each(actionKinds.map((kind) => [kind.kind, kind] as const))('%s describes its form as JSON Schema', (_, kind) => {
    const schema = z.toJSONSchema(kind.parameters, { io: 'input' }) as { properties?: object };
    expect(Object.keys(schema.properties ?? {})).toEqual(expect.arrayContaining([...kind.fileParameters]));
  });
});

describe('the files of a Linux kernel', () => {
  const files = (parameters: Record<string, unknown>): readonly string[] =>
    actionKind('linux')!
      .files(parameters)
      .map(({ slot, source, name }) => `${slot} ${source.kind === 'path' ? source.path : source.kind} ${name}`);

  it.each([
    ['a kernel alone', { kernel: '/srv/vmlinuz' }, ['kernel /srv/vmlinuz vmlinuz']],
    [
      'an initrd',
      { kernel: '/srv/vmlinuz', initrd: '/srv/initrd.img' },
      ['kernel /srv/vmlinuz vmlinuz', 'initrd /srv/initrd.img initrd.img'],
    ],
    [
      'initrds of one name in two folders',
      { kernel: '/a/linux', initrd: ['/a/initrd', '/b/initrd'] },
      ['kernel /a/linux linux', 'initrd /a/initrd initrd', 'initrd2 /b/initrd initrd2-initrd'],
    ],
    [
      'a path of Windows',
      { kernel: 'C:\\Boot Files\\vmlinuz 6.1' },
      ['kernel C:\\Boot Files\\vmlinuz 6.1 vmlinuz-6.1'],
    ],
    ['a name of other letters only', { kernel: '/srv/ядро' }, ['kernel /srv/ядро kernel']],
    ['a hidden file', { kernel: '/srv/..kernel' }, ['kernel /srv/..kernel kernel']],
    ['a name that would break out of a URL', { kernel: '/srv/a?b#c&d%2f' }, ['kernel /srv/a?b#c&d%2f a-b-c-d-2f']],
  ])('%s', (_, parameters, expected) => {
    expect(files(parameters)).toEqual(expected);
  });

  it.each([
    ['a relative path', { kernel: 'srv/vmlinuz' }],
    ['a folder', { kernel: '/srv/' }],
    ['a path with a line break', { kernel: '/srv/a\nb' }],
    ['no kernel', { initrd: '/srv/initrd' }],
    ['a parameter that it does not have', { kernel: '/srv/vmlinuz', root: '/dev/sda' }],
    ['a command line of two lines', { kernel: '/srv/vmlinuz', cmdline: 'a\nb' }],
    ['a command line with an operator', { kernel: '/srv/vmlinuz', cmdline: 'a || reboot' }],
    ['a command line with a comment', { kernel: '/srv/vmlinuz', cmdline: 'a #b' }],
    ['a command line beyond what kernels take', { kernel: '/srv/vmlinuz', cmdline: 'x'.repeat(1_801) }],
  ])('are refused for %s', (_, parameters) => {
    expect(actionKind('linux')!.parameters.safeParse(parameters).success).toBe(false);
  });

  it('can be told by a command line with settings of iPXE', () => {
    const cmdline = 'BOOTIF=01-${netX/mac:hexhyp} ds=nocloud-net;s=${http}/x/';
    expect(actionKind('linux')!.parameters.safeParse({ kernel: '/srv/vmlinuz', cmdline }).success).toBe(true);
  });
});
