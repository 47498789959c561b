import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

/**
 * An ISO that a BIOS starts (El Torito, no emulation): its boot sector writes a sentence to the first serial port and
 * resets the machine, which a QEMU with `-no-reboot` takes as its end. `folder` receives it.
 */
export function makeBootIso(folder: string, sentence: string): string {
  const tree = join(folder, 'iso');
  mkdirSync(tree, { recursive: true });
  writeFileSync(join(tree, 'boot.bin'), bootSector(sentence));
  const image = join(folder, 'test.iso');
  run('genisoimage', '-quiet', '-b', 'boot.bin', '-no-emul-boot', '-boot-load-size', '4', '-o', image, tree);
  return image;
}

/** A disk of 16 MiB that a BIOS starts, with the same code in its first sector. `folder` receives it. */
export function makeBootDisk(folder: string, sentence: string): string {
  const image = join(folder, 'test.img');
  writeFileSync(image, Buffer.concat([bootSector(sentence), Buffer.alloc(16_777_216 - 2_048)]));
  return image;
}

/**
 * The files of a disk that UEFI starts: a loader that says a sentence and switches the machine off. `loader` is an iPXE
 * for UEFI, `folder` receives them.
 */
export function makeEfiDisk(folder: string, loader: string, sentence: string): string {
  const boot = join(folder, 'esp', 'EFI', 'BOOT');
  mkdirSync(boot, { recursive: true });
  copyFileSync(loader, join(boot, 'BOOTX64.EFI'));
  const script = `#!ipxe\necho ${sentence}\npoweroff\n`;
  writeFileSync(join(boot, 'autoexec.ipxe'), script);
  return join(folder, 'esp');
}

/**
 * 16-bit code, loaded at 0000:7c00.
 *
 *     31 c0 8e d8        xor ax,ax; mov ds,ax
 *     be 1c 7c           mov si,text
 *     ac                 next: lodsb
 *     84 c0 74 0a        test al,al; jz over
 *     b4 01 31 d2        mov ah,1; xor dx,dx      (write to the first serial port)
 *     cd 14              int 14h
 *     eb f3              jmp next
 *     90 90              fill
 *     b0 fe e6 64        over: mov al,0feh; out 64h,al   (reset by the keyboard controller)
 *     f4                 hlt
 */
function bootSector(sentence: string): Uint8Array {
  const code = '31c08ed8be1c7cac84c0740ab40131d2cd14ebf39090b0fee664f4';
  const sector = Buffer.alloc(2_048);
  sector.write(code, 'hex');
  sector.write(`\r\n${sentence}\r\n\0`, 0x1c, 'latin1');
  // The mark by which a BIOS knows the first sector of a disk that starts.
  sector.writeUInt16LE(0xaa55, 510);
  return sector;
}
