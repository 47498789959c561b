import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import type { Machine } from './machine.ts';
import { end, spawnIn } from './run.ts';

export type { Machine };

/** Powers on a machine with an empty disk, a card without a boot ROM, and `stick` on USB. `folder` receives its files. */
export function powerOnFromStick(
  lab: Lab,
  firmware: 'bios' | 'uefi',
  mac: string,
  folder: string,
  stick: string,
): Machine {
  const serial = join(folder, 'stick.serial');
  const empty = join(folder, 'empty.img');
  writeFileSync(empty, new Uint8Array(1_048_576));
  const child = spawnIn(lab.machines, 'qemu-system-x86_64', [
    ...'-accel tcg -cpu max -display none -monitor none -no-reboot'.split(' '),
    ...['-serial', `file:${serial}`],
    ...['-netdev', `tap,id=net,ifname=${lab.addTap()},script=no,downscript=no`],
    ...(firmware === 'bios' ? ['-M', 'pc', '-m', '512'] : uefi(folder)),
    ...['-device', `virtio-net-pci,netdev=net,romfile=,mac=${mac}`],
    ...['-drive', `file=${empty},format=raw,if=none,id=disk`, '-device', 'virtio-blk-pci,drive=disk,bootindex=1'],
    ...['-drive', `file=${stick},format=raw,if=none,id=stick`],
    ...['-device', 'qemu-xhci', '-device', 'usb-storage,drive=stick,bootindex=0'],
  ]);
  const off = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code ? reject(new Error(`QEMU ended with ${code}`)) : resolve()));
  });
  return {
    mac,
    off,
    console: () => (existsSync(serial) ? readFileSync(serial, 'latin1') : ''),
    close: () => end(child, 'SIGKILL'),
  };
}

function uefi(folder: string): string[] {
  const variables = join(folder, 'stick.vars');
  copyFileSync('/usr/share/OVMF/OVMF_VARS_4M.fd', variables);
  return [
    ...'-M q35 -m 768 -device virtio-rng-pci'.split(' '),
    ...['-drive', 'if=pflash,format=raw,readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M.fd'],
    ...['-drive', `if=pflash,format=raw,file=${variables}`],
  ];
}
