import type { Seat } from '../../../electron/contract/model.ts';

/** The keys that move the cursor over the seats, as the browser names them. */
export type CursorKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End' | 'PageUp' | 'PageDown';

const cursorKeys: ReadonlySet<string> = new Set<CursorKey>([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

export const isCursorKey = (key: string): key is CursorKey => cursorKeys.has(key);

/**
 * The seat that a key leads to. Home and End stay in the row, with `far` (Ctrl) they go to the first and the last
 * seat of the room, as in a grid of the ARIA practices; Page Up and Page Down go to the ends of the column.
 */
export function moveCursor(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  { row, column }: Seat,
  key: CursorKey,
  far: boolean,
): Seat {
  switch (key) {
    case 'ArrowUp':
      return { row: far ? 1 : Math.max(1, row - 1), column };
    case 'ArrowDown':
      return { row: far ? rows : Math.min(rows, row + 1), column };
    case 'ArrowLeft':
      return { row, column: far ? 1 : Math.max(1, column - 1) };
    case 'ArrowRight':
      return { row, column: far ? columns : Math.min(columns, column + 1) };
    case 'Home':
      return { row: far ? 1 : row, column: 1 };
    case 'End':
      return { row: far ? rows : row, column: columns };
    case 'PageUp':
      return { row: 1, column };
    case 'PageDown':
      return { row: rows, column };
  }
}

/** The next of these seats after the cursor in reading order, around the end; null when there is none. */
export function nextOf(seats: readonly Seat[], cursor: Seat | null): Seat | null {
  const ordered = seats.toSorted(inReadingOrder);
  if (!cursor) return ordered[0] ?? null;
  return ordered.find((seat) => inReadingOrder(cursor, seat) < 0) ?? ordered[0] ?? null;
}

export const inReadingOrder = (one: Seat, other: Seat): number => one.row - other.row || one.column - other.column;
