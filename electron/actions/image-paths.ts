import { z } from 'zod';
import { imageFile } from './files.ts';
import type { ActionFile, ScriptContext } from './kind.ts';

/** The place of a file inside an image: `live/vmlinuz`, with `/` between and none in front. */
export const InnerPath = z
  .string()
  .min(1)
  .max(512)
  .refine((path) => !/\p{Cc}/u.test(path), 'a path is one line of text')
  .refine(
    (path) => path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') && !path.includes('\\'),
    'give the place inside the image, like live/vmlinuz, without / in front',
  );

/** A kernel and its first file systems, all inside one image; empty paths are left out. */
export function kernelFiles(image: string, kernel: string, initrds: readonly string[]): readonly ActionFile[] {
  const found: ActionFile[] = [imageFile('kernel', image, kernel, [])];
  for (const [index, inner] of initrds.filter((path) => path !== '').entries()) {
    found.push(imageFile(index === 0 ? 'initrd' : `initrd${index + 1}`, image, inner, found));
  }
  return found;
}

/** Where the booted system finds a file of the image, or a text of the action whose slot is its name. */
export function treeAddress({ treeUrl }: ScriptContext, inner: string): string {
  return `${treeUrl}${inner.split('/').map(encodeURIComponent).join('/')}`;
}

/** The shim of a Debian or Ubuntu image for x64: the boot loader that removable media have by UEFI's rules (UEFI 2.10 §3.5.1.1). */
export function imageShim(context: ScriptContext): string {
  return treeAddress(context, 'EFI/boot/bootx64.efi');
}

/** The card that the machine booted from, as PXELINUX writes it: `BOOTIF=01-52-54-00-00-00-02`; 01 is Ethernet. */
export function bootCard({ mac }: ScriptContext): string {
  return `BOOTIF=01-${mac.replaceAll(':', '-')}`;
}
