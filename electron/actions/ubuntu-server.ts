import { z } from 'zod';
import { imageShim } from './image-paths.ts';
import { kernelScript } from './kernel-script.ts';
import { defineKind } from './kind.ts';
import { SystemText } from './linux-text.ts';
import { casperWords, seedWords, ubuntuFiles, ubuntuImage } from './ubuntu-image.ts';

const UbuntuServer = z.strictObject({ ...ubuntuImage, autoinstall: SystemText.default('') });
type UbuntuServer = z.output<typeof UbuntuServer>;

/** The installer of Ubuntu Server, by hand or by an autoinstall file that is made for each machine. */
export const ubuntuServer = defineKind<UbuntuServer>({
  kind: 'ubuntu-server',
  title: 'Ubuntu Server installer',
  description: 'Installs Ubuntu, by hand or unattended. The machine needs memory for the whole image.',
  parameters: UbuntuServer,
  fileParameters: ['image'],
  files: (parameters) => ubuntuFiles(parameters, parameters.autoinstall),
  tree: ({ image }) => image,
  script: (parameters, context, files) =>
    kernelScript(
      context,
      files,
      [casperWords(context), seedWords(parameters, parameters.autoinstall, context), parameters.cmdline],
      imageShim(context),
    ),
});
