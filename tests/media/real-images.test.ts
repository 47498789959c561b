import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFileAccess } from '../../electron/media/file-access.ts';
import { openFolder } from '../../electron/media/folder.ts';
import { isMediaFault, openImage } from '../../electron/media/image.ts';
import type { ImageTree } from '../../electron/media/port.ts';
import { recogniseMedium } from '../../electron/media/recognise.ts';
import { fixture } from './disc.ts';

/** The layouts of real media, written by the programs that their makers use: xorriso, and genisoimage for UDF. */
type Files = Readonly<Record<string, string | Uint8Array>>;

const placed = (...paths: readonly string[]): Files =>
  Object.fromEntries(paths.map((path) => [path, 'x'.repeat(2_048)]));
const grub = placed('EFI/boot/bootx64.efi', 'boot/grub/grub.cfg', 'boot/grub/efi.img', 'isolinux/isolinux.bin');
const bootable = ['-b', 'isolinux/isolinux.bin', '-no-emul-boot', '-boot-load-size', '4'];
const uefi = ['-eltorito-alt-boot', '-e', 'boot/grub/efi.img', '-no-emul-boot'];

interface Layout {
  readonly system: string;
  readonly label: string;
  readonly files: Files;
  readonly udf?: true;
  readonly boot?: readonly string[];
}

const layouts: readonly Layout[] = [
  {
    system: 'windows-setup',
    label: 'CCCOMA_X64FRE_EN-US_DV9',
    files: {
      ...placed('bootmgr', 'bootmgr.efi', 'setup.exe', 'sources/install.wim', 'efi/boot/bootx64.efi'),
      'sources/boot.wim': fixture('boot.wim'),
    },
    udf: true,
  },
  {
    system: 'winpe',
    label: 'DVD_ROM',
    files: { ...placed('bootmgr', 'boot/bcd'), 'sources/boot.wim': fixture('boot.wim') },
    udf: true,
  },
  {
    system: 'porteus-kiosk',
    label: 'Kiosk',
    files: {
      ...placed(
        'boot/vmlinuz',
        'boot/initrd.xz',
        'boot/pxelinux.cfg/initrdpxe.xz',
        'docs/kiosk.sgn',
        'xzm/000-kernel.xzm',
      ),
      'docs/version': '6.3.0\n',
    },
  },
  {
    system: 'debian-live',
    label: 'd-live 12.5.0 gn amd64',
    files: {
      ...grub,
      ...placed('live/vmlinuz-6.1.0-18-amd64', 'live/initrd.img-6.1.0-18-amd64', 'live/filesystem.squashfs'),
    },
    boot: [...bootable, ...uefi],
  },
  {
    system: 'debian-installer',
    label: 'Debian 12.5.0 amd64 n',
    files: {
      ...grub,
      ...placed('install.amd/vmlinuz', 'install.amd/initrd.gz', 'dists/bookworm/Release'),
      '.disk/info': 'Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 NETINST with firmware 20240210-11:27\n',
    },
    boot: [...bootable, ...uefi],
  },
  {
    system: 'ubuntu-live',
    label: 'Ubuntu 24.04 LTS amd64',
    files: {
      ...grub,
      ...placed('casper/vmlinuz', 'casper/initrd', 'casper/minimal.standard.live.squashfs'),
      '.disk/info': 'Ubuntu 24.04 LTS "Noble Numbat" - Release amd64 (20240424)\n',
    },
    boot: [...bootable, ...uefi],
  },
  {
    system: 'ubuntu-server',
    label: 'Ubuntu-Server 24.04 LTS amd64',
    files: {
      ...grub,
      ...placed('casper/vmlinuz', 'casper/initrd', 'casper/ubuntu-server-minimal.squashfs'),
      '.disk/info': 'Ubuntu-Server 24.04 LTS "Noble Numbat" - Release amd64 (20240423)\n',
    },
    boot: [...bootable, ...uefi],
  },
  {
    system: 'systemrescue',
    label: 'RESCUE1103',
    files: {
      ...grub,
      ...placed(
        'sysresccd/boot/x86_64/vmlinuz',
        'sysresccd/boot/x86_64/sysresccd.img',
        'sysresccd/x86_64/airootfs.sfs',
      ),
      'sysresccd/VERSION': '11.03',
    },
    boot: [...bootable, ...uefi],
  },
  {
    system: 'clonezilla',
    label: '3.1.2-22-amd64',
    files: {
      ...grub,
      ...placed('live/vmlinuz', 'live/initrd.img', 'live/filesystem.squashfs'),
      'Clonezilla-Live-Version': 'clonezilla-live-3.1.2-22-amd64\n',
    },
    boot: [...bootable, ...uefi],
  },
  {
    system: 'memtest',
    label: 'MT86PLUS_7.00',
    files: { ...grub, ...placed('boot/memtest', 'EFI/BOOT/BOOTX64.EFI') },
    boot: [...bootable, ...uefi],
  },
  {
    system: 'netboot.xyz',
    label: 'ISOIMAGE',
    files: { ...grub, ...placed('netboot.xyz.lkrn', 'EFI/BOOT/BOOTX64.EFI') },
    boot: bootable,
  },
  { system: 'el-torito', label: 'SOME_TOOL', files: { ...grub, ...placed('readme.txt') }, boot: bootable },
  { system: 'el-torito', label: 'UEFI_ONLY', files: { ...grub, ...placed('readme.txt') }, boot: uefi.slice(1) },
];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-discs-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The folder with the files of a layout, and the image that is made from it. */
function make({ system, label, files, udf, boot = [] }: Layout, number: number): { tree: string; image: string } {
  const tree = join(folder, `${number}-${system}`);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  }
  const image = `${tree}.iso`;
  const names = ['-V', label, '-J', '-joliet-long', '-R', '-o', image];
  if (udf) execFileSync('genisoimage', ['-quiet', '-udf', '-allow-limited-size', ...names, tree], { stdio: 'ignore' });
  else execFileSync('xorriso', ['-as', 'mkisofs', '-quiet', ...names, ...boot, tree], { stdio: 'ignore' });
  return { tree, image };
}

async function systemOf(tree: ImageTree): Promise<string> {
  const medium = await recogniseMedium(tree);
  return isMediaFault(medium) ? JSON.stringify(medium.why) : medium.system;
}

describe('a real image is recognised', () => {
  test.each(layouts.map((layout, number) => [layout.system, layout.label, layout, number] as const))(
    'as %s (%s), and as the same when it is unpacked',
    async (system, label, layout, number) => {
      const { tree, image } = make(layout, number);
      const access = await openFileAccess(image);
      const opened = await openImage(access);
      if (isMediaFault(opened)) throw new Error(JSON.stringify(opened.why));
      expect({ system: await systemOf(opened), label: opened.label }).toEqual({ system, label });
      if (layout.udf) expect(opened.format).toBe('udf');
      await access.close();
      const unpacked = await openFolder(tree, 'unpacked');
      if (isMediaFault(unpacked)) throw new Error(JSON.stringify(unpacked.why));
      // What starts whole, by its catalogue or its label, is nothing without its image.
      if (system !== 'el-torito' && system !== 'memtest') expect(await systemOf(unpacked.tree)).toBe(system);
    },
  );
});
