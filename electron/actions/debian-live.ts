import { z } from 'zod';
import { CommandLine, CommandWord } from './command-line.ts';
import { FilePath, textFile } from './files.ts';
import { bootCard, InnerPath, imageShim, kernelFiles, treeAddress } from './image-paths.ts';
import { defineKind, type ScriptContext } from './kind.ts';
import { hostName, reportScript } from './linux-text.ts';

const DebianLive = z.strictObject({
  image: FilePath,
  kernel: InnerPath.default('live/vmlinuz'),
  initrd: InnerPath.default('live/initrd.img'),
  squashfs: InnerPath.default('live/filesystem.squashfs'),
  locale: CommandWord.default(''),
  keyboard: CommandWord.default(''),
  report: z.boolean().default(true),
  cmdline: CommandLine.default(''),
});
type DebianLive = z.output<typeof DebianLive>;

/** A Debian live image, or one that is made like it: live-boot fetches its file system over HTTP into memory. */
export const debianLive = defineKind<DebianLive>({
  kind: 'debian-live',
  title: 'Debian live',
  description: 'Runs a Debian live image from memory, without touching the disk.',
  parameters: DebianLive,
  fileParameters: ['image'],
  files: ({ image, kernel, initrd, report }) => [
    ...kernelFiles(image, kernel, [initrd]),
    ...(report ? [textFile('report', 'report', reportScript)] : []),
  ],
  tree: ({ image }) => image,
  shim: (_, context) => imageShim(context),
  words: wordsOf,
});

/**
 * live-boot takes a file system only from an address that ends with `.squashfs`, so the boot's token stands inside the
 * path (live-boot 20230131: 9990-mount-http.sh). `hooks=` is how live-config runs a script in the live system.
 */
function wordsOf(parameters: DebianLive, context: ScriptContext): readonly string[] {
  const { squashfs, locale, keyboard, report, cmdline } = parameters;
  return [
    `boot=live components fetch=${treeAddress(context, squashfs)}`,
    `${bootCard(context)} ethdevice-timeout=15 hostname=${hostName(context)}`,
    locale && `locales=${locale}`,
    keyboard && `keyboard-layouts=${keyboard}`,
    report ? `hooks=${treeAddress(context, 'report')}` : '',
    cmdline,
  ];
}
