import type { Snapshot } from '../../../electron/contract/api.ts';
import { quietUntilGivenUp } from '../../../electron/contract/stage.ts';

/** How many machines would be cut off if serving stopped now: between their loader and a started system, and not silent. */
export const machinesLoading = (snapshot: Snapshot, now: number): number =>
  snapshot.boots.filter(
    ({ stage, lastEventAt }) =>
      (stage === 'loader' || stage === 'script' || stage === 'loading') && now - lastEventAt < quietUntilGivenUp,
  ).length;
