import { z } from 'zod';
import { defineKind } from './kind.ts';
import { leaveToDisk, startedBeacon } from './phrases.ts';

/** For looking at a machine from its keyboard. */
export const ipxeShell = defineKind({
  kind: 'ipxe-shell',
  title: 'iPXE shell',
  description: 'Opens the command line of the boot loader, to look at the network and the card from the keyboard.',
  parameters: z.strictObject({}),
  script: (_, context) => ({
    lines: [
      ...startedBeacon(context),
      'echo Type exit to go on to the disk, help for the commands',
      'shell ||',
      ...leaveToDisk,
    ],
  }),
});
