import type { Seat } from '../../../electron/contract/model.ts';
import { rectangle } from './seat.ts';

/** What is selected, as computers, so that a machine stays selected when it is moved. */
export interface Selection {
  readonly ids: ReadonlySet<number>;
  /** Where a range with Shift begins: the seat that was last picked without it. */
  readonly anchor: Seat | null;
  /** What was selected beside the range, so that a range can grow and shrink with Ctrl and Shift held. */
  readonly base: ReadonlySet<number>;
}

/** Ctrl (or Command) adds and takes away, Shift extends. */
export interface Modifiers {
  readonly add: boolean;
  readonly extend: boolean;
}

/** Who sits on a seat: the number of a computer, or null. */
export type OccupantOf = (seat: Seat) => number | null;

const nothing: ReadonlySet<number> = new Set();

export const noSelection: Selection = { ids: nothing, anchor: null, base: nothing };

/** Exactly these computers. */
export const selectionOf = (ids: Iterable<number>, anchor: Seat | null = null): Selection => {
  const set = new Set(ids);
  return { ids: set, anchor, base: set };
};

/** A click on a seat, or Space on it. */
export function pick(selection: Selection, seat: Seat, { add, extend }: Modifiers, occupantOf: OccupantOf): Selection {
  if (extend) return extendTo(selection, seat, add, occupantOf);
  const occupant = occupantOf(seat);
  if (!add) return selectionOf(occupant === null ? [] : [occupant], seat);
  return occupant === null ? { ...selection, anchor: seat } : { ...toggle(selection, [occupant]), anchor: seat };
}

/** Everything between the anchor and this seat; with `add` beside what was there before the range began. */
export function extendTo(selection: Selection, seat: Seat, add: boolean, occupantOf: OccupantOf): Selection {
  const anchor = selection.anchor ?? seat;
  const range = occupants(rectangle(anchor, seat), occupantOf);
  return { ids: new Set(add ? [...selection.base, ...range] : range), anchor, base: add ? selection.base : nothing };
}

/** Takes all of them when one is missing, otherwise lets all of them go: a row's head, a column's, a stage's chip. */
function toggle(selection: Selection, ids: readonly number[]): Selection {
  const all = ids.every((id) => selection.ids.has(id));
  const next = new Set(selection.ids);
  for (const id of ids) {
    if (all) next.delete(id);
    else next.add(id);
  }
  return { ids: next, anchor: selection.anchor, base: next };
}

/** A head, a chip or a menu entry that stands for many: alone, or with Ctrl beside what is selected. */
export const pickMany = (selection: Selection, ids: readonly number[], add: boolean): Selection =>
  add ? toggle(selection, ids) : selectionOf(ids);

/** A rubber band over seats; `before` is the selection at its beginning. */
export function band(before: Selection, seats: readonly Seat[], add: boolean, occupantOf: OccupantOf): Selection {
  const caught = occupants(seats, occupantOf);
  return selectionOf(add ? [...before.ids, ...caught] : caught, seats[0] ?? before.anchor);
}

/** Without those that are gone. The same object when nobody is, so that nothing is drawn again. */
export function keepOnly(selection: Selection, exists: (id: number) => boolean): Selection {
  const left = [...selection.ids].filter(exists);
  return left.length === selection.ids.size ? selection : selectionOf(left, selection.anchor);
}

function occupants(seats: readonly Seat[], occupantOf: OccupantOf): number[] {
  return seats.flatMap((seat) => occupantOf(seat) ?? []);
}
