import { chmodSync, cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kept, unpackedPackage } from './debian-package.ts';
import { kernelPackage } from './linux.ts';
import { run } from './run.ts';

/** What builds the initrd of a Debian live image; the rest of the tools is the system's own. */
const builders = [
  'live-boot',
  'live-boot-initramfs-tools',
  'initramfs-tools-core',
  'klibc-utils',
  'libklibc',
  'kmod',
  'libkmod2',
  'udev',
];

/**
 * A live image as Debian makes them: its cloud kernel, an initrd by `mkinitramfs` with Debian's live-boot inside, and a
 * squashfs that holds busybox, Debian's live-config with its hooks, and `content`. The running system says the SHA-256 of
 * the content, lets live-config do its part, and switches the machine off.
 */
export function makeLiveImage(folder: string, content: Buffer): string {
  const live = join(folder, 'medium/live');
  mkdirSync(live, { recursive: true });
  const { boot, version } = kernelPackage();
  cpSync(join(boot, `vmlinuz-${version}`), join(live, 'vmlinuz'));
  cpSync(join(liveInitrd(), 'initrd.img'), join(live, 'initrd.img'));
  const root = makeRoot(join(folder, 'live-root'), content);
  run('mksquashfs', root, join(live, 'filesystem.squashfs'), '-quiet', '-no-progress', '-all-root');
  const image = join(folder, 'live.iso');
  run('xorriso', '-as', 'mkisofs', '-quiet', '-J', '-R', '-o', image, join(folder, 'medium'));
  return image;
}

function liveInitrd(): string {
  const { root, version } = kernelPackage();
  return kept(`live-initrd-${version}`, (folder) => {
    const over = join(folder, 'over');
    mkdirSync(over);
    for (const from of [...builders.map(unpackedPackage), root]) merge(from, over);
    writeFileSync(join(over, 'etc/initramfs-tools/modules'), 'virtio_pci\nvirtio_net\n');
    writeFileSync(join(over, 'etc/initramfs-tools/conf.d/test'), 'MODULES=list\n');
    run('unshare', '--mount', 'sh', '-euc', buildInitrd, 'build', folder, version);
    run('rm', '-r', over);
  });
}

/** Puts a package's files over the others, where `/lib` and its like are links into `/usr`. */
function merge(from: string, over: string): void {
  for (const part of readdirSync(from)) {
    const merged = ['bin', 'lib', 'lib64', 'sbin'].includes(part) ? join('usr', part) : part;
    cpSync(join(from, part), join(over, merged), { recursive: true, verbatimSymlinks: true });
  }
  for (const each of ['etc/initramfs-tools/conf.d', 'etc/initramfs-tools/scripts', 'etc/initramfs-tools/hooks'])
    mkdirSync(join(over, each), { recursive: true });
}

/** Builds in this system with the packages laid over it in memory, so that nothing of it is changed. */
const buildInitrd = `
mount -t tmpfs tmpfs /mnt
mkdir /mnt/work /mnt/system
cp -a "$1/over" /mnt/upper
mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work /mnt/system
mount -t proc proc /mnt/system/proc
mount --bind /dev /mnt/system/dev
mount -t tmpfs tmpfs /mnt/system/tmp
chroot /mnt/system depmod "$2"
chroot /mnt/system mkinitramfs -o /initrd.img "$2"
cp /mnt/upper/initrd.img "$1/initrd.img"
`;

const applets = [
  'cat',
  'chmod',
  'cp',
  'echo',
  'grep',
  'ls',
  'mkdir',
  'mkfifo',
  'mktemp',
  'mount',
  'poweroff',
  'rm',
  'sed',
].concat(['sh', 'sha256sum', 'sort', 'tail', 'tee', 'touch', 'wget']);

function makeRoot(root: string, content: Buffer): string {
  const folders = ['bin', 'dev', 'etc', 'lib/live/config', 'proc', 'run', 'sbin', 'sys', 'tmp', 'var/lib/live/config'];
  for (const each of [...folders, 'var/log', 'usr']) mkdirSync(join(root, each), { recursive: true });
  cpSync('/bin/busybox', join(root, 'bin/busybox'), { dereference: true });
  for (const applet of applets) symlinkSync('busybox', join(root, 'bin', applet));
  const config = unpackedPackage('live-config');
  cpSync(join(config, 'bin/live-config'), join(root, 'bin/live-config'));
  for (const each of ['config.sh', 'init-config.sh', 'setup-network.sh', 'config/9990-hooks'])
    cpSync(join(config, 'lib/live', each), join(root, 'lib/live', each));
  writeFileSync(join(root, 'content'), content);
  writeFileSync(join(root, 'sbin/init'), liveInit);
  chmodSync(join(root, 'sbin/init'), 0o755);
  return root;
}

/** The shell writes to the root, which only an overlay over the squashfs lets it. */
const liveInit = `#!/bin/sh
export PATH=/bin:/sbin
exec > /dev/console 2>&1
echo "live: root is $(sed -n 's,^\\([a-z]*\\) / .*,\\1,p' /proc/mounts | tail -n 1)"
echo "live: $(sha256sum < /content)"
echo written > /etc/written && echo "live: root can be written"
live-config
poweroff -f
`;
