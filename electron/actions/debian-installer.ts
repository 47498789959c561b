import { z } from 'zod';
import { CommandLine, CommandWord } from './command-line.ts';
import { actionFile, FilePath, textFile } from './files.ts';
import { bootCard, InnerPath, kernelFiles } from './image-paths.ts';
import { type ActionFile, defineKind, type ScriptContext } from './kind.ts';
import { fillText, hostName, progressUrl, SystemText, unixLines } from './linux-text.ts';

const DebianInstaller = z
  .strictObject({
    image: FilePath.optional(),
    kernel: z.string().max(1_024).default('linux'),
    initrd: z.string().max(1_024).default('initrd.gz'),
    preseed: SystemText.default(''),
    locale: CommandWord.default(''),
    keyboard: CommandWord.default(''),
    domain: CommandWord.default(''),
    cmdline: CommandLine.default(''),
  })
  .superRefine(({ image, kernel, initrd }, context) => {
    for (const [name, path] of Object.entries({ kernel, initrd })) {
      const checked = (image === undefined ? FilePath : InnerPath).safeParse(path);
      if (!checked.success)
        context.addIssue({ code: 'custom', path: [name], message: checked.error.issues[0]?.message ?? '' });
    }
  });
type DebianInstaller = z.output<typeof DebianInstaller>;

/**
 * The installer of Debian for network boot: `linux` and `initrd.gz` of its folder `netboot`, or of its `mini.iso`. That
 * of a DVD looks for the DVD and finds none.
 */
export const debianInstaller = defineKind<DebianInstaller>({
  kind: 'debian-installer',
  title: 'Debian installer',
  description: 'Installs Debian over the network, by hand or unattended with a preseed file for each machine.',
  parameters: DebianInstaller,
  fileParameters: ['image', 'kernel', 'initrd'],
  files,
  tree: ({ image }) => image ?? null,
  words: wordsOf,
});

function files({ image, kernel, initrd, preseed }: DebianInstaller): readonly ActionFile[] {
  const system = image === undefined ? plainFiles(kernel, initrd) : kernelFiles(image, kernel, [initrd]);
  if (preseed === '') return system;
  return [...system, textFile('preseed', 'preseed.cfg', (context) => preseedText(preseed, context), { secret: true })];
}

function plainFiles(kernel: string, initrd: string): readonly ActionFile[] {
  const first = actionFile('kernel', kernel, []);
  return [first, actionFile('initrd', initrd, [first])];
}

/** Host name and language are asked before the network is up, so that a preseed file comes too late for them. */
function wordsOf(parameters: DebianInstaller, context: ScriptContext): readonly string[] {
  const { preseed, locale, keyboard, domain, cmdline } = parameters;
  return [
    preseed === '' ? '' : `auto=true priority=critical preseed/url=${context.fileUrl('preseed')}`,
    bootCard(context),
    `hostname=${hostName(context)} domain=${domain}`,
    locale && `locale=${locale}`,
    keyboard && `keymap=${keyboard}`,
    cmdline,
  ];
}

/** What the file leaves free tells the server that the installer runs, and that it is done. */
function preseedText(preseed: string, context: ScriptContext): string {
  const text = unixLines(fillText(preseed, context));
  const tell = (when: string, address: string): string =>
    text.includes(`preseed/${when}`) ? '' : `d-i preseed/${when} string wget -q -O /dev/null ${address} || true\n`;
  return `${text}${tell('early_command', context.runningUrl)}${tell('late_command', progressUrl(context, 100))}`;
}
