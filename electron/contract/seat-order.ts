import type { Room, Seat } from './model.ts';

/**
 * All seats of a room in the order in which one walks them: line by line from the desk side. With the desk at the top or
 * bottom a line is a row from its first column on, with the desk at a side it is a column from its first row on.
 */
export function seatOrder(room: Pick<Room, 'rows' | 'columns' | 'desk'>): Seat[] {
  const rows = upTo(room.rows);
  const columns = upTo(room.columns);
  switch (room.desk) {
    case 'top':
      return rows.flatMap((row) => columns.map((column) => ({ row, column })));
    case 'bottom':
      return rows.reverse().flatMap((row) => columns.map((column) => ({ row, column })));
    case 'left':
      return columns.flatMap((column) => rows.map((row) => ({ row, column })));
    case 'right':
      return columns.reverse().flatMap((column) => rows.map((row) => ({ row, column })));
  }
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
