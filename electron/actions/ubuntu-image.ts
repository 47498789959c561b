import { z } from 'zod';
import { CommandLine } from './command-line.ts';
import { FilePath, textFile } from './files.ts';
import { InnerPath, kernelFiles } from './image-paths.ts';
import type { ActionFile, ScriptContext } from './kind.ts';
import { fillText, hostName, insideQuotes, unixLines } from './linux-text.ts';

/** What both kinds of an Ubuntu image are told of it. */
export const ubuntuImage = {
  image: FilePath,
  kernel: InnerPath.default('casper/vmlinuz'),
  initrd: InnerPath.default('casper/initrd'),
  report: z.boolean().default(true),
  cmdline: CommandLine.default(''),
};

interface UbuntuImage {
  readonly image: string;
  readonly kernel: string;
  readonly initrd: string;
  readonly report: boolean;
}

/**
 * Its kernel and initrd, the image itself, which casper fetches whole, and what cloud-init asks for: an autoinstall file,
 * empty for an installation by hand, and the report.
 */
export function ubuntuFiles(parameters: UbuntuImage, autoinstall: string): readonly ActionFile[] {
  const { image, kernel, initrd } = parameters;
  return [
    ...kernelFiles(image, kernel, [initrd]),
    { slot: 'image', name: 'medium.iso', source: { kind: 'path', path: image } },
    ...seedFiles(parameters, autoinstall),
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

/** Where cloud-init's NoCloud finds its texts; an image without cloud-init (before 23.04) passes it over. */
export function seedWords({ report }: UbuntuImage, autoinstall: string, { treeUrl }: ScriptContext): string {
  const seed = report || autoinstall !== '' ? `ds=nocloud-net;s=${treeUrl}` : '';
  return autoinstall === '' ? seed : `autoinstall ${seed}`;
}

/**
 * The three texts that NoCloud fetches from one folder, by these names. An autoinstall file is secret: it holds the hash
 * of a password.
 */
function seedFiles({ report }: UbuntuImage, autoinstall: string): readonly ActionFile[] {
  if (autoinstall === '' && !report) return [];
  return [
    textFile('user-data', 'user-data', (context) => userData(autoinstall, context), { secret: autoinstall !== '' }),
    textFile('meta-data', 'meta-data', metaData),
    textFile('vendor-data', 'vendor-data', (context) => (report ? reportData(context) : nothing)),
  ];
}

const nothing = '#cloud-config\n{}\n';

/** Without the mark in its first line cloud-init passes the text over. */
function userData(autoinstall: string, context: ScriptContext): string {
  if (autoinstall === '') return nothing;
  const text = unixLines(fillText(autoinstall, context, insideQuotes));
  return text.startsWith('#cloud-config') ? text : `#cloud-config\n${text}`;
}

function metaData(context: ScriptContext): string {
  const name = hostName(context);
  return `instance-id: rollcall-${context.mac.replaceAll(':', '')}\nlocal-hostname: ${name}\n`;
}

/** Says from the live system, or from the installer's, that it runs; a failure ends nothing. */
function reportData({ runningUrl }: ScriptContext): string {
  return `#cloud-config\nbootcmd:\n  - [wget, -q, -T, '10', -O, /dev/null, '${runningUrl}']\n`;
}
