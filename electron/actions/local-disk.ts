import { z } from 'zod';
import { defineKind } from './kind.ts';
import { leaveToDisk, startedBeacon } from './phrases.ts';

/** Leaves the network and boots what is installed. */
export const localDisk = defineKind({
  kind: 'local-disk',
  title: 'Local disk',
  description: 'Boots the system that is installed on the machine.',
  parameters: z.strictObject({}),
  script: (_, context) => ({ lines: [...startedBeacon(context), ...leaveToDisk] }),
});
