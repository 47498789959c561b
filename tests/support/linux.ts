import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { unpackedPackage } from './debian-package.ts';
import { run } from './run.ts';

/** What the test machines boot: a Debian kernel and an initramfs that reports back and switches the machine off. */
export interface TestLinux {
  readonly kernel: string;
  readonly initrd: string;
}

/** The drivers of the test machines' card and its bus. */
const drivers = ['virtio_pci', 'virtio_net'];

/**
 * The newest cloud kernel that the system's own mirror offers, kept between runs, with an initramfs made anew.
 * `folder` receives both.
 */
export function makeTestLinux(folder: string): TestLinux {
  const { root, boot, version } = kernelPackage();
  const kernel = join(folder, 'vmlinuz');
  cpSync(join(boot, `vmlinuz-${version}`), kernel);
  const initrd = join(folder, 'initrd.img');
  writeFileSync(initrd, makeInitramfs(root, join(folder, 'initramfs')));
  return { kernel, initrd };
}

/** Debian's kernel for virtual machines, unpacked: its root, its folder with `vmlinuz-<version>`, and its version. */
export function kernelPackage(): { readonly root: string; readonly boot: string; readonly version: string } {
  const name = run('apt-cache', 'depends', '--important', 'linux-image-cloud-amd64').match(
    /Depends: (linux-image-\S+)/,
  )?.[1];
  if (!name) throw new Error('apt knows no linux-image-cloud-amd64: run apt-get update');
  const root = unpackedPackage(name);
  return { root, boot: join(root, 'boot'), version: only(join(root, 'lib/modules'), /./) };
}

function makeInitramfs(unpacked: string, folder: string): Buffer {
  for (const each of ['bin', 'lib', 'proc', 'sys', 'dev', 'etc']) mkdirSync(join(folder, each), { recursive: true });
  cpSync('/bin/busybox', join(folder, 'bin/busybox'));
  const applets = ['sh', 'mount', 'insmod', 'ip', 'udhcpc', 'wget', 'poweroff', 'cat', 'sed', 'hostname'];
  for (const applet of applets) symlinkSync('busybox', join(folder, 'bin', applet));
  const base = join(unpacked, 'lib/modules');
  const files = run('find', join(base, only(base, /./)), '-name', '*.ko')
    .trim()
    .split('\n');
  const modules = new Map<string, string>();
  for (const driver of drivers) addModule(modules, driver, files);
  for (const [name, path] of modules) cpSync(path, join(folder, 'lib', `${name}.ko`));
  writeFileSync(join(folder, 'init'), initScript([...modules.keys()]), { mode: 0o755 });
  writeFileSync(join(folder, 'etc/udhcpc'), lease, { mode: 0o755 });
  run('sh', '-c', 'cd "$1" && find . | cpio --quiet -o -H newc -F ../initramfs.cpio', 'pack', folder);
  return gzipSync(readFileSync(join(folder, '..', 'initramfs.cpio')));
}

/** Adds a module after those that it says it depends on, so that they load in the order of the map. */
function addModule(modules: Map<string, string>, name: string, files: readonly string[]): void {
  if (modules.has(name)) return;
  const path = files.find((file) => file.endsWith(`/${name}.ko`));
  if (!path) throw new Error(`the kernel has no module ${name}`);
  const needs = readFileSync(path, 'latin1').match(/\0depends=([^\0]*)\0/)?.[1] ?? '';
  for (const need of needs.split(',').filter(Boolean)) addModule(modules, need, files);
  modules.set(name, path);
}

/** Brings the network up, asks for an address as Linux does, reports to the address of its command line, ends. */
const initScript = (modules: readonly string[]) => `#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
word() { sed -n "s/.*\\b$1=\\([^ ]*\\).*/\\1/p" /proc/cmdline; }
echo "test linux: up, marker $(word marker)"
for module in ${modules.join(' ')}; do insmod /lib/$module.ko; done
ip link set lo up
ip link set eth0 up
udhcpc -i eth0 -n -q -t 10 -T 1 -s /etc/udhcpc -x hostname:test-linux
wget -q -O /dev/null "$(word rollcall.running)" && echo "test linux: reported, marker $(word marker)"
poweroff -f
`;

const lease = `#!/bin/sh
[ "$1" = bound ] || exit 0
ip address add "$ip/\${mask:-24}" dev "$interface"
[ -z "$router" ] || ip route add default via "$router"
`;

function only(folder: string, pattern: RegExp): string {
  const found = readdirSync(folder).find((name) => pattern.test(name));
  if (!found) throw new Error(`nothing like ${pattern} in ${folder}`);
  return found;
}
