import type { Snapshot } from '../../../electron/contract/api.ts';
import { isMissed, seatStage } from '../../../electron/contract/stage.ts';
import { bootOf, computersOfRoom, tasksOf } from './lookup.ts';

/** How many computers failed or missed their task, of one room or (`room` left out) of all. */
export function troubledSeats(snapshot: Snapshot, now: number, room?: number): number {
  let count = 0;
  for (const { id } of room === undefined ? snapshot.computers : computersOfRoom(snapshot, room)) {
    const stage = seatStage(bootOf(snapshot, id), tasksOf(snapshot, id), now);
    if (stage === 'failed' || stage === 'missed') count += 1;
  }
  return count;
}

/** How many tasks nobody took in their time. */
export const missedTasks = (snapshot: Snapshot, now: number): number =>
  snapshot.tasks.filter((task) => isMissed(task, now)).length;
