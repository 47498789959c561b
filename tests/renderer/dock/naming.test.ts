import { expect, test } from 'vitest';
import {
  inReadingOrder,
  type Named,
  nameSeats,
  numbered,
  patternOf,
  type SeatsName,
  short,
} from '../../../renderer/features/dock/naming.ts';

/** A room of three rows of six, PC-01 at A1. */
const room: readonly Named[] = Array.from({ length: 18 }, (_, index) => ({
  id: index + 1,
  name: `PC-${String(index + 1).padStart(2, '0')}`,
  roomId: 1,
  seat: { row: Math.floor(index / 6) + 1, column: (index % 6) + 1 },
}));
const seats = (...numbers: readonly number[]): Named[] => numbers.flatMap((number) => room[number - 1] ?? []);

const names: readonly (readonly [string, readonly Named[], SeatsName])[] = [
  ['one by its name', seats(4), { kind: 'one', name: 'PC-04' }],
  ['all by their room', room, { kind: 'room', roomId: 1 }],
  ['a row by its ends', seats(13, 14, 15, 16), { kind: 'row', line: 3, first: 'PC-13', last: 'PC-16' }],
  ['a row in any order of picking', seats(15, 13, 14), { kind: 'row', line: 3, first: 'PC-13', last: 'PC-15' }],
  ['a column by its ends', seats(2, 8, 14), { kind: 'column', line: 2, first: 'PC-02', last: 'PC-14' }],
  ['a row with a hole by names', seats(1, 2, 4), { kind: 'list', names: ['PC-01', '02', '04'], more: 0 }],
  ['what goes on in the next row by names', seats(5, 6, 7), { kind: 'list', names: ['PC-05', '06', '07'], more: 0 }],
  ['many by some names', seats(1, 3, 5, 8, 10, 12), { kind: 'list', names: ['PC-01', '03', '05', '08'], more: 2 }],
];

test.each(names)('calls %s', (_, chosen, name) => {
  expect(nameSeats(chosen, room, 4)).toEqual(name);
});

test('shortens only numbers, so that a name beside them is whole', () => {
  expect(short([{ name: 'PC-02' }, { name: 'PC-07' }, { name: 'Teacher' }])).toEqual(['PC-02', '07', 'Teacher']);
});

test('puts machines without a seat last, by their numbers', () => {
  const loose = (id: number, name: string): Named => ({ id, name, roomId: 1, seat: null });
  const ordered = inReadingOrder([loose(40, 'N-10'), loose(41, 'N-9'), ...seats(2)]);
  expect(ordered.map(({ name }) => name)).toEqual(['PC-02', 'N-9', 'N-10']);
});

test('numbers names by a pattern', () => {
  expect(numbered('PC-##', 9, 3)).toEqual(['PC-09', 'PC-10', 'PC-11']);
  expect(numbered('Lab', 1, 2)).toEqual(['Lab1', 'Lab2']);
  expect(numbered('N#-x', 99, 2)).toEqual(['N99-x', 'N100-x']);
});

test('reads the pattern of a name', () => {
  expect(patternOf('PC-07')).toBe('PC-##');
  expect(patternOf('Teacher')).toBe('Teacher');
});
