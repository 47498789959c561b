import type { Seat } from '../../../electron/contract/model.ts';

/** A computer as far as naming goes. */
export interface Named {
  readonly id: number;
  readonly name: string;
  readonly roomId: number | null;
  readonly seat: Seat | null;
}

/** How a person would call these seats. */
export type SeatsName =
  | { readonly kind: 'one'; readonly name: string }
  /** Every computer of the room. */
  | { readonly kind: 'room'; readonly roomId: number }
  /** Neighbours in a row or a column, in order. */
  | { readonly kind: 'row' | 'column'; readonly line: number; readonly first: string; readonly last: string }
  /** In reading order; `more` of them are not named. */
  | { readonly kind: 'list'; readonly names: readonly string[]; readonly more: number };

/**
 * Names a selection: `PC-13 to PC-18, row C`, `the whole of room B12`, `PC-02, 07, 09, 22`. `room` are all the
 * computers of the room that is looked at, `most` how many names a list may hold.
 */
export function nameSeats(chosen: readonly Named[], room: readonly Named[], most: number): SeatsName {
  const [only] = chosen;
  if (only && chosen.length === 1) return { kind: 'one', name: only.name };
  const roomId = wholeRoom(chosen, room);
  if (roomId !== null) return { kind: 'room', roomId };
  const ordered = inReadingOrder(chosen);
  return (
    lineOf(ordered) ?? { kind: 'list', names: short(ordered.slice(0, most)), more: Math.max(0, chosen.length - most) }
  );
}

/** The room, when these are all of its computers and it has more than one. */
function wholeRoom(chosen: readonly Named[], room: readonly Named[]): number | null {
  const [first] = room;
  if (!first || room.length < 2 || chosen.length !== room.length) return null;
  const ids = new Set(room.map(({ id }) => id));
  return chosen.every(({ id }) => ids.has(id)) ? first.roomId : null;
}

/** Three or more that sit beside each other, with nothing but free seats between them being left out. */
function lineOf(ordered: readonly Named[]): SeatsName | null {
  const [first] = ordered;
  const last = ordered.at(-1);
  if (!first?.seat || !last?.seat || ordered.length < 3) return null;
  for (const [kind, along, across] of [
    ['row', 'column', 'row'],
    ['column', 'row', 'column'],
  ] as const) {
    const line = first.seat[across];
    const straight = ordered.every(({ seat, roomId }) => seat?.[across] === line && roomId === first.roomId);
    const unbroken = ordered.every(({ seat }, index) => seat?.[along] === (first.seat?.[along] ?? 0) + index);
    if (straight && unbroken) return { kind, line, first: first.name, last: last.name };
  }
  return null;
}

const byNumber = new Intl.Collator('en', { numeric: true });

export function inReadingOrder<T extends Named>(chosen: readonly T[]): T[] {
  return chosen.toSorted(
    (one, other) =>
      (one.roomId ?? Number.MAX_SAFE_INTEGER) - (other.roomId ?? Number.MAX_SAFE_INTEGER) ||
      rank(one.seat) - rank(other.seat) ||
      byNumber.compare(one.name, other.name),
  );
}

const rank = (seat: Seat | null): number => (seat ? seat.row * 100 + seat.column : Number.MAX_SAFE_INTEGER);

/** Leaves out what each name repeats of the first: `PC-02, 07, 09`. Only before digits, so that every name can be read. */
export function short(chosen: readonly { readonly name: string }[]): string[] {
  const prefix = /^.*?(?=\d+$)/.exec(chosen[0]?.name ?? '')?.[0] ?? '';
  return chosen.map(({ name }, index) => {
    const rest = name.slice(prefix.length);
    return index > 0 && prefix !== '' && name.startsWith(prefix) && /^\d+$/.test(rest) ? rest : name;
  });
}

/** Names for several computers: `PC-##` from 7 makes PC-07, PC-08 … A pattern without `#` gets the number at its end. */
export function numbered(pattern: string, first: number, count: number): string[] {
  const places = /#+/.exec(pattern);
  const width = places?.[0].length ?? 0;
  return Array.from({ length: count }, (_, index) => {
    const digits = String(first + index).padStart(width, '0');
    return places ? pattern.replace(places[0], digits) : `${pattern}${digits}`;
  });
}

/** The pattern that gave this name: `PC-07` came from `PC-##`. */
export const patternOf = (name: string): string => name.replace(/\d+$/, (digits) => '#'.repeat(digits.length));
