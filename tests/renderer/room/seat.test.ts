import { describe, expect, test } from 'vitest';
import { outside, resize, settled, toggleAisle } from '../../../renderer/features/room/draft.ts';
import { rectangle, rowLetters, seatKey, seatOfKey, shortName } from '../../../renderer/features/room/seat.ts';

describe('a seat is called', () => {
  test.each([
    [1, 'A'],
    [26, 'Z'],
    [27, 'AA'],
    [52, 'AZ'],
    [53, 'BA'],
    [99, 'CU'],
  ])('in row %i by %s', (row, letters) => {
    expect(rowLetters(row)).toBe(letters);
  });

  test('on the page by a key that leads back to it', () => {
    expect(seatOfKey(seatKey({ row: 3, column: 12 }))).toEqual({ row: 3, column: 12 });
  });

  test.each([[undefined], [''], ['3'], ['x.y']])('by no other key, such as %s', (key) => {
    expect(seatOfKey(key)).toBeNull();
  });
});

test('two corners make a rectangle, whichever is first', () => {
  expect(rectangle({ row: 2, column: 2 }, { row: 1, column: 1 })).toHaveLength(4);
});

test.each([
  ['PC-037', '037'],
  ['7', '7'],
  ['Teacher', 'Teach'],
  ['LAB1-12345678', '5678'],
])('the smallest tile calls %s %s', (name, short) => {
  expect(shortName(name)).toBe(short);
});

const draft = {
  name: ' B12 ',
  rows: 5,
  columns: 6,
  aisles: { rows: [], columns: [3] },
  desk: 'top',
  unknown: null,
} as const;

describe('the room in the editor', () => {
  test.each([
    ['no smaller than one row', { rows: 0 }, { rows: 1, columns: 6 }],
    ['no larger than 99 columns', { columns: 500 }, { rows: 5, columns: 99 }],
    ['as it was where nothing is said', {}, { rows: 5, columns: 6 }],
  ])('is %s', (_sentence, size, expected) => {
    expect(resize(draft, size)).toMatchObject(expected);
  });

  test('opens an aisle in order', () => {
    expect(toggleAisle(draft, 'columns', 1).aisles.columns).toEqual([1, 3]);
  });

  test('closes an aisle', () => {
    expect(toggleAisle(draft, 'columns', 3).aisles.columns).toEqual([]);
  });

  test('keeps an aisle only where two columns are', () => {
    expect(settled(resize(draft, { columns: 3 })).aisles.columns).toEqual([]);
  });

  test('keeps its name without blanks', () => {
    expect(settled(draft).name).toBe('B12');
  });

  test('tells who would lose a seat', () => {
    const sitting = [
      { id: 1, seat: { row: 5, column: 1 } },
      { id: 2, seat: { row: 1, column: 1 } },
      { id: 3, seat: null },
    ];
    expect(outside(resize(draft, { rows: 4 }), sitting).map(({ id }) => id)).toEqual([1]);
  });
});
