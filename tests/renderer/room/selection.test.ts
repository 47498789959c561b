import { describe, expect, test } from 'vitest';
import { seatKey } from '../../../renderer/features/room/seat.ts';
import {
  band,
  extendTo,
  keepOnly,
  noSelection,
  pick,
  pickMany,
  type Selection,
  selectionOf,
} from '../../../renderer/features/room/selection.ts';

/** Two rows of three; the middle seat of the second row is free. */
const sitting = new Map([
  ['1.1', 1],
  ['1.2', 2],
  ['1.3', 3],
  ['2.1', 4],
  ['2.3', 6],
]);
const occupantOf = (seat: { row: number; column: number }) => sitting.get(seatKey(seat)) ?? null;
const seat = (row: number, column: number) => ({ row, column });
const plain = { add: false, extend: false };
const ctrl = { add: true, extend: false };
const shift = { add: false, extend: true };
const both = { add: true, extend: true };
const ids = ({ ids }: Selection) => [...ids].toSorted((one, other) => one - other);

describe('a click', () => {
  test('selects one seat and lets the others go', () => {
    expect(ids(pick(selectionOf([2, 3]), seat(1, 1), plain, occupantOf))).toEqual([1]);
  });

  test('on a free seat selects nothing', () => {
    expect(ids(pick(selectionOf([2, 3]), seat(2, 2), plain, occupantOf))).toEqual([]);
  });

  test('with Ctrl adds a seat', () => {
    expect(ids(pick(selectionOf([2]), seat(1, 1), ctrl, occupantOf))).toEqual([1, 2]);
  });

  test('with Ctrl takes a selected seat away', () => {
    expect(ids(pick(selectionOf([1, 2]), seat(1, 1), ctrl, occupantOf))).toEqual([2]);
  });

  test('with Ctrl on a free seat keeps what is selected', () => {
    expect(ids(pick(selectionOf([1, 2]), seat(2, 2), ctrl, occupantOf))).toEqual([1, 2]);
  });
});

describe('a range with Shift', () => {
  const from = pick(noSelection, seat(1, 2), plain, occupantOf);

  test('takes the rectangle and leaves its free seats out', () => {
    expect(ids(pick(from, seat(2, 3), shift, occupantOf))).toEqual([2, 3, 6]);
  });

  test('shrinks again around the same anchor', () => {
    const wide = pick(from, seat(2, 3), shift, occupantOf);
    expect(ids(pick(wide, seat(1, 1), shift, occupantOf))).toEqual([1, 2]);
  });

  test('replaces what was selected before', () => {
    expect(ids(pick(selectionOf([4], seat(1, 2)), seat(1, 3), shift, occupantOf))).toEqual([2, 3]);
  });

  test('with Ctrl keeps what was selected before, and only that, when it shrinks', () => {
    const begun = pick(selectionOf([4]), seat(1, 1), ctrl, occupantOf);
    const wide = pick(begun, seat(1, 3), both, occupantOf);
    expect(ids(wide)).toEqual([1, 2, 3, 4]);
    expect(ids(pick(wide, seat(1, 2), both, occupantOf))).toEqual([1, 2, 4]);
  });

  test('begins at its own end when nothing was picked before', () => {
    expect(ids(extendTo(noSelection, seat(2, 1), false, occupantOf))).toEqual([4]);
  });
});

describe('a rubber band', () => {
  test('catches what it touches', () => {
    expect(ids(band(selectionOf([6]), [seat(1, 1), seat(2, 1), seat(2, 2)], false, occupantOf))).toEqual([1, 4]);
  });

  test('with Ctrl or Shift adds to what was there', () => {
    expect(ids(band(selectionOf([6]), [seat(1, 1)], true, occupantOf))).toEqual([1, 6]);
  });

  test('over the floor alone lets everything go', () => {
    expect(ids(band(selectionOf([6]), [], false, occupantOf))).toEqual([]);
  });

  test('leaves its first seat as the anchor of a range', () => {
    const caught = band(noSelection, [seat(1, 2), seat(1, 3)], false, occupantOf);
    expect(ids(extendTo(caught, seat(1, 1), false, occupantOf))).toEqual([1, 2]);
  });
});

describe('a head or a chip', () => {
  test('selects all that it stands for', () => {
    expect(ids(pickMany(selectionOf([6]), [1, 2, 3], false))).toEqual([1, 2, 3]);
  });

  test('with Ctrl adds all when one is missing', () => {
    expect(ids(pickMany(selectionOf([1, 6]), [1, 2, 3], true))).toEqual([1, 2, 3, 6]);
  });

  test('with Ctrl takes all away when none is missing', () => {
    expect(ids(pickMany(selectionOf([1, 2, 3, 6]), [1, 2, 3], true))).toEqual([6]);
  });
});

describe('machines that are gone', () => {
  test('are let go', () => {
    expect(ids(keepOnly(selectionOf([1, 2]), (id) => id !== 2))).toEqual([1]);
  });

  test('change nothing when they were not selected', () => {
    const selection = selectionOf([1, 2]);
    expect(keepOnly(selection, () => true)).toBe(selection);
  });
});
