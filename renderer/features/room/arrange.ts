import type { Seat } from '../../../electron/contract/model.ts';
import { sameSeat } from '../../../electron/contract/seat-order.ts';
import { inReadingOrder } from './cursor.ts';
import { seatKey } from './seat.ts';

/** One machine to its new seat; without a seat it stands in the room, or in none. */
export interface Move {
  readonly computer: number;
  /** Null: in no room. */
  readonly room: number | null;
  readonly seat: Seat | null;
}

export interface Sitting {
  readonly id: number;
  readonly seat: Seat;
}

/** The room as far as it matters to whoever moves machines in it. */
export interface Floor {
  readonly roomId: number;
  readonly rows: number;
  readonly columns: number;
  readonly sitting: readonly Sitting[];
}

/** What a drop would do. */
export type Arrangement =
  | { readonly kind: 'nothing' }
  /** Some of them would stand outside of the room. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'move'; readonly moves: readonly Move[] }
  | {
      readonly kind: 'swap';
      readonly moves: readonly Move[] /** Who gives way. */;
      readonly displaced: readonly number[];
    };

/**
 * Puts the machine `held`, and with it the others of `company`, so that `held` comes to `target`. The others keep
 * their places beside it. Who sits where they come to takes the seats that they leave, in reading order.
 */
export function arrange(floor: Floor, held: number, company: readonly number[], target: Seat): Arrangement {
  const from = seatOf(floor, held);
  if (from && sameSeat(from, target)) return { kind: 'nothing' };
  const group = from ? floor.sitting.filter(({ id }) => id === held || company.includes(id)) : [];
  const moved = from ? shift(group, target.row - from.row, target.column - from.column) : [{ id: held, seat: target }];
  if (moved.some(({ seat }) => !isInside(floor, seat))) return { kind: 'outside' };
  return settle(floor, group, moved);
}

function settle(floor: Floor, group: readonly Sitting[], moved: readonly Sitting[]): Arrangement {
  const taken = new Set(moved.map(({ seat }) => seatKey(seat)));
  const movedIds = new Set(moved.map(({ id }) => id));
  const displaced = floor.sitting.filter(({ id, seat }) => taken.has(seatKey(seat)) && !movedIds.has(id));
  const left = group.map(({ seat }) => seat).filter((seat) => !taken.has(seatKey(seat)));
  const free = left.toSorted(inReadingOrder);
  const giveWay = displaced.toSorted((one, other) => inReadingOrder(one.seat, other.seat));
  const moves = [
    ...moved.map(({ id, seat }) => ({ computer: id, room: floor.roomId, seat })),
    ...giveWay.map(({ id }, index) => ({ computer: id, room: floor.roomId, seat: free[index] ?? null })),
  ];
  return displaced.length === 0
    ? { kind: 'move', moves }
    : { kind: 'swap', moves, displaced: giveWay.map(({ id }) => id) };
}

/** The first free seat in reading order, or null in a full room. */
export function firstFreeSeat({ rows, columns, sitting }: Omit<Floor, 'roomId'>): Seat | null {
  const taken = new Set(sitting.map(({ seat }) => seatKey(seat)));
  for (let row = 1; row <= rows; row += 1) {
    for (let column = 1; column <= columns; column += 1) {
      if (!taken.has(seatKey({ row, column }))) return { row, column };
    }
  }
  return null;
}

const seatOf = (floor: Floor, id: number): Seat | null =>
  floor.sitting.find((sitting) => sitting.id === id)?.seat ?? null;

const shift = (group: readonly Sitting[], rows: number, columns: number): Sitting[] =>
  group.map(({ id, seat }) => ({ id, seat: { row: seat.row + rows, column: seat.column + columns } }));

const isInside = ({ rows, columns }: Floor, { row, column }: Seat): boolean =>
  row >= 1 && row <= rows && column >= 1 && column <= columns;
