import { expect, test } from 'vitest';
import type { Room } from '../../../electron/contract/model.ts';
import { freeSeatNear } from '../../../renderer/features/room/free-seat-near.ts';
import { roomsInOrder } from '../../../renderer/state/select/lookup.ts';
import { aComputer, aSnapshot } from '../snapshot.ts';

const aRoom = (id: number, name: string, columns: number): Room => ({
  id,
  name,
  rows: 1,
  columns,
  aisles: { rows: [], columns: [] },
  desk: 'top',
  defaultActionId: null,
  unknown: null,
});

const rooms = [aRoom(1, 'Room 10', 2), aRoom(2, 'Room 2', 1), aRoom(3, 'Room 1', 1)];
const [ten, two, one] = rooms as [Room, Room, Room];

/** One machine on each of these seats of the only row. */
const sitting = (...seats: readonly (readonly [room: number, column: number])[]) =>
  aSnapshot({
    rooms,
    computers: seats.map(([roomId, column], index) =>
      aComputer({ id: index + 1, mac: `52:54:00:00:00:0${index + 1}`, roomId, seat: { row: 1, column } }),
    ),
  });

test('the rooms are in the order in which people count them', () => {
  expect(roomsInOrder(aSnapshot({ rooms })).map(({ name }) => name)).toEqual(['Room 1', 'Room 2', 'Room 10']);
});

test.each([
  ['its own first free seat', sitting([1, 1]), ten, { room: ten, seat: { row: 1, column: 2 } }],
  [
    'beside a full room the first seat of the next that has one',
    sitting([1, 1], [1, 2], [3, 1]),
    ten,
    { room: two, seat: { row: 1, column: 1 } },
  ],
  ['none when every room is full', sitting([1, 1], [1, 2], [2, 1], [3, 1]), one, null],
  ['none without a room', sitting(), null, null],
])('a new machine is offered %s', (_sentence, snapshot, room, expected) => {
  expect(freeSeatNear(snapshot, room)).toEqual(expected);
});
