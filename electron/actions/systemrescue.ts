import { z } from 'zod';
import { CommandLine, CommandWord } from './command-line.ts';
import { FilePath, textFile } from './files.ts';
import { bootCard, InnerPath, kernelFiles } from './image-paths.ts';
import { kernelScript } from './kernel-script.ts';
import { defineKind, type ScriptContext } from './kind.ts';
import { reportScript } from './linux-text.ts';

const SystemRescue = z.strictObject({
  image: FilePath,
  kernel: InnerPath.default('sysresccd/boot/x86_64/vmlinuz'),
  initrd: InnerPath.default('sysresccd/boot/x86_64/sysresccd.img'),
  microcode: z.array(InnerPath).max(4).default([]),
  baseFolder: CommandWord.min(1).default('sysresccd'),
  nameCard: z.boolean().default(true),
  check: z.boolean().default(false),
  keyboard: CommandWord.default(''),
  rootPassword: CommandWord.default(''),
  report: z.boolean().default(true),
  cmdline: CommandLine.default(''),
});
type SystemRescue = z.output<typeof SystemRescue>;

/** SystemRescue: its initrd fetches the rest of the image over HTTP. Updates for the processor stand before the initrd. */
export const systemRescue = defineKind<SystemRescue>({
  kind: 'systemrescue',
  title: 'SystemRescue',
  description: 'A Linux with tools to look after disks and file systems; it fetches itself from its image.',
  secureBoot: 'no',
  parameters: SystemRescue,
  fileParameters: ['image'],
  secretParameters: ['rootPassword'],
  files: ({ image, kernel, initrd, microcode, report }) => [
    ...kernelFiles(image, kernel, [...microcode, initrd]),
    ...(report ? [textFile('autorun', 'autorun', reportScript)] : []),
  ],
  tree: ({ image }) => image,
  script: (parameters, context, files) => kernelScript(context, files, wordsOf(parameters, context)),
});

/**
 * The address of `archiso_http_srv` ends with a slash: the initrd puts the base folder behind it. `ar_source=` is the
 * folder of a script `autorun`, `autoruns=no` says that there are no numbered ones, and `ar_nowait` that nobody has to
 * press a key after it (system-rescue.org, “Run your own scripts with autorun”). One source takes the place of all.
 */
function wordsOf(parameters: SystemRescue, context: ScriptContext): readonly string[] {
  const { baseFolder, nameCard, check, keyboard, rootPassword, report, cmdline } = parameters;
  const own = /(?:^|\s)ar_source=/.test(cmdline);
  return [
    `archisobasedir=${baseFolder}`,
    nameCard ? bootCard(context) : '',
    `ip=dhcp archiso_http_srv=${context.treeUrl}`,
    check ? 'checksum' : '',
    keyboard && `setkmap=${keyboard}`,
    rootPassword && `rootpass=${rootPassword}`,
    report && !own ? `ar_source=${context.treeUrl.replace(/\/$/, '')} autoruns=no ar_nowait` : '',
    cmdline,
  ];
}
