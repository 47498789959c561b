import { z } from 'zod';
import { imageShim } from './image-paths.ts';
import { kernelScript } from './kernel-script.ts';
import { defineKind } from './kind.ts';
import { casperWords, seedWords, ubuntuFiles, ubuntuImage } from './ubuntu-image.ts';

const UbuntuLive = z.strictObject(ubuntuImage);

/** The desktop image of Ubuntu, or one that is made like it, from memory. */
export const ubuntuLive = defineKind<z.output<typeof UbuntuLive>>({
  kind: 'ubuntu-live',
  title: 'Ubuntu live',
  description: 'Runs an Ubuntu desktop image. The machine needs memory for the whole image, and 4 GB besides.',
  parameters: UbuntuLive,
  fileParameters: ['image'],
  files: (parameters) => ubuntuFiles(parameters, ''),
  tree: ({ image }) => image,
  script: (parameters, context, files) =>
    kernelScript(
      context,
      files,
      ['boot=casper', casperWords(context), seedWords(parameters, '', context), parameters.cmdline],
      imageShim(context),
    ),
});
