import { z } from 'zod';
import type { Action } from '../contract/model.ts';
import { defineKind } from './kind.ts';
import { leaveToDisk } from './phrases.ts';

const HandOff = z.strictObject({ address: z.boolean().default(true) });

const kind = 'hand-off';

/**
 * Leaves the machine to another boot server: SCCM and Altiris want their own PXE responder in the dialogue (port 4011,
 * option 243). Rollcall gives it neither boot file nor script while this action is due.
 */
export const handOff = defineKind({
  kind,
  title: 'Leave to another boot server',
  description:
    'Rollcall stays silent for the machine, so that SCCM, Altiris or another boot server answers. Where Rollcall gives the addresses it goes on to do so, unless you switch that off.',
  parameters: HandOff,
  script: () => ({ lines: ['echo Rollcall: this machine is left to another boot server', ...leaveToDisk] }),
});

/** Whether a machine that is to boot this action is left to another boot server; with an address from us, or silently. */
export function handedOff(action: Pick<Action, 'kind' | 'parameters'>): 'no' | 'with address' | 'silently' {
  if (action.kind !== kind) return 'no';
  return HandOff.safeParse(action.parameters).data?.address === false ? 'silently' : 'with address';
}
