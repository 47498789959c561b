import { describe, expect, test } from 'vitest';
import { isMediaFault } from '../../electron/media/image.ts';
import type { BootEntry, ImageTree } from '../../electron/media/port.ts';
import { recogniseMedium } from '../../electron/media/recognise.ts';
import { discOf, fixture } from './disc.ts';

const bootWim = fixture('boot.wim');

async function mediumOf(disc: ImageTree) {
  const medium = await recogniseMedium(disc);
  if (isMediaFault(medium)) throw new Error(JSON.stringify(medium.why));
  return medium;
}

/** Files that are there and whose contents do not matter. */
const placed = (...paths: readonly string[]): Record<string, string> =>
  Object.fromEntries(paths.map((path) => [path, 'x']));

describe('a disc is recognised', () => {
  test('as the setup of Windows, with what its boot.wim says', async () => {
    const disc = discOf({ 'SOURCES/BOOT.WIM': bootWim, 'sources/install.esd': 'x' }, { label: 'CCCOMA_X64FRE' });
    expect(await mediumOf(disc)).toMatchObject({
      system: 'windows-setup',
      label: 'CCCOMA_X64FRE',
      version: '10.0.22621',
      bootWim: 'SOURCES/BOOT.WIM',
      installImage: 'sources/install.esd',
      bootIndex: 1,
      images: [{ name: 'Tools & more <PE>', architecture: 'x64' }],
    });
  });

  test('as Windows PE when there is nothing to install', async () => {
    const disc = discOf({ 'sources/boot.wim': bootWim });
    expect(await mediumOf(disc)).toMatchObject({ system: 'winpe', bootWim: 'sources/boot.wim', version: '10.0.22621' });
  });

  test('as Porteus Kiosk, and whether it has the PXE component', async () => {
    const files = { ...placed('boot/vmlinuz', 'boot/initrd.xz', 'docs/kiosk.sgn'), 'docs/version': '5.4.0\n' };
    expect(await mediumOf(discOf(files))).toEqual({
      system: 'porteus-kiosk',
      label: null,
      version: '5.4.0',
      kernel: 'boot/vmlinuz',
      initrd: 'boot/initrd.xz',
      pxeInitrd: null,
    });
    const pxe = placed('boot/pxelinux.cfg/initrdpxe.xz');
    expect(await mediumOf(discOf({ ...files, ...pxe }))).toMatchObject({ pxeInitrd: 'boot/pxelinux.cfg/initrdpxe.xz' });
  });

  test('as Debian live, with the newest of its kernels', async () => {
    const disc = discOf({
      ...placed('live/vmlinuz-6.1.0-9-amd64', 'live/vmlinuz-6.1.0-18-amd64'),
      ...placed('live/initrd.img-6.1.0-9-amd64', 'live/initrd.img-6.1.0-18-amd64', 'live/filesystem.squashfs'),
      '.disk/info': 'Official Debian GNU/Linux Live 12.5.0 gnome 2024-02-10T12:07\n',
    });
    expect(await mediumOf(disc)).toMatchObject({
      system: 'debian-live',
      version: '12.5.0',
      kernel: 'live/vmlinuz-6.1.0-18-amd64',
      initrd: 'live/initrd.img-6.1.0-18-amd64',
      squashfs: 'live/filesystem.squashfs',
    });
  });

  test('as Clonezilla live by the file that it carries', async () => {
    const disc = discOf({
      ...placed('live/vmlinuz', 'live/initrd.img', 'live/filesystem.squashfs'),
      'Clonezilla-Live-Version': 'clonezilla-live-3.1.2-22-amd64\n',
    });
    expect(await mediumOf(disc)).toMatchObject({
      system: 'clonezilla',
      version: '3.1.2-22',
      kernel: 'live/vmlinuz',
      initrd: 'live/initrd.img',
    });
  });

  test.each([
    ['a disc of the installer', 'install.amd/vmlinuz', 'install.amd/initrd.gz', false],
    ['its mini.iso', 'linux', 'initrd.gz', true],
  ])('as the installer of Debian: %s', async (_what, kernel, initrd, netboot) => {
    const info = { '.disk/info': 'Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 NETINST with firmware' };
    const medium = await mediumOf(discOf({ ...placed(kernel, initrd), ...info }));
    expect(medium).toMatchObject({ system: 'debian-installer', version: '12.5.0', kernel, initrd, netboot });
  });

  test.each([
    ['Ubuntu-Server 22.04.4 LTS "Jammy Jellyfish" - Release amd64 (20240216.1)', 'ubuntu-server', '22.04.4'],
    ['Ubuntu 24.04 LTS "Noble Numbat" - Release amd64 (20240424)', 'ubuntu-live', '24.04'],
  ])('by the words %s as %s', async (info, system, version) => {
    const disc = discOf({ ...placed('casper/vmlinuz', 'casper/initrd', 'casper/hwe-initrd'), '.disk/info': info });
    const paths = { kernel: 'casper/vmlinuz', initrd: 'casper/initrd' };
    expect(await mediumOf(disc)).toMatchObject({ system, version, ...paths });
  });

  test('as SystemRescue, with the updates for processors', async () => {
    const boot = placed('sysresccd/boot/x86_64/vmlinuz', 'sysresccd/boot/x86_64/sysresccd.img');
    const more = placed('sysresccd/boot/amd_ucode.img');
    expect(await mediumOf(discOf({ ...boot, ...more, 'sysresccd/VERSION': '11.01\n' }))).toMatchObject({
      system: 'systemrescue',
      version: '11.01',
      baseFolder: 'sysresccd',
      microcode: ['sysresccd/boot/amd_ucode.img'],
    });
  });

  test('as Memtest86+ by its label alone', async () => {
    const files = placed('boot/memtest', 'EFI/BOOT/BOOTX64.EFI');
    const own = { bios: 'boot/memtest', uefi: 'EFI/BOOT/BOOTX64.EFI' };
    expect(await mediumOf(discOf(files, { label: 'MT86PLUS_7.00' }))).toMatchObject({
      system: 'memtest',
      version: '7.00',
      ...own,
    });
    expect(await mediumOf(discOf(files, { label: 'OTHER' }))).toMatchObject({ system: 'el-torito' });
  });

  test('as netboot.xyz', async () => {
    const disc = discOf(placed('netboot.xyz.lkrn', 'EFI/BOOT/BOOTX64.EFI'));
    const own = { bios: 'netboot.xyz.lkrn', uefi: 'EFI/BOOT/BOOTX64.EFI' };
    expect(await mediumOf(disc)).toMatchObject({ system: 'netboot.xyz', ...own });
  });

  test('as one that can be started whole, by its boot catalogue', async () => {
    const entry: BootEntry = { platform: 'bios', bootable: true, emulation: 'none', extent: { offset: 0, length: 1 } };
    const disc = (boot: BootEntry) => discOf(placed('readme.txt'), { label: 'RESCUE', bootEntries: [boot] });
    const bios = { system: 'el-torito', label: 'RESCUE', version: null, bios: true, uefi: false };
    expect(await mediumOf(disc(entry))).toEqual(bios);
    expect(await mediumOf(disc({ ...entry, platform: 'uefi' }))).toMatchObject({ bios: false, uefi: true });
    expect(await mediumOf(disc({ ...entry, bootable: false }))).toMatchObject({ system: 'unknown' });
  });
});

describe('a disc is not taken for another', () => {
  test.each([
    ['a kernel without its initrd', placed('live/vmlinuz', 'live/filesystem.squashfs')],
    ['empty files in the right places', { 'live/vmlinuz': '', 'live/initrd.img': '', 'live/filesystem.squashfs': '' }],
    ['a folder where a file should be', placed('sources/boot.wim/readme')],
    ['photos', placed('holiday/1.jpg')],
  ])('when it holds %s', async (_what, files) => {
    expect(await mediumOf(discOf(files))).toMatchObject({ system: 'unknown' });
  });

  test('and a damaged boot.wim is told', async () => {
    const disc = discOf({ 'sources/boot.wim': bootWim.slice(0, 300) });
    expect(await recogniseMedium(disc)).toEqual({
      kind: 'media-fault',
      why: { code: 'media-cut', path: 'sources/boot.wim' },
    });
  });
});
