import { z } from 'zod';
import { textFile } from './files.ts';
import { kernelScript } from './kernel-script.ts';
import { type ActionFile, defineKind, type ScriptContext } from './kind.ts';
import { fillText, hostName, insideQuotes, SystemText, unixLines } from './linux-text.ts';
import { casperWords, ubuntuFiles, ubuntuImage } from './ubuntu-image.ts';

const UbuntuServer = z.strictObject({ ...ubuntuImage, autoinstall: SystemText.default('') });
type UbuntuServer = z.output<typeof UbuntuServer>;

/** The installer of Ubuntu Server, by hand or by an autoinstall file that is made for each machine. */
export const ubuntuServer = defineKind<UbuntuServer>({
  kind: 'ubuntu-server',
  title: 'Ubuntu Server installer',
  description: 'Installs Ubuntu, by hand or unattended. The machine needs memory for the whole image.',
  parameters: UbuntuServer,
  fileParameters: ['image'],
  files: (parameters) => [...ubuntuFiles(parameters), ...seedFiles(parameters)],
  tree: ({ image }) => image,
  script: (parameters, context, files) =>
    kernelScript(context, files, [
      casperWords(context),
      parameters.autoinstall === '' ? '' : `autoinstall ds=nocloud-net;s=${context.treeUrl}`,
      parameters.cmdline,
    ]),
});

/**
 * The three texts that cloud-init's NoCloud fetches from one folder, by these names. The autoinstall file is secret:
 * it holds the hash of a password.
 */
function seedFiles({ autoinstall }: UbuntuServer): readonly ActionFile[] {
  if (autoinstall === '') return [];
  return [
    textFile('user-data', 'user-data', (context) => userData(autoinstall, context), { secret: true }),
    textFile('meta-data', 'meta-data', metaData),
    textFile('vendor-data', 'vendor-data', vendorData),
  ];
}

/** Without the mark in its first line cloud-init passes the text over. */
function userData(autoinstall: string, context: ScriptContext): string {
  const text = unixLines(fillText(autoinstall, context, insideQuotes));
  return text.startsWith('#cloud-config') ? text : `#cloud-config\n${text}`;
}

function metaData(context: ScriptContext): string {
  const name = hostName(context);
  return `instance-id: rollcall-${context.mac.replaceAll(':', '')}\nlocal-hostname: ${name}\n`;
}

/** Says from the installer's own system that it runs. */
function vendorData({ runningUrl }: ScriptContext): string {
  return `#cloud-config\nbootcmd:\n  - [wget, -q, -T, '10', -O, /dev/null, '${runningUrl}']\n`;
}
