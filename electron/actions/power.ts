import { z } from 'zod';
import { defineKind } from './kind.ts';
import { leaveToDisk, startedBeacon } from './phrases.ts';

const Power = z.strictObject({ turn: z.enum(['restart', 'power off', 'firmware setup']).default('restart') });
type Power = z.output<typeof Power>;

/** Restarts the machine, switches it off, or opens the setup of its firmware. For tasks: as a default it never ends. */
export const power = defineKind<Power>({
  kind: 'power',
  title: 'Restart, power off, firmware setup',
  description:
    'Restarts the machine, switches it off or opens the setup of its firmware. As a default it would never end.',
  parameters: Power,
  script: ({ turn }, context) => ({ lines: [...startedBeacon(context), ...commands(turn), ...leaveToDisk] }),
});

/** `poweroff` came after iPXE of 2019; `reboot --setup` needs UEFI. What fails is said, and the machine goes on. */
function commands(turn: Power['turn']): readonly string[] {
  switch (turn) {
    case 'restart':
      return ['reboot ||'];
    case 'power off':
      return ['poweroff ||', 'echo Rollcall: this boot loader cannot switch the machine off', 'sleep 10 ||'];
    case 'firmware setup':
      return [
        'reboot --setup ||',
        'echo Rollcall: this firmware cannot be sent to its setup, press its key at the next start',
        'sleep 10 ||',
        'reboot ||',
      ];
  }
}
