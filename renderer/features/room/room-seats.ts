import { useMemo } from 'react';
import type { Snapshot } from '../../../electron/contract/api.ts';
import type { Computer, Seat } from '../../../electron/contract/model.ts';
import { useNow } from '../../state/clock.ts';
import { useSnapshotPart } from '../../state/hooks.ts';
import { computersOfRoom } from '../../state/select/lookup.ts';
import { nameOf, type SeatView, sameSeat as sameView, seatView } from '../../state/select/seat.ts';
import { inReadingOrder } from './cursor.ts';
import { seatKey } from './seat.ts';

/** A computer on its seat, and all that its tile says. */
export interface SeatedView {
  readonly id: number;
  readonly name: string;
  readonly seat: Seat;
  readonly computer: Computer;
  readonly view: SeatView;
}

/** Who sits in a room, in reading order. */
export interface RoomSeats {
  readonly list: readonly SeatedView[];
  readonly at: (seat: Seat) => SeatedView | null;
  readonly byId: ReadonlyMap<number, SeatedView>;
}

function seatsOf(snapshot: Snapshot, roomId: number, now: number): SeatedView[] {
  const seated = computersOfRoom(snapshot, roomId).flatMap((computer): SeatedView[] =>
    computer.seat === null
      ? []
      : [
          {
            id: computer.id,
            name: nameOf(computer),
            seat: computer.seat,
            computer,
            view: seatView(snapshot, computer, now),
          },
        ],
  );
  return seated.sort((one, other) => inReadingOrder(one.seat, other.seat));
}

const sameSeated = (one: readonly SeatedView[], other: readonly SeatedView[]): boolean =>
  one.length === other.length &&
  one.every((seated, index) => {
    const twin = other[index];
    return twin !== undefined && seated.computer === twin.computer && sameView(seated.view, twin.view);
  });

/** The seats of a room; the same object as long as no tile would look different. */
export function useRoomSeats(roomId: number): RoomSeats {
  // A seat becomes off by the clock alone, so it is looked at again; events are judged by the time at which they come.
  useNow(10_000);
  const list = useSnapshotPart((snapshot) => seatsOf(snapshot, roomId, Date.now()), sameSeated);
  return useMemo(() => {
    const bySeat = new Map(list.map((seated) => [seatKey(seated.seat), seated]));
    return {
      list,
      at: (seat: Seat) => bySeat.get(seatKey(seat)) ?? null,
      byId: new Map(list.map((seated) => [seated.id, seated])),
    };
  }, [list]);
}

/** Machines that could sit in this room: those without any room, and those of this one without a seat. Newest first. */
export function useUnseated(roomId: number | null): readonly Computer[] {
  return useSnapshotPart(
    (snapshot) => unseated(snapshot, roomId),
    (one, other) => one.length === other.length && one.every((computer, index) => computer === other[index]),
  );
}

function unseated(snapshot: Snapshot, roomId: number | null): Computer[] {
  const standing = computersOfRoom(snapshot, null).filter(({ seat }) => seat === null);
  const here = roomId === null ? [] : computersOfRoom(snapshot, roomId).filter(({ seat }) => seat === null);
  return [...here, ...standing].sort((one, other) => (other.lastSeenAt ?? 0) - (one.lastSeenAt ?? 0));
}
