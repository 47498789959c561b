import { describe, expect, it } from 'vitest';
import type { WalkOrder } from '../../electron/contract/console.ts';
import type { Desk } from '../../electron/contract/model.ts';
import { defaultPattern, nameByPattern, seatOrder } from '../../electron/contract/seat-order.ts';

describe('the order of seats', () => {
  it.each<[Desk, string]>([
    ['top', '1,1 1,2 1,3 2,1 2,2 2,3'],
    ['bottom', '2,1 2,2 2,3 1,1 1,2 1,3'],
    ['left', '1,1 2,1 1,2 2,2 1,3 2,3'],
    ['right', '1,3 2,3 1,2 2,2 1,1 2,1'],
  ])('with the desk at the %s begins there', (desk, order) => {
    const seats = seatOrder({ rows: 2, columns: 3, desk });
    expect(seats.map(({ row, column }) => `${row},${column}`).join(' ')).toBe(order);
  });

  it.each<[string, Desk, WalkOrder, string]>([
    ['by rows begins at the side of the desk', 'bottom', 'rows', '2,1 2,2 2,3 1,1 1,2 1,3'],
    ['by columns begins at the row by the desk', 'bottom', 'columns', '2,1 1,1 2,2 1,2 2,3 1,3'],
    ['by rows begins at the column by the desk', 'right', 'rows', '1,3 1,2 1,1 2,3 2,2 2,1'],
    ['to and fro comes back along the second row', 'top', 'snake', '1,1 1,2 1,3 2,3 2,2 2,1'],
    ['to and fro goes along columns with the desk at a side', 'left', 'snake', '1,1 2,1 2,2 1,2 1,3 2,3'],
  ])('%s', (_sentence, desk, way, order) => {
    const seats = seatOrder({ rows: 2, columns: 3, desk }, way);
    expect(seats.map(({ row, column }) => `${row},${column}`).join(' ')).toBe(order);
  });
});

describe('the name of a seat', () => {
  it.each([
    ['PC-##', 7, 'PC-07'],
    ['PC-##', 123, 'PC-123'],
    ['##-B12', 4, '04-B12'],
    ['A# room-###', 4, 'A# room-004'],
    ['Platz ', 4, 'Platz 4'],
    ['B12', 4, 'B124'],
  ])('of the pattern %s and the number %i is %s', (pattern, number, name) => {
    expect(nameByPattern(pattern, number)).toBe(name);
  });

  it('has its room and as many digits as the last seat of the room needs', () => {
    expect(defaultPattern({ name: 'B12', rows: 5, columns: 6 })).toBe('B12-##');
    expect(defaultPattern({ name: 'Hall', rows: 20, columns: 10 })).toBe('Hall-###');
    expect(nameByPattern(defaultPattern({ name: 'x'.repeat(64), rows: 99, columns: 99 }), 9_801)).toHaveLength(63);
  });
});
