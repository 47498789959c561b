import { describe, expect, test } from 'vitest';
import {
  boxBetween,
  boxOf,
  type DeskSide,
  layOut,
  type RoomShape,
  rowsInView,
  seatAt,
  seatsIn,
} from '../../../renderer/features/room/grid.ts';

const shape = (rows: number, columns: number, parts: Partial<RoomShape> = {}): RoomShape => ({
  rows,
  columns,
  aisles: { rows: [], columns: [] },
  desk: 'top',
  ...parts,
});
/** What the map has of a window of 1280x800, with the log beside it and without. */
const beside = { width: 868, height: 490 };
const whole = { width: 1_215, height: 490 };

describe('the form of the tiles', () => {
  test.each([
    ['everything in a classroom of 30', shape(5, 6), beside, 'large'],
    ['name and stage with 80 seats', shape(8, 10), whole, 'middle'],
    ['number and icon with 200 seats', shape(10, 20), whole, 'small'],
    ['number and icon with 30 seats in a narrow window', shape(5, 6), { width: 520, height: 490 }, 'small'],
    ['name and stage in a low window', shape(5, 6), { width: 868, height: 330 }, 'middle'],
    ['name and stage of long columns, which scroll', shape(30, 2), beside, 'middle'],
  ] as const)('is %s', (_sentence, room, space, density) => {
    expect(layOut(room, space).density).toBe(density);
  });

  test('fills the space without scrolling when it can', () => {
    const { width, height } = layOut(shape(5, 6), beside);
    expect(width).toBeLessThanOrEqual(beside.width);
    expect(height).toBeLessThanOrEqual(beside.height);
  });

  test('has a least size, from which on the map scrolls', () => {
    const { tile, width, height } = layOut(shape(99, 99), beside);
    expect(tile).toEqual({ width: 46, height: 34 });
    expect(width).toBeGreaterThan(beside.width);
    expect(height).toBeGreaterThan(beside.height);
  });

  test('has a largest size, and a small room stands in the middle', () => {
    const { tile, xs } = layOut(shape(1, 2), beside);
    expect(tile).toEqual({ width: 196, height: 132 });
    expect(xs[0]).toBeGreaterThan(200);
  });
});

describe('an aisle', () => {
  test('widens the gap after its column alone', () => {
    const { xs, tile } = layOut(shape(1, 4, { aisles: { rows: [], columns: [2] } }), beside);
    const gaps = xs.slice(1).map((x, index) => x - (xs[index] ?? 0) - tile.width);
    expect(gaps).toEqual([8, 36, 8]);
  });

  test('widens the gap after its row alone', () => {
    const { ys, tile } = layOut(shape(3, 4, { aisles: { rows: [1], columns: [] } }), beside);
    const gaps = ys.slice(1).map((y, index) => y - (ys[index] ?? 0) - tile.height);
    expect(gaps).toEqual([36, 8]);
  });

  test('after the last column is none', () => {
    expect(layOut(shape(1, 4, { aisles: { rows: [], columns: [4] } }), beside)).toEqual(layOut(shape(1, 4), beside));
  });
});

describe("the teacher's desk", () => {
  test.each<[DeskSide]>([['top'], ['bottom'], ['left'], ['right']])(
    'stands on the %s side and touches no seat',
    (side) => {
      const geometry = layOut(shape(5, 6, { desk: side }), beside);
      expect(seatsIn(geometry, geometry.desk)).toEqual([]);
      const { desk } = geometry;
      const distance = {
        top: (geometry.ys[0] ?? 0) - desk.y - desk.height,
        bottom: desk.y - (geometry.ys[4] ?? 0) - geometry.tile.height,
        left: (geometry.xs[0] ?? 0) - desk.x - desk.width,
        right: desk.x - (geometry.xs[5] ?? 0) - geometry.tile.width,
      }[side];
      expect(distance).toBeGreaterThanOrEqual(8);
      expect(geometry.width).toBeGreaterThanOrEqual(desk.x + desk.width);
      expect(geometry.height).toBeGreaterThanOrEqual(desk.y + desk.height);
    },
  );
});

describe('seats and points', () => {
  const geometry = layOut(shape(5, 6, { aisles: { rows: [2], columns: [3] } }), beside);

  test('every seat is found again in the middle of its box', () => {
    for (let row = 1; row <= 5; row += 1) {
      for (let column = 1; column <= 6; column += 1) {
        const box = boxOf(geometry, { row, column });
        if (!box) throw new Error('the room has this seat');
        expect(seatAt(geometry, { x: box.x + box.width / 2, y: box.y + box.height / 2 })).toEqual({ row, column });
      }
    }
  });

  test('there is no seat in the aisle', () => {
    const box = boxOf(geometry, { row: 1, column: 3 });
    expect(box && seatAt(geometry, { x: box.x + box.width + 18, y: box.y + 5 })).toBeNull();
  });

  test('a seat outside of the room has no box', () => {
    expect(boxOf(geometry, { row: 6, column: 1 })).toBeNull();
  });

  test('a box catches what it touches, in whichever direction it was drawn', () => {
    const last = boxOf(geometry, { row: 2, column: 3 });
    if (!last) throw new Error('the room has this seat');
    const corner = { x: last.x + 1, y: last.y + 1 };
    expect(seatsIn(geometry, boxBetween(corner, { x: 0, y: 0 }))).toHaveLength(6);
  });
});

describe('the rows in view', () => {
  const geometry = layOut(shape(99, 10), beside);

  test('begin at the first one above the fold', () => {
    expect(rowsInView(geometry, 0, 400).first).toBe(1);
  });

  test('are no more than the view holds and a few', () => {
    const { first, last } = rowsInView(geometry, 2_000, 400);
    expect(first).toBeGreaterThan(10);
    expect(last - first).toBeLessThan(25);
  });

  test('end with the last one', () => {
    expect(rowsInView(geometry, geometry.height - 400, 400).last).toBe(99);
  });
});
