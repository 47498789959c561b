import { describe, expect, it, test } from 'vitest';
import type { LogLine } from '../../../electron/contract/api.ts';
import { lookedThrough, mostKept, nextStretch, olderAfter } from '../../../renderer/features/boot-log/older.ts';

const line = (id: number): LogLine => ({
  id,
  bootId: 1,
  computerId: 1,
  at: id,
  fact: { kind: 'range-exhausted' },
  computerName: 'PC-1',
  mac: '52:54:00:00:00:01',
  text: '',
  trouble: id % 2 === 1,
});
const lines = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => line(first + index));
const ids = (list: readonly LogLine[]) => list.map(({ id }) => id);
const all = () => true;

describe('the lines before the picture, when it goes on', () => {
  it('are those that left it, as long as somebody reads', () => {
    const step = { before: lines(1, 5), after: lines(4, 8), fits: all, reading: true };
    expect(ids(olderAfter([], step))).toEqual([1, 2, 3]);
    expect(ids(olderAfter([line(0)], step))).toEqual([0, 1, 2, 3]);
  });

  it('are only those that fit the filter', () => {
    const step = { before: lines(1, 5), after: lines(4, 8), fits: (one: LogLine) => one.trouble, reading: true };
    expect(ids(olderAfter([], step))).toEqual([1, 3]);
  });

  it('stay none at the end of the log, where nobody scrolled back', () => {
    expect(olderAfter([], { before: lines(1, 5), after: lines(4, 8), fits: all, reading: false })).toEqual([]);
  });

  it('go on without a hole at the end too, once older ones were fetched', () => {
    const step = { before: lines(3, 5), after: lines(5, 8), fits: all, reading: false };
    expect(ids(olderAfter(lines(1, 2), step))).toEqual([1, 2, 3, 4]);
  });

  it('are let go at the end when they have become too many', () => {
    const step = {
      before: lines(mostKept + 1, mostKept + 3),
      after: lines(mostKept + 3, mostKept + 5),
      reading: false,
    };
    expect(olderAfter(lines(1, mostKept), { ...step, fits: all })).toEqual([]);
  });

  it('are let go when the picture does not follow the last one', () => {
    expect(olderAfter(lines(1, 2), { before: lines(3, 5), after: lines(90, 95), fits: all, reading: true })).toEqual(
      [],
    );
  });

  it('are the same list when nothing left', () => {
    const older = lines(1, 2);
    expect(olderAfter(older, { before: lines(3, 5), after: lines(3, 6), fits: all, reading: true })).toBe(older);
  });
});

test('a search goes back twice as far after each stretch, and not beyond the first event', () => {
  expect(nextStretch(50_001, 20_000)).toEqual({ from: 30_001, length: 40_000 });
  expect(nextStretch(30_001, 40_000)).toEqual({ from: 1, length: 80_000 });
});

test.each([
  [100_001, 100_001, 0],
  [100_001, 50_001, 50],
  [100_001, 1, 100],
  [1, 1, 100],
])('of events 1 to %i a search that is at %i has looked through %i %%', (newest, before, percent) => {
  expect(lookedThrough(newest, before)).toBe(percent);
});
