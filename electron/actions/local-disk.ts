import { z } from 'zod';
import { grubQuoted } from './grub-script.ts';
import { defineKind } from './kind.ts';
import { leaveToDisk, startedBeacon } from './phrases.ts';

const LocalDisk = z.strictObject({
  bios: z.enum(['first disk', 'exit']).default('first disk'),
  uefi: z.enum(['next boot entry', 'firmware menu', 'first disk']).default('next boot entry'),
  bootFile: z
    .string()
    .max(200)
    .regex(/^\\(?:[\w.-]+\\)*[\w.-]+\.efi$/i, 'give the file as \\EFI\\debian\\shimx64.efi')
    .optional(),
});
type LocalDisk = z.output<typeof LocalDisk>;

/** Leaves the network and boots what is installed. */
export const localDisk = defineKind<LocalDisk>({
  kind: 'local-disk',
  title: 'Local disk',
  description: 'Boots the system that is installed on the machine.',
  parameters: LocalDisk,
  script: (parameters, context) => ({ lines: [...startedBeacon(context), ...exitForm(parameters)] }),
  grub: ({ bootFile }, context) => ({ lines: [`source ${context.grubUrl('started')}`, ...grubDisk(bootFile)] }),
});

/** Where systems put their first file, the usual place last (UEFI 2.10, 3.5.1.1). */
const systemFiles = [
  '/EFI/Microsoft/Boot/bootmgfw.efi',
  '/EFI/debian/shimx64.efi',
  '/EFI/ubuntu/shimx64.efi',
  '/EFI/BOOT/BOOTX64.EFI',
];

/** GRUB starts the system's own first file, and leaves to the firmware what it does not find. */
function grubDisk(bootFile: string | undefined): readonly string[] {
  const files = bootFile === undefined ? systemFiles : [bootFile.replaceAll('\\', '/')];
  return [
    `for file in ${files.map(grubQuoted).join(' ')}; do`,
    '  if search --no-floppy --set=disk --file $file; then',
    '    if chainloader ($disk)$file; then',
    '      boot',
    '    fi',
    '  fi',
    'done',
    'exit',
  ];
}

/**
 * How the boot loader is left. Boards differ: a BIOS may find no disk behind a network boot unless it is started
 * directly, and another hangs on exactly that; a UEFI that stops at a failed entry wants the success of `exit 0`.
 */
function exitForm({ bios, uefi, bootFile }: LocalDisk): readonly string[] {
  const byUefi = bootFile === undefined ? uefi : 'first disk';
  if (bios === 'first disk' && byUefi === 'next boot entry') return leaveToDisk;
  return [
    `iseq \${platform} pcbios && goto bios_disk ||`,
    ...uefiExit(byUefi, bootFile),
    ':bios_disk',
    bios === 'first disk' ? 'sanboot --no-describe --drive 0x80 || exit' : 'exit',
  ];
}

/** iPXE for UEFI starts a local disk by its number, or one file on it (ipxe: src/interface/efi/efi_block.c). */
function uefiExit(form: LocalDisk['uefi'], bootFile: string | undefined): readonly string[] {
  switch (form) {
    case 'next boot entry':
      return ['exit 1'];
    case 'firmware menu':
      return ['exit 0'];
    case 'first disk':
      return [`sanboot --no-describe --drive 0${bootFile === undefined ? '' : ` --filename ${bootFile}`} || exit 1`];
  }
}
