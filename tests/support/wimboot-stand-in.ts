import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestLinux } from './linux.ts';
import { run } from './run.ts';

/** Where a kernel's protected-mode part is loaded, and where it is entered. */
const loadedAt = 0x10_0000;

/** Offsets in a kernel's setup header (Linux boot protocol); the last two are the same in `boot_params`. */
const setupSectors = 0x1f1;
const code32Start = 0x214;
const ramdiskImage = 0x218;
const ramdiskSize = 0x21c;

/**
 * A kernel with an initramfs of its own, which stands where wimboot would: iPXE hands every file over by a name, so that
 * none can be the initramfs itself. It prints the name and the SHA-256 of each, reports by the address that the
 * commands of Windows hold, fetches what they fetch, and switches the machine off.
 */
export function makeWimbootStandIn(linux: TestLinux, folder: string): string {
  const own = join(folder, 'stand-in');
  mkdirSync(own, { recursive: true });
  cpSync(join(folder, 'initramfs', 'etc/udhcpc'), join(own, 'lease'));
  writeFileSync(join(own, 'init'), initScript, { mode: 0o755 });
  run('sh', '-c', 'cd "$1" && find . | cpio --quiet -o -H newc -F ../stand-in.cpio', 'pack', own);
  const kernel = readFileSync(linux.kernel);
  const archives = [readFileSync(linux.initrd), readFileSync(join(folder, 'stand-in.cpio'))];
  const path = join(folder, 'wimboot');
  writeFileSync(path, withInitramfs(kernel, Buffer.concat(archives.map((archive) => padded(archive, 4)))));
  return path;
}

/**
 * ```
 * setup | kernel | initramfs | stub
 *       ^ 1 MiB              ^ code32_start
 * ```
 * The stub is entered in the kernel's place, copies the initramfs in front of what the loader brought, which begins on a
 * page, and goes on into the kernel.
 */
function withInitramfs(kernel: Buffer, initramfs: Buffer): Buffer {
  const setupSize = ((kernel[setupSectors] || 4) + 1) * 512;
  const setup = Buffer.from(kernel.subarray(0, setupSize));
  const body = padded(kernel.subarray(setupSize), 16);
  const own = padded(initramfs, 4096);
  const from = loadedAt + body.length;
  setup.writeUInt32LE(from + own.length, code32Start);
  return Buffer.concat([setup, body, own, stub(from, own.length)]);
}

/** `esi` points to `boot_params`; the kernel wants it back, and `edi` at zero. */
function stub(from: number, length: number): Buffer {
  return Buffer.concat([
    code('fc'), // cld
    code('8b 86', ramdiskImage), // mov eax, [esi + ramdisk_image]
    code('2d', length), // sub eax, length
    code('89 86', ramdiskImage), // mov [esi + ramdisk_image], eax
    code('81 86', ramdiskSize, length), // add dword [esi + ramdisk_size], length
    code('89 c7 89 f2'), // mov edi, eax; mov edx, esi
    code('be', from), // mov esi, from
    code('b9', length / 4), // mov ecx, length / 4
    code('f3 a5 89 d6 31 ff'), // rep movsd; mov esi, edx; xor edi, edi
    code('b8', loadedAt), // mov eax, 0x100000
    code('ff e0'), // jmp eax
  ]);
}

function code(bytes: string, ...words: readonly number[]): Buffer {
  const numbers = words.map((word) => {
    const four = Buffer.alloc(4);
    four.writeUInt32LE(word);
    return four;
  });
  return Buffer.concat([Buffer.from(bytes.replaceAll(' ', ''), 'hex'), ...numbers]);
}

function padded(bytes: Buffer, to: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to)]);
}

const initScript = `#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
exec > /dev/ttyS0 2>&1
echo "command line: $(cat /proc/cmdline)"
cd /
for file in *; do
  case $file in init|lease) continue;; esac
  [ ! -f "$file" ] || echo "handed over: $(/bin/busybox sha256sum "$file")"
done
for turn in 1 2 3 4 5 6; do for module in /lib/*.ko; do insmod $module 2> /dev/null; done; done
ip link set lo up
ip link set eth0 up
udhcpc -i eth0 -n -q -t 10 -T 1 -s /lease -x hostname:test-winpe
wget -q -O /dev/null "$(sed -n 's/^if.* curl.exe -s .*"\\(http[^"]*running\\)".*/\\1/p' /startnet.cmd)" && echo "test linux: reported, marker wimboot"
for address in $(sed -n 's/^curl.exe .*"\\(http[^"]*\\)".*/\\1/p' /startnet.cmd); do
  wget -q -O /fetched "$address" && echo "fetched: $(/bin/busybox sha256sum /fetched)"
  echo "asks for the answer file a second time"
  wget -q -O /again "$(echo "$address" | sed 's|/install/install.wim|/answer/unattend.xml|')"
done
poweroff -f
`;
