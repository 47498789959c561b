import { describe, expect, test } from 'vitest';
import {
  blocksOf,
  dayOf,
  hoursOf,
  lanesOf,
  placeIn,
  spanOf,
  withWords,
  wordsPlace,
} from '../../../renderer/features/tasks/day-view.ts';
import { anEntry } from '../history/entry.ts';
import { aTask } from '../snapshot.ts';

const hour = 3_600_000;
const at = (hours: number, minutes = 0) => new Date(2026, 10, 24, hours, minutes).getTime();
const day = dayOf(at(10, 26));
const seats = new Set([1, 2, 3]);
const lesson = { actionName: 'Kiosk', notBefore: at(10), notAfter: at(12) };

describe('a day', () => {
  test('goes from midnight to midnight', () => {
    expect(day).toEqual({ start: at(0), end: new Date(2026, 10, 25).getTime() });
  });
  test('is followed by the next, over the end of a month as well', () => {
    expect(dayOf(new Date(2026, 10, 30, 23, 59).getTime(), 1).start).toBe(new Date(2026, 11, 1).getTime());
  });
});

describe('what is drawn', () => {
  test('is the school day when nothing else is planned', () => {
    expect(spanOf(day, [])).toEqual({ from: at(7), until: at(19) });
  });
  test('grows to full hours around what is planned', () => {
    expect(spanOf(day, [{ from: at(5, 20), until: at(21, 10) }])).toEqual({ from: at(5), until: at(22) });
  });
  test('does not grow for a window that goes on through the night', () => {
    expect(spanOf(day, [{ from: day.start, until: day.end }])).toEqual({ from: at(7), until: at(19) });
  });
  test('shows two hours of a window that begins late and goes on through the night', () => {
    expect(spanOf(day, [{ from: at(21, 40), until: day.end }])).toEqual({ from: at(7), until: day.end });
    expect(spanOf(day, [{ from: at(19, 30), until: day.end }])).toEqual({ from: at(7), until: at(22) });
  });
  test('has an hour at each end', () => {
    const hours = hoursOf({ from: at(7), until: at(19) });
    expect([hours.length, hours[0], hours.at(-1)]).toEqual([13, at(7), at(19)]);
  });
  test('keeps what is outside at its edges', () => {
    const span = { from: at(8), until: at(18) };
    expect([at(6), at(8), at(13), at(20)].map((moment) => placeIn(span, moment))).toEqual([0, 0, 0.5, 1]);
  });
});

describe('blocks', () => {
  test('hold all seats of one window, by what became of them', () => {
    const tasks = [
      aTask({ ...lesson, id: 1, computerId: 1, state: 'due' }),
      aTask({ ...lesson, id: 2, computerId: 2, state: 'missed' }),
    ];
    const entries = [anEntry({ ...lesson, taskId: 9, computerId: 3, servedAt: at(10, 14) })];
    expect(blocksOf(day, tasks, entries, seats)).toMatchObject([
      { from: at(10), until: at(12), waiting: 1, missed: 1, taken: 1, computers: [3, 1, 2], servedAt: [at(10, 14)] },
    ]);
  });
  test('count a task that every boot took once, and show each time', () => {
    const task = aTask({ ...lesson, id: 4, computerId: 1, repeat: 'every boot', state: 'due', executions: 2 });
    const took = (id: number, servedAt: number) =>
      anEntry({ ...lesson, id, taskId: 4, computerId: 1, repeat: 'every boot', servedAt });
    const [block] = blocksOf(day, [task], [took(1, at(10, 5)), took(2, at(11))], seats);
    expect(block).toMatchObject({ taken: 1, waiting: 0, servedAt: [at(10, 5), at(11)] });
  });
  test('end with the day', () => {
    const task = aTask({ computerId: 1, notBefore: at(20), notAfter: at(20) + 24 * hour });
    expect(blocksOf(day, [task], [], seats)).toMatchObject([{ from: at(20), until: day.end }]);
  });
  test('leave out other days and other rooms', () => {
    const tomorrow = aTask({ computerId: 1, notBefore: day.end, notAfter: day.end + hour });
    const elsewhere = aTask({ ...lesson, computerId: 99 });
    expect(blocksOf(day, [tomorrow, elsewhere], [], seats)).toEqual([]);
  });
});

test('blocks that overlap are in different lanes, and a lane is used again when it is free', () => {
  const span = (from: number, until: number) => ({ from, until });
  const lanes = lanesOf([span(8, 10), span(9, 11), span(10, 12), span(11, 13)]);
  expect(lanes).toEqual([
    [span(8, 10), span(10, 12)],
    [span(9, 11), span(11, 13)],
  ]);
});

describe('the words of a block', () => {
  const whole = { from: at(7), until: at(19) };

  test.each([
    ['in it when it is long enough', at(10), at(12), 'inside'],
    ['after it when it is short', at(10), at(10, 30), 'after'],
    ['before it when it is short and late', at(18), at(18, 30), 'before'],
  ] as const)('stand %s', (_case, from, until, place) => {
    expect(wordsPlace(whole, { from, until })).toBe(place);
  });

  test('keep the lane free where they stand', () => {
    const [short, next, later] = [
      { from: at(10), until: at(10, 30) },
      { from: at(11), until: at(13) },
      { from: at(13), until: at(15) },
    ];
    expect(lanesOf([short, next, later], (block) => withWords(whole, block))).toEqual([[short, later], [next]]);
  });
});
