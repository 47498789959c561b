import { z } from 'zod';
import { CommandLine, CommandWord } from './command-line.ts';
import { FilePath } from './files.ts';
import { bootCard, InnerPath, imageShim, kernelFiles, treeAddress } from './image-paths.ts';
import { defineKind, type ScriptContext } from './kind.ts';
import { hostName, progressUrl } from './linux-text.ts';

const Clonezilla = z
  .strictObject({
    image: FilePath,
    kernel: InnerPath.default('live/vmlinuz'),
    initrd: InnerPath.default('live/initrd.img'),
    squashfs: InnerPath.default('live/filesystem.squashfs'),
    job: z.enum(['menu', 'restore', 'save']).default('menu'),
    repository: z
      .string()
      .max(300)
      .regex(/^(?:[a-z0-9]+:\/\/[^\s"'`\\$;&|<>]*)?$/, 'give an address like nfs://10.77.0.1/images, smb:// or ssh://')
      .default(''),
    imageName: CommandWord.default(''),
    disk: CommandWord.default('sda'),
    afterwards: z.enum(['reboot', 'poweroff', 'choose']).default('reboot'),
    restoreOptions: CommandLine.default('-g auto -e1 auto -e2 -c -r -j2 -scr -batch'),
    saveOptions: CommandLine.default('-q2 -j2 -z9p -batch'),
    locale: CommandWord.default(''),
    keyboard: CommandWord.default(''),
    cmdline: CommandLine.default('union=overlay noswap edd=on nomodeset net.ifnames=0 nosplash noprompt'),
  })
  .superRefine(({ job, imageName, disk, restoreOptions, saveOptions }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (job !== 'menu' && imageName === '') refuse('imageName', 'give the name of the image');
    if (job !== 'menu' && disk === '') refuse('disk', 'give the name of the disk, like sda or nvme0n1');
    if (/["'`$]/.test(restoreOptions)) refuse('restoreOptions', 'options have no quotes and no dollar signs');
    if (/["'`$]/.test(saveOptions)) refuse('saveOptions', 'options have no quotes and no dollar signs');
  });
type Clonezilla = z.output<typeof Clonezilla>;

/** Clonezilla live: by its own menu, or saving or restoring one disk without a question. */
export const clonezilla = defineKind<Clonezilla>({
  kind: 'clonezilla',
  title: 'Clonezilla live',
  description: 'Saves a disk to an image or restores it from one, by its menu or unattended.',
  parameters: Clonezilla,
  fileParameters: ['image'],
  files: ({ image, kernel, initrd }) => kernelFiles(image, kernel, [initrd]),
  tree: ({ image }) => image,
  shim: (_, context) => imageShim(context),
  words: wordsOf,
});

/**
 * iPXE hands quotes on as they are and makes one blank of several, so that a job of several words can stand in the
 * line. The two addresses are fetched before the job and after it.
 */
function wordsOf(parameters: Clonezilla, context: ScriptContext): readonly string[] {
  const { squashfs, repository, locale, keyboard, cmdline } = parameters;
  const ask = (address: string): string => `"wget -q -T 10 -O /dev/null ${address}"`;
  return [
    `boot=live username=user config components fetch=${treeAddress(context, squashfs)}`,
    `${bootCard(context)} hostname=${hostName(context)} locales=${locale} keyboard-layouts=${keyboard}`,
    `ocs_live_run="${jobOf(parameters)}" ocs_live_extra_param="" ocs_live_batch=${parameters.job === 'menu' ? 'no' : 'yes'}`,
    repository && `ocs_repository="${repository}"`,
    `ocs_prerun=${ask(context.runningUrl)} ocs_postrun=${ask(progressUrl(context, 100))}`,
    cmdline,
  ];
}

function jobOf({ job, imageName, disk, afterwards, restoreOptions, saveOptions }: Clonezilla): string {
  switch (job) {
    case 'menu':
      return 'ocs-live-general';
    case 'restore':
      return `ocs-sr ${restoreOptions.trim()} -p ${afterwards} restoredisk ${imageName} ${disk}`;
    case 'save':
      return `ocs-sr ${saveOptions.trim()} -p ${afterwards} savedisk ${imageName} ${disk}`;
  }
}
