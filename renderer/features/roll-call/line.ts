import type { Enrolment } from '../../../electron/contract/console.ts';
import type { Room, Seat } from '../../../electron/contract/model.ts';
import { sameSeat, seatOrder } from '../../../electron/contract/seat-order.ts';

/** What a seat is in a roll call. */
export type Place =
  | { readonly kind: 'next' }
  | { readonly kind: 'taken' /** In this roll call, and the newest. */; readonly newest: boolean }
  | { readonly kind: 'skipped' }
  /** Comes after so many others: the second in line is 2. */
  | { readonly kind: 'waiting'; readonly place: number }
  | { readonly kind: 'free' };

/** How many of those who wait are told their place. */
const told = 4;

/** What each seat is, by the order in which the engine gives them out. `taken` says who sits where now. */
export function placesOf(room: Room, enrolment: Enrolment, taken: (seat: Seat) => boolean): (seat: Seat) => Place {
  const { next, skipped, placed } = enrolment;
  const newest = placed.at(-1)?.seat;
  const line = lineOf(room, enrolment, taken);
  return (seat) => {
    if (taken(seat)) return { kind: 'taken', newest: newest !== undefined && sameSeat(newest, seat) };
    if (next && sameSeat(next, seat)) return { kind: 'next' };
    if (skipped.some((each) => sameSeat(each, seat))) return { kind: 'skipped' };
    const place = line.findIndex((each) => sameSeat(each, seat));
    return place >= 0 && place < told - 1 ? { kind: 'waiting', place: place + 2 } : { kind: 'free' };
  };
}

/** The free seats after the next one, in the order in which they come. */
function lineOf(room: Room, { next, order, skipped }: Enrolment, taken: (seat: Seat) => boolean): Seat[] {
  if (!next) return [];
  const walk = seatOrder(room, order);
  const begin = walk.findIndex((seat) => sameSeat(seat, next));
  return walk.slice(begin + 1).filter((seat) => !taken(seat) && !skipped.some((each) => sameSeat(each, seat)));
}
