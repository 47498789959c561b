import type { Seat } from '../../../electron/contract/model.ts';

/** A seat as a key of a map: `3.7` is row 3, column 7. */
export const seatKey = ({ row, column }: Seat): string => `${row}.${column}`;

/** The seat that a key names, or null. */
export function seatOfKey(key: string | undefined): Seat | null {
  const [row, column] = (key ?? '').split('.').map(Number);
  return row && column ? { row, column } : null;
}

/** The letters of a row: 1 is A, 26 is Z, 27 is AA. */
export function rowLetters(row: number): string {
  const rest = Math.floor((row - 1) / 26);
  const letter = String.fromCharCode(65 + ((row - 1) % 26));
  return rest > 0 ? rowLetters(rest) + letter : letter;
}

/** Every seat of the rectangle between two corners, row by row. */
export function rectangle(one: Seat, other: Seat): Seat[] {
  const top = Math.min(one.row, other.row);
  const left = Math.min(one.column, other.column);
  const bottom = Math.max(one.row, other.row);
  const right = Math.max(one.column, other.column);
  const seats: Seat[] = [];
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) seats.push({ row, column });
  }
  return seats;
}

/** The part of a name that tells neighbours apart, for the smallest tile: `PC-037` is `037`, `Teacher` is `Teach`. */
export function shortName(name: string): string {
  const digits = /\d{1,4}$/.exec(name)?.[0];
  return digits ?? name.slice(0, 5);
}
