import type { Snapshot } from '../../../electron/contract/api.ts';
import type { Room, Seat } from '../../../electron/contract/model.ts';
import { computersOfRoom, roomsInOrder } from '../../state/select/lookup.ts';
import { firstFreeSeat } from './arrange.ts';

export interface FreeSeat {
  readonly room: Room;
  readonly seat: Seat;
}

/** The first free seat of a room; when it is full, of the first other room that has one; null when all are full. */
export function freeSeatNear(snapshot: Snapshot, room: Room | null): FreeSeat | null {
  if (!room) return null;
  for (const each of [room, ...roomsInOrder(snapshot).filter(({ id }) => id !== room.id)]) {
    const sitting = computersOfRoom(snapshot, each.id).flatMap(({ id, seat }) => (seat ? [{ id, seat }] : []));
    const seat = firstFreeSeat({ rows: each.rows, columns: each.columns, sitting });
    if (seat) return { room: each, seat };
  }
  return null;
}
