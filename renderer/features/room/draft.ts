import type { Seat, UnknownRule } from '../../../electron/contract/model.ts';
import type { DeskSide, RoomShape } from './grid.ts';

/** The room as the editor has it, before it is kept. */
export interface RoomDraft extends RoomShape {
  readonly name: string;
  readonly unknown: UnknownRule | null;
}

const most = 99;

/** A room has 1 to 99 rows and as many columns; an aisle lies between two of them. */
export function resize(draft: RoomDraft, size: { readonly rows?: number; readonly columns?: number }): RoomDraft {
  const rows = bounded(size.rows ?? draft.rows);
  const columns = bounded(size.columns ?? draft.columns);
  return { ...draft, rows, columns };
}

const bounded = (count: number): number => Math.min(Math.max(Math.round(count), 1), most);

/** Opens or closes the aisle after a row or a column. */
export function toggleAisle(draft: RoomDraft, along: 'rows' | 'columns', after: number): RoomDraft {
  const there = draft.aisles[along];
  const next = there.includes(after) ? there.filter((each) => each !== after) : [...there, after];
  return { ...draft, aisles: { ...draft.aisles, [along]: next.toSorted((one, other) => one - other) } };
}

export const withDesk = (draft: RoomDraft, desk: DeskSide): RoomDraft => ({ ...draft, desk });

/** What is kept: a trimmed name, and no aisle outside of the room. */
export function settled(draft: RoomDraft): RoomDraft {
  return {
    ...draft,
    name: draft.name.trim(),
    aisles: {
      rows: draft.aisles.rows.filter((after) => after < draft.rows),
      columns: draft.aisles.columns.filter((after) => after < draft.columns),
    },
  };
}

/** Those of the seats that the smaller room no longer has. */
export const outside = <T extends { readonly seat: Seat | null }>(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  sitting: readonly T[],
): T[] => sitting.filter(({ seat }) => seat !== null && (seat.row > rows || seat.column > columns));
