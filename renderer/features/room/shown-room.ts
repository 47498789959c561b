import { useEffect } from 'react';
import type { Snapshot } from '../../../electron/contract/api.ts';
import type { Room } from '../../../electron/contract/model.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { usePlace } from '../../state/place.ts';
import { useRemembered } from '../../state/remembered.ts';
import { roomOf, roomsInOrder } from '../../state/select/lookup.ts';

/** The room that the page's address names, else the one that was looked at last, else the first. */
function shownRoom(snapshot: Snapshot, asked: number | null, last: number | null): Room | null {
  const known = (id: number | null): Room | null => (id === null ? null : roomOf(snapshot, id));
  return known(asked) ?? known(last) ?? roomsInOrder(snapshot)[0] ?? null;
}

/** The room that is looked at, on every screen; null while there is none. */
export function useShownRoom(): Room | null {
  const place = usePlace();
  const asked = place.screen === 'room' ? place.room : null;
  const [last] = useRemembered('room');
  return useSnapshotPart((snapshot) => shownRoom(snapshot, asked, last));
}

/** Keeps the room over a reload and over a look at another screen. */
export function useRememberRoom(room: Room | null): void {
  const [last, remember] = useRemembered('room');
  const id = room?.id ?? null;
  useEffect(() => {
    if (id !== null && id !== last) remember(id);
  }, [id, last, remember]);
}
