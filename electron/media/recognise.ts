import { isMediaFault, shown } from './fault.ts';
import type { ImageFile, ImageTree, MediaFault, Medium } from './port.ts';
import { openWim } from './wim.ts';

/** Null: it is none of these. */
type Recognise = (tree: ImageTree) => Promise<Medium | MediaFault | null>;

/** The first that fits: systems that carry the files of another one come before it. */
const systems: readonly Recognise[] = [
  windows,
  porteusKiosk,
  systemRescue,
  casper,
  debianLive,
  debianInstaller,
  memtest,
  netbootXyz,
];

/**
 * Which system a disc image holds and where in it the files are that its action needs. Always a medium, at the least
 * `unknown`; a fault only when a part of the image that has to be read is damaged. Never rejects.
 */
export async function recogniseMedium(tree: ImageTree): Promise<Medium | MediaFault> {
  for (const recognise of systems) {
    const medium = await recognise(tree);
    if (medium !== null) return medium;
  }
  return startedWhole(tree);
}

/** Windows, and Windows PE by itself, as `oscdimg` and the media creation tool write them. */
async function windows(tree: ImageTree): Promise<Medium | MediaFault | null> {
  const boot = tree.find('sources/boot.wim');
  if (boot === null) return null;
  const wim = await openWim(tree.access(boot), boot.path);
  if (isMediaFault(wim)) return wim;
  const first = wim.images.find(({ index }) => index === wim.bootIndex) ?? wim.images[0];
  const install = fileOf(tree, 'sources/install.wim', 'sources/install.esd', 'sources/install.swm');
  const shared = {
    label: tree.label,
    version: first?.version ?? null,
    bootWim: boot.path,
    images: wim.images,
    bootIndex: wim.bootIndex,
  };
  return install === null
    ? { system: 'winpe', ...shared }
    : { system: 'windows-setup', ...shared, installImage: install.path };
}

async function porteusKiosk(tree: ImageTree): Promise<Medium | null> {
  const kernel = tree.find('boot/vmlinuz');
  const initrd = tree.find('boot/initrd.xz');
  const own = fileOf(tree, 'docs/kiosk.sgn') ?? newest(tree, 'xzm', /^000-kernel.*\.xzm$/i);
  if (!kernel || !initrd || !own) return null;
  const pxe = fileOf(tree, 'boot/pxelinux.cfg/initrdpxe.xz', 'boot/initrdpxe.xz', 'boot/isolinux/initrdpxe.xz');
  return {
    system: 'porteus-kiosk',
    label: tree.label,
    version: versionIn(await textOf(tree, 'docs/version')),
    kernel: kernel.path,
    initrd: initrd.path,
    pxeInitrd: pxe?.path ?? null,
  };
}

async function systemRescue(tree: ImageTree): Promise<Medium | null> {
  const folder = 'sysresccd';
  const kernel = tree.find(`${folder}/boot/x86_64/vmlinuz`);
  const initrd = tree.find(`${folder}/boot/x86_64/sysresccd.img`);
  if (!kernel || !initrd) return null;
  const microcode = ['intel_ucode.img', 'amd_ucode.img'].flatMap((name) => tree.find(`${folder}/boot/${name}`) ?? []);
  return {
    system: 'systemrescue',
    label: tree.label,
    version: versionIn(await textOf(tree, `${folder}/VERSION`)) ?? versionIn(tree.label),
    kernel: kernel.path,
    initrd: initrd.path,
    baseFolder: folder,
    microcode: microcode.map(({ path }) => path),
  };
}

/** Ubuntu and what descends from it; the server's disc says so in its own words. */
async function casper(tree: ImageTree): Promise<Medium | null> {
  const kernel = newest(tree, 'casper', /^vmlinuz(\.efi|-.*)?$/i);
  const initrd = newest(tree, 'casper', /^initrd(\.(lz|gz|img|zst)|\.img-.*|-.*)?$/i);
  if (!kernel || !initrd) return null;
  const info = await textOf(tree, '.disk/info');
  const isServer = /^Ubuntu-Server\b/i.test(info ?? '') || newest(tree, 'casper', /^ubuntu-server-.*\.squashfs$/i);
  return {
    system: isServer ? 'ubuntu-server' : 'ubuntu-live',
    label: tree.label,
    version: versionIn(info) ?? versionIn(tree.label),
    kernel: kernel.path,
    initrd: initrd.path,
  };
}

/** Everything that live-build makes; Clonezilla is one of these and says so by a file of its own. */
async function debianLive(tree: ImageTree): Promise<Medium | null> {
  const kernel = newest(tree, 'live', /^vmlinuz(-.*)?$/i);
  const initrd = newest(tree, 'live', /^initrd(\.img|\.gz)?(-.*)?$/i);
  const squashfs = newest(tree, 'live', /^filesystem.*\.squashfs$/i);
  if (!kernel || !initrd || !squashfs) return null;
  const clonezilla = await textOf(tree, 'Clonezilla-Live-Version', 'live/Clonezilla-Live-Version');
  const isClonezilla = clonezilla !== null || /clonezilla/i.test(tree.label ?? '');
  const text = isClonezilla ? clonezilla : await textOf(tree, '.disk/info');
  return {
    system: isClonezilla ? 'clonezilla' : 'debian-live',
    label: tree.label,
    version: versionIn(text) ?? versionIn(tree.label),
    kernel: kernel.path,
    initrd: initrd.path,
    squashfs: squashfs.path,
  };
}

/** The installer's discs have a folder for each processor; `mini.iso` has two files at its root. */
async function debianInstaller(tree: ImageTree): Promise<Medium | null> {
  const found = ['install.amd', 'install.a64', 'install.386', 'install'].flatMap((folder) => {
    const kernel = fileOf(tree, `${folder}/vmlinuz`, `${folder}/linux`);
    const initrd = tree.find(`${folder}/initrd.gz`);
    return kernel && initrd ? [{ kernel, initrd, netboot: false }] : [];
  });
  const [kernel, initrd] = [tree.find('linux'), tree.find('initrd.gz')];
  if (kernel && initrd) found.push({ kernel, initrd, netboot: true });
  const [first] = found;
  if (!first) return null;
  return {
    system: 'debian-installer',
    label: tree.label,
    version: versionIn(await textOf(tree, '.disk/info')) ?? versionIn(tree.label),
    kernel: first.kernel.path,
    initrd: first.initrd.path,
    netboot: first.netboot,
  };
}

const memtestBios = ['bin', ''].flatMap((end) =>
  [
    'boot/memtest86+x64',
    'boot/memtest64',
    'boot/memtest',
    'memtest86+x64',
    'memtest64',
    'memtest',
    'isolinux/memtest',
  ].map((name) => (end === '' ? name : `${name}.${end}`)),
);
const memtestUefi = [
  'boot/memtest86+x64.efi',
  'boot/memtest64.efi',
  'boot/memtest.efi',
  'memtest86+x64.efi',
  'memtest64.efi',
  'memtest.efi',
];

/** By the name of its disc, since the program also rides on the discs of many systems. */
async function memtest(tree: ImageTree): Promise<Medium | null> {
  if (!/^(MT86PLUS|MEMTEST)/i.test(tree.label ?? '')) return null;
  const bios = fileOf(tree, ...memtestBios);
  const uefi = fileOf(tree, ...memtestUefi, 'EFI/BOOT/BOOTX64.EFI');
  if (!bios && !uefi) return null;
  return {
    system: 'memtest',
    label: tree.label,
    version: versionIn(tree.label),
    bios: bios?.path ?? null,
    uefi: uefi?.path ?? null,
  };
}

async function netbootXyz(tree: ImageTree): Promise<Medium | null> {
  const isNamed = /netboot[._-]?xyz/i.test(tree.label ?? '');
  const own = newest(tree, '', /^netboot\.xyz.*\.(lkrn|efi)$/i) ?? newest(tree, 'EFI/BOOT', /^netboot\.xyz.*\.efi$/i);
  if (!isNamed && !own) return null;
  const bios = newest(tree, '', /^(netboot\.xyz.*|ipxe)\.(lkrn|krn)$/i);
  const uefi =
    newest(tree, '', /^netboot\.xyz.*\.efi$/i) ??
    newest(tree, 'EFI/BOOT', /^netboot\.xyz.*\.efi$/i) ??
    fileOf(tree, 'EFI/BOOT/BOOTX64.EFI');
  if (!bios && !uefi) return null;
  return {
    system: 'netboot.xyz',
    label: tree.label,
    version: null,
    bios: bios?.path ?? null,
    uefi: uefi?.path ?? null,
  };
}

function startedWhole(tree: ImageTree): Medium {
  const startsFrom = (platform: 'bios' | 'uefi'): boolean =>
    tree.bootEntries.some((entry) => entry.bootable && entry.platform === platform);
  const [bios, uefi] = [startsFrom('bios'), startsFrom('uefi') || tree.find('EFI/BOOT/BOOTX64.EFI') !== null];
  const named = { label: tree.label, version: null };
  return bios || uefi ? { system: 'el-torito', ...named, bios, uefi } : { system: 'unknown', ...named };
}

function fileOf(tree: ImageTree, ...paths: readonly string[]): ImageFile | null {
  for (const path of paths) {
    const file = tree.find(path);
    if (file !== null && file.size > 0) return file;
  }
  return null;
}

/** Of several kernels the plain name, else the highest version. */
function newest(tree: ImageTree, folder: string, name: RegExp): ImageFile | null {
  const fitting = (tree.list(folder) ?? []).flatMap((entry) =>
    entry.kind === 'file' && entry.size > 0 && name.test(entry.name) ? [entry] : [],
  );
  const [shortest] = fitting.toSorted((one, other) => one.name.length - other.name.length);
  if (shortest !== undefined && !/\d/.test(shortest.name)) return shortest;
  return fitting.toSorted((one, other) => byVersion.compare(other.name, one.name))[0] ?? null;
}

const byVersion = new Intl.Collator('en', { numeric: true });

/** The first line of the first of these files that is there; null: none, or it cannot be read. */
async function textOf(tree: ImageTree, ...paths: readonly string[]): Promise<string | null> {
  const file = fileOf(tree, ...paths);
  if (file === null) return null;
  const bytes = await tree.read(file, 512);
  if (isMediaFault(bytes)) return null;
  return shown(new TextDecoder('utf-8').decode(bytes).split(/[\r\n]/)[0] ?? '');
}

/** `12.5.0` of `Debian GNU/Linux 12.5.0 "Bookworm"`, `3.1.2-22` of `clonezilla-live-3.1.2-22-amd64`. */
function versionIn(text: string | null): string | null {
  return (
    /(?:^|[^\w.])v?(\d{1,4}(?:\.\d{1,6}){1,3}(?:-\d{1,4}(?![\w]))?)/i.exec((text ?? '').replaceAll('_', ' '))?.[1] ??
    null
  );
}
