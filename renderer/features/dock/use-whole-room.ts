import { useSnapshotPart } from '../../state/hooks.ts';
import { computerOf, computersOfRoom } from '../../state/select/lookup.ts';

/** True when these are all computers of a room that has more than one. */
export const useWholeRoom = (ids: readonly number[]): boolean =>
  useSnapshotPart((snapshot) => {
    const roomId = ids[0] === undefined ? null : (computerOf(snapshot, ids[0])?.roomId ?? null);
    if (roomId === null) return false;
    const room = computersOfRoom(snapshot, roomId);
    const chosen = new Set(ids);
    return room.length > 1 && room.every(({ id }) => chosen.has(id));
  });
