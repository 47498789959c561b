import { CommandLine } from './command-line.ts';
import { FilePath } from './files.ts';
import { InnerPath, kernelFiles } from './image-paths.ts';
import type { ActionFile, ScriptContext } from './kind.ts';

/** What both kinds of an Ubuntu image are told of it. */
export const ubuntuImage = {
  image: FilePath,
  kernel: InnerPath.default('casper/vmlinuz'),
  initrd: InnerPath.default('casper/initrd'),
  cmdline: CommandLine.default(''),
};

interface UbuntuImage {
  readonly image: string;
  readonly kernel: string;
  readonly initrd: string;
}

/** Its kernel and initrd, and the image itself, which casper fetches whole. */
export function ubuntuFiles({ image, kernel, initrd }: UbuntuImage): readonly ActionFile[] {
  return [
    ...kernelFiles(image, kernel, [initrd]),
    { slot: 'image', name: 'medium.iso', source: { kind: 'path', path: image } },
  ];
}

/**
 * casper mounts an image only from an address that ends with `.iso`, so the boot's token is left out; the machine has
 * memory for all of it. cloud-init would take `url=` for an address of its own, were it not given another.
 */
export function casperWords(context: ScriptContext): string {
  const address = context.fileUrl('image').replace(/\?.*$/, '');
  return `ip=dhcp netboot=url url=${address} cloud-config-url=/dev/null`;
}
