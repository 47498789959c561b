import type { ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import { end, spawnIn } from './run.ts';

/**
 * How a machine starts: `bios` by the iPXE ROM of its card, `uefi` by EDK2's own PXE client, `uefi-http` by EDK2's HTTP
 * boot client, `uefi-secure` by its PXE client with Secure Boot on and Microsoft's keys.
 */
export type MachineFirmware = 'bios' | 'uefi' | 'uefi-http' | 'uefi-secure';

export interface Machine {
  readonly mac: string;
  /** What firmware, loader and kernel wrote to the serial port so far. */
  console(): string;
  /** Ends when the machine is off. */
  readonly off: Promise<void>;
  close(): Promise<void>;
}

/**
 * Powers a machine on: real firmware in QEMU, on a tap of the lab. `folder` receives its files. `disk`: what is in it, an
 * image or, as `fat:rw:FOLDER`, the files of its only partition; its firmware asks the network first.
 */
export function powerOn(lab: Lab, firmware: MachineFirmware, mac: string, folder: string, disk?: string): Machine {
  const serial = join(folder, `${mac.replaceAll(':', '')}-${Date.now()}.serial`);
  const child = spawnIn(lab.machines, 'qemu-system-x86_64', [
    ...'-accel tcg -cpu max -display none -monitor none -no-reboot'.split(' '),
    ...['-serial', `file:${serial}`],
    ...['-netdev', `tap,id=net,ifname=${lab.addTap()},script=no,downscript=no`],
    ...hardware(firmware, mac, folder),
    ...(disk === undefined ? [] : diskDevice(disk)),
  ]);
  return {
    mac,
    console: () => (existsSync(serial) ? readFileSync(serial, 'latin1') : ''),
    off: ended(child),
    close: () => end(child, 'SIGKILL'),
  };
}

/** Without these numbers EDK2 starts a disk before it asks the network; over IPv6 it would wait a minute for an answer. */
function diskDevice(disk: string): string[] {
  return [
    ...['-drive', `file=${disk},format=raw,if=none,id=disk`, '-device', 'virtio-blk-pci,drive=disk,bootindex=2'],
    ...['-global', 'virtio-net-pci.bootindex=1', '-fw_cfg', 'name=opt/org.tianocore/IPv6PXESupport,string=n'],
  ];
}

function ended(child: ChildProcess): Promise<void> {
  let words = '';
  child.stderr?.on('data', (data: Buffer) => {
    words += data.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code ? reject(new Error(`QEMU ended with ${code}: ${words}`)) : resolve()));
  });
}

function hardware(firmware: MachineFirmware, mac: string, folder: string): string[] {
  if (firmware === 'bios')
    return [...'-M pc -m 512 -boot n'.split(' '), '-device', `virtio-net-pci,netdev=net,mac=${mac}`];
  const variables = join(folder, `${mac.replaceAll(':', '')}.vars`);
  const secure = firmware === 'uefi-secure';
  copyFileSync(`/usr/share/OVMF/OVMF_VARS_4M${secure ? '.ms' : ''}.fd`, variables);
  return [
    ...`-M q35${secure ? ',smm=on' : ''} -m 768 -device virtio-rng-pci`.split(' '),
    ...['-drive', `if=pflash,format=raw,readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M${secure ? '.secboot' : ''}.fd`],
    ...(secure ? guarded : []),
    ...['-drive', `if=pflash,format=raw,file=${variables}`],
    ...['-device', `virtio-net-pci,netdev=net,romfile=,mac=${mac}`],
    ...(firmware === 'uefi-http' ? withoutPxe : []),
  ];
}

/** Only the firmware itself may write where its keys are; over IPv6 it would wait a minute for an answer. */
const guarded = [
  ...['-global', 'driver=cfi.pflash01,property=secure,value=on', '-global', 'ICH9-LPC.disable_s3=1'],
  ...['-fw_cfg', 'name=opt/org.tianocore/IPv6PXESupport,string=n'],
];

/** Switches off EDK2's PXE over IPv4 and IPv6, so that it goes straight to HTTP boot. */
const withoutPxe = ['4', '6'].flatMap((version) => [
  '-fw_cfg',
  `name=opt/org.tianocore/IPv${version}PXESupport,string=n`,
]);
