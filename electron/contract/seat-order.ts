import type { WalkOrder } from './console.ts';
import type { Room, Seat } from './model.ts';

type Walked = Pick<Room, 'rows' | 'columns' | 'desk'>;

/** How one walks unless somebody says otherwise: along the lines that face the desk. */
export const usualOrder = ({ desk }: Pick<Room, 'desk'>): 'rows' | 'columns' =>
  desk === 'top' || desk === 'bottom' ? 'rows' : 'columns';

/**
 * All seats of a room in the order in which one walks them, from the desk side on. There and back goes along the same
 * lines as usual, and every second one the other way.
 */
export function seatOrder(room: Walked, order: WalkOrder = usualOrder(room)): Seat[] {
  const lines = linesOf(room, order === 'snake' ? usualOrder(room) : order);
  return lines.flatMap((line, index) => (order === 'snake' && index % 2 === 1 ? line.reverse() : line));
}

function linesOf(room: Walked, along: 'rows' | 'columns'): Seat[][] {
  const rows = room.desk === 'bottom' ? upTo(room.rows).reverse() : upTo(room.rows);
  const columns = room.desk === 'right' ? upTo(room.columns).reverse() : upTo(room.columns);
  return along === 'rows'
    ? rows.map((row) => columns.map((column) => ({ row, column })))
    : columns.map((column) => rows.map((row) => ({ row, column })));
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

export function sameSeat(one: Seat, other: Seat): boolean {
  return one.row === other.row && one.column === other.column;
}

/** The names of a room's seats when nobody says otherwise: `B12-##`, with as many digits as its last seat needs. */
export function defaultPattern(room: Pick<Room, 'name' | 'rows' | 'columns'>): string {
  const digits = Math.max(2, String(room.rows * room.columns).length);
  return `${room.name.slice(0, 58)}-${'#'.repeat(digits)}`;
}

/** `PC-##` and 7 make `PC-07`. The last run of `#` stands for the number; without one the number comes at the end. */
export function nameByPattern(pattern: string, number: number): string {
  const place = /#+(?=[^#]*$)/.exec(pattern);
  if (!place) return `${pattern.slice(0, 60)}${number}`;
  const digits = String(number).padStart(place[0].length, '0');
  return `${pattern.slice(0, place.index)}${digits}${pattern.slice(place.index + place[0].length)}`.slice(0, 64);
}
