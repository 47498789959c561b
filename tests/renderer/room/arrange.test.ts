import { describe, expect, test } from 'vitest';
import { arrange, type Floor, firstFreeSeat } from '../../../renderer/features/room/arrange.ts';

const seat = (row: number, column: number) => ({ row, column });

/**
 *     1  2  3  4
 *  A  1  2  3  .
 *  B  4  .  .  5
 */
const floor: Floor = {
  roomId: 9,
  rows: 2,
  columns: 4,
  sitting: [
    { id: 1, seat: seat(1, 1) },
    { id: 2, seat: seat(1, 2) },
    { id: 3, seat: seat(1, 3) },
    { id: 4, seat: seat(2, 1) },
    { id: 5, seat: seat(2, 4) },
  ],
};

const move = (computer: number, to: { row: number; column: number } | null) => ({ computer, room: 9, seat: to });

describe('a machine that is dragged', () => {
  test('to a free seat moves', () => {
    expect(arrange(floor, 1, [], seat(2, 2))).toEqual({ kind: 'move', moves: [move(1, seat(2, 2))] });
  });

  test('to a taken seat swaps', () => {
    expect(arrange(floor, 1, [], seat(2, 4))).toEqual({
      kind: 'swap',
      moves: [move(1, seat(2, 4)), move(5, seat(1, 1))],
      displaced: [5],
    });
  });

  test('to its own seat does nothing', () => {
    expect(arrange(floor, 1, [2], seat(1, 1))).toEqual({ kind: 'nothing' });
  });

  test('to outside of the room does nothing', () => {
    expect(arrange(floor, 1, [], seat(3, 1))).toEqual({ kind: 'outside' });
  });
});

describe('a machine without a seat', () => {
  test('takes a free one', () => {
    expect(arrange(floor, 77, [], seat(1, 4))).toEqual({ kind: 'move', moves: [move(77, seat(1, 4))] });
  });

  test('takes the seat of another, which then has none', () => {
    expect(arrange(floor, 77, [], seat(1, 1))).toEqual({
      kind: 'swap',
      moves: [move(77, seat(1, 1)), move(1, null)],
      displaced: [1],
    });
  });

  test('takes nobody along', () => {
    expect(arrange(floor, 77, [1, 2], seat(1, 4))).toMatchObject({ moves: [move(77, seat(1, 4))] });
  });
});

describe('several machines that are dragged', () => {
  test('keep their places beside each other', () => {
    expect(arrange(floor, 1, [1, 2], seat(2, 2))).toEqual({
      kind: 'move',
      moves: [move(1, seat(2, 2)), move(2, seat(2, 3))],
    });
  });

  test('change places with those that sit there', () => {
    expect(arrange(floor, 2, [2, 3], seat(2, 3))).toMatchObject({
      kind: 'swap',
      moves: [move(2, seat(2, 3)), move(3, seat(2, 4)), move(5, seat(1, 2))],
    });
  });

  test('by one seat push the next one to the seat that became free', () => {
    expect(arrange(floor, 1, [1, 2], seat(1, 2))).toMatchObject({
      kind: 'swap',
      moves: [move(1, seat(1, 2)), move(2, seat(1, 3)), move(3, seat(1, 1))],
    });
  });

  test('do nothing when one of them would stand outside', () => {
    expect(arrange(floor, 1, [1, 3], seat(1, 3))).toEqual({ kind: 'outside' });
  });
});

describe('the first free seat', () => {
  test('is found in reading order', () => {
    expect(firstFreeSeat(floor)).toEqual(seat(1, 4));
  });

  test('is none in a full room', () => {
    expect(firstFreeSeat({ rows: 1, columns: 2, sitting: floor.sitting })).toBeNull();
  });
});
