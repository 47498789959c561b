import type { SeatStage } from '../../../electron/contract/stage.ts';
import { groupBy } from '../../state/select/index-of.ts';

/** The stages as the chips above the map count them: four short ones are one, "on the way". */
export type StageGroup = 'failed' | 'missed' | 'loading' | 'way' | 'started' | 'running' | 'off';

/** Trouble first, as it is looked for. */
const stageGroups: readonly StageGroup[] = ['failed', 'missed', 'loading', 'way', 'started', 'running', 'off'];

function groupOf(stage: SeatStage): StageGroup {
  switch (stage) {
    case 'seen':
    case 'address':
    case 'loader':
    case 'script':
      return 'way';
    default:
      return stage;
  }
}

/** The stage whose icon and colour stand for the group. */
export const faceOf = (group: StageGroup): SeatStage => (group === 'way' ? 'script' : group);

/** Who is in which group, in the order in which they are given; groups of nobody are left out. */
export function inGroups(
  seats: readonly { readonly id: number; readonly view: { readonly stage: SeatStage } }[],
): { readonly group: StageGroup; readonly ids: readonly number[] }[] {
  const members = groupBy(seats, ({ view }) => groupOf(view.stage));
  return stageGroups.flatMap((group) => {
    const ids = members.get(group)?.map(({ id }) => id) ?? [];
    return ids.length > 0 ? [{ group, ids }] : [];
  });
}
