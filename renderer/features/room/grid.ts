import type { Seat } from '../../../electron/contract/model.ts';

/**
 * Where everything of a room stands on the map, in CSS pixels.
 *
 *           1     2        3     4        column heads
 *        +-----+-----+  +-----+-----+
 *     A  |     |     |  |     |     |     an aisle widens the gap after a column or a row
 *        +-----+-----+  +-----+-----+
 *     B  |     |     |  |     |     |
 *        +-----+-----+  +-----+-----+
 *
 * Row 1 is always drawn at the top; the teacher's desk is drawn on its side of the seats.
 */

export type DeskSide = 'top' | 'bottom' | 'left' | 'right';

export interface RoomShape {
  readonly rows: number;
  readonly columns: number;
  readonly aisles: { readonly rows: readonly number[]; readonly columns: readonly number[] };
  readonly desk: DeskSide;
}

/** How much a tile can say: everything; name and stage; number and icon. */
export type Density = 'large' | 'middle' | 'small';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Geometry {
  readonly density: Density;
  readonly tile: { readonly width: number; readonly height: number };
  /** Left edges of the columns and top edges of the rows; the first column is `xs[0]`. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly desk: Box;
  /** Where the letters of the rows and the numbers of the columns begin. */
  readonly heads: Point;
  /** Of all of it: more than the space that was given means that the map scrolls. */
  readonly width: number;
  readonly height: number;
}

const look: Readonly<Record<Density, { readonly gap: number; readonly aisle: number }>> = {
  large: { gap: 8, aisle: 28 },
  middle: { gap: 6, aisle: 20 },
  small: { gap: 5, aisle: 18 },
};

/** Under `least.middle.width` a tile has no room for words, under the size of a large one none for its action. */
const least = {
  large: { width: 104, height: 64 },
  middle: { width: 88, height: 48 },
  small: { width: 46, height: 34 },
};
const most = { width: 196, height: 132 };

export const rowHeadWidth = 24;
export const columnHeadHeight = 20;
const margin = 12;
const deskThickness = 24;
const deskDistance = 8;
const deskLength = 160;

/** Finds the largest tiles with which the room fits, and places everything. */
export function layOut(shape: RoomShape, space: { readonly width: number; readonly height: number }): Geometry {
  const beside = shape.desk === 'left' || shape.desk === 'right' ? deskThickness + deskDistance : 0;
  const above = shape.desk === 'top' || shape.desk === 'bottom' ? deskThickness + deskDistance : 0;
  const free = {
    width: space.width - 2 * margin - rowHeadWidth - beside,
    height: space.height - margin - columnHeadHeight - above,
  };
  const density = densityFor(shape, free);
  const size = tileSize(shape, free, density);
  const tile = {
    width: clamp(size.width, least[density].width, most.width),
    height: clamp(size.height, least[density].height, most.height),
  };
  const across = edges(shape.columns, tile.width, shape.aisles.columns, density);
  const down = edges(shape.rows, tile.height, shape.aisles.rows, density);
  const left = margin + Math.max(0, Math.floor((free.width - across.length) / 2));
  const heads = {
    x: left + (shape.desk === 'left' ? beside : 0),
    y: shape.desk === 'top' ? above : 0,
  };
  const seats: Box = {
    x: heads.x + rowHeadWidth,
    y: heads.y + columnHeadHeight,
    width: across.length,
    height: down.length,
  };
  return {
    density,
    tile,
    xs: across.starts.map((start) => seats.x + start),
    ys: down.starts.map((start) => seats.y + start),
    desk: deskBox(shape.desk, seats, heads),
    heads,
    width: seats.x + seats.width + (shape.desk === 'right' ? beside : 0) + margin,
    height: seats.y + seats.height + (shape.desk === 'bottom' ? above : 0) + margin,
  };
}

function densityFor(shape: RoomShape, free: { readonly width: number; readonly height: number }): Density {
  const large = tileSize(shape, free, 'large');
  if (large.width >= least.large.width && large.height >= least.large.height) return 'large';
  return tileSize(shape, free, 'middle').width >= least.middle.width ? 'middle' : 'small';
}

function tileSize(
  shape: RoomShape,
  free: { readonly width: number; readonly height: number },
  density: Density,
): { width: number; height: number } {
  const { gap, aisle } = look[density];
  const each = (space: number, count: number, aisles: readonly number[]): number =>
    Math.floor((space - gap * (count - 1) - aisle * inside(aisles, count).length) / count);
  return {
    width: each(free.width, shape.columns, shape.aisles.columns),
    height: each(free.height, shape.rows, shape.aisles.rows),
  };
}

/** An aisle after the last row or column would be outside of the room. */
const inside = (aisles: readonly number[], count: number): number[] => aisles.filter((after) => after < count);

function edges(count: number, size: number, aisles: readonly number[], density: Density) {
  const { gap, aisle } = look[density];
  const wide = new Set(inside(aisles, count));
  const starts: number[] = [];
  let at = 0;
  for (let index = 1; index <= count; index += 1) {
    starts.push(at);
    at += size + (index < count ? gap + (wide.has(index) ? aisle : 0) : 0);
  }
  return { starts, length: at };
}

function deskBox(side: DeskSide, seats: Box, heads: Point): Box {
  const lying = Math.min(deskLength, seats.width);
  const standing = Math.min(deskLength, seats.height);
  const middle = { x: seats.x + (seats.width - lying) / 2, y: seats.y + (seats.height - standing) / 2 };
  switch (side) {
    case 'top':
      return { x: middle.x, y: 0, width: lying, height: deskThickness };
    case 'bottom':
      return { x: middle.x, y: seats.y + seats.height + deskDistance, width: lying, height: deskThickness };
    case 'left':
      return { x: heads.x - deskThickness - deskDistance, y: middle.y, width: deskThickness, height: standing };
    case 'right':
      return { x: seats.x + seats.width + deskDistance, y: middle.y, width: deskThickness, height: standing };
  }
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** The box of a seat, or null when the room has no such seat. */
export function boxOf({ tile, xs, ys }: Geometry, { row, column }: Seat): Box | null {
  const x = xs[column - 1];
  const y = ys[row - 1];
  return x === undefined || y === undefined ? null : { x, y, ...tile };
}

/** The seats that a box touches, row by row. */
export function seatsIn({ tile, xs, ys }: Geometry, box: Box): Seat[] {
  const touched = (starts: readonly number[], size: number, from: number, to: number): number[] =>
    starts.flatMap((start, index) => (start < to && start + size > from ? [index + 1] : []));
  const columns = touched(xs, tile.width, box.x, box.x + box.width);
  return touched(ys, tile.height, box.y, box.y + box.height).flatMap((row) =>
    columns.map((column) => ({ row, column })),
  );
}

/** The seat under a point, or null between the seats. */
export const seatAt = (geometry: Geometry, { x, y }: Point): Seat | null =>
  seatsIn(geometry, { x, y, width: 0.5, height: 0.5 })[0] ?? null;

/** The box between two corners, whichever was first. */
export const boxBetween = (one: Point, other: Point): Box => ({
  x: Math.min(one.x, other.x),
  y: Math.min(one.y, other.y),
  width: Math.abs(one.x - other.x),
  height: Math.abs(one.y - other.y),
});

/** The first and last row (from 1) of which something is seen; a few more on each side, so that scrolling meets no hole. */
export function rowsInView({ tile, ys }: Geometry, top: number, height: number): { first: number; last: number } {
  const spare = 4;
  const begin = ys.findIndex((y) => y + tile.height > top);
  const end = ys.findLastIndex((y) => y < top + height);
  return { first: Math.max(1, begin + 1 - spare), last: Math.min(ys.length, end + 1 + spare) };
}
