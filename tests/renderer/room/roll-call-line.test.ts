import { describe, expect, test } from 'vitest';
import type { Enrolment } from '../../../electron/contract/console.ts';
import type { Room, Seat } from '../../../electron/contract/model.ts';
import { placesOf } from '../../../renderer/features/roll-call/line.ts';
import { seatKey } from '../../../renderer/features/room/seat.ts';

const room: Room = {
  id: 1,
  name: 'B12',
  rows: 2,
  columns: 4,
  aisles: { rows: [], columns: [] },
  desk: 'top',
  defaultActionId: null,
  unknown: null,
};
const seat = (row: number, column: number): Seat => ({ row, column });

/** A1 and A2 came up in this order, A3 was skipped, A4 is next; B2 was taken long ago. */
const enrolment: Enrolment = {
  roomId: 1,
  order: 'rows',
  pattern: 'PC-##',
  next: seat(1, 4),
  nextName: 'PC-04',
  placed: [
    { seat: seat(1, 1), computerId: 11 },
    { seat: seat(1, 2), computerId: 12 },
  ],
  skipped: [seat(1, 3)],
};
const taken = new Set(['1.1', '1.2', '2.2']);
const placeOf = placesOf(room, enrolment, (at) => taken.has(seatKey(at)));

describe('in a roll call', () => {
  test.each([
    ['the seat of the newest machine is marked', seat(1, 2), { kind: 'taken', newest: true }],
    ['the seat of an older one is taken', seat(1, 1), { kind: 'taken', newest: false }],
    ['a seat that was taken before is taken', seat(2, 2), { kind: 'taken', newest: false }],
    ['a skipped seat says so', seat(1, 3), { kind: 'skipped' }],
    ['one seat is next', seat(1, 4), { kind: 'next' }],
    ['the free seat after it is the second in line', seat(2, 1), { kind: 'waiting', place: 2 }],
    ['a taken seat is left out of the line', seat(2, 3), { kind: 'waiting', place: 3 }],
  ] as const)('%s', (_sentence, at, expected) => {
    expect(placeOf(at)).toEqual(expected);
  });

  test('nobody is in line when no seat is next', () => {
    const over = placesOf(room, { ...enrolment, next: null }, (at) => taken.has(seatKey(at)));
    expect(over(seat(2, 1))).toEqual({ kind: 'free' });
  });

  test('the line follows the side of the desk', () => {
    const fromBelow = placesOf({ ...room, desk: 'bottom' }, { ...enrolment, next: seat(2, 4) }, (at) =>
      taken.has(seatKey(at)),
    );
    expect(fromBelow(seat(1, 4))).toEqual({ kind: 'waiting', place: 2 });
  });
});
