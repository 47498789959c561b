import { assert, constantFrom, integer, property, string, tuple } from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dueTask, taskState } from '../../electron/boot/tasks.ts';
import { parseWindow, type SaidWindow } from '../../electron/boot/window.ts';
import type { Task } from '../../electron/contract/model.ts';

const error = (sentence: string) => ({ error: sentence });

/** The window as ISO text, so that a table can be read. */
function read(said: SaidWindow, now: string): string[] | { error: string } {
  const window = parseWindow(said, Date.parse(now));
  return 'error' in window ? window : [window.notBefore, window.notAfter].map((at) => new Date(at).toISOString());
}

beforeEach(() => {
  vi.stubEnv('TZ', 'Europe/Paris');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a window on a day without surprises, Monday 23 November 2026, 10:00 in Paris', () => {
  const now = '2026-11-23T09:00:00.000Z';
  const cases: [string, SaidWindow, string, string][] = [
    ['two hours from now', { from: 'now', for: '2h' }, '2026-11-23T09:00:00.000Z', '2026-11-23T11:00:00.000Z'],
    [
      'written with capitals and spaces',
      { from: ' NOW ', for: ' 2H ' },
      '2026-11-23T09:00:00.000Z',
      '2026-11-23T11:00:00.000Z',
    ],
    ['from ninety minutes on', { from: '+90m', for: '1h30m' }, '2026-11-23T10:30:00.000Z', '2026-11-23T12:00:00.000Z'],
    ['the plus may be left out', { from: '2h', for: '45s' }, '2026-11-23T11:00:00.000Z', '2026-11-23T11:00:45.000Z'],
    ['a time later today', { from: '14:00', until: '16:30' }, '2026-11-23T13:00:00.000Z', '2026-11-23T15:30:00.000Z'],
    [
      'a time that was today is tomorrow',
      { from: '8:15', for: '1h' },
      '2026-11-24T07:15:00.000Z',
      '2026-11-24T08:15:00.000Z',
    ],
    ['across midnight', { from: '22:00', until: '06:00' }, '2026-11-23T21:00:00.000Z', '2026-11-24T05:00:00.000Z'],
    [
      'until the very same time of the next day',
      { from: '12:00', until: '12:00' },
      '2026-11-23T11:00:00.000Z',
      '2026-11-24T11:00:00.000Z',
    ],
    ['until midnight', { from: 'now', until: '0:00' }, '2026-11-23T09:00:00.000Z', '2026-11-23T23:00:00.000Z'],
    ['until so much from now', { from: '+1h', until: '+3h' }, '2026-11-23T10:00:00.000Z', '2026-11-23T12:00:00.000Z'],
    [
      'dates',
      { from: '2026-11-25 08:00', until: '2026-11-27 18:00' },
      '2026-11-25T07:00:00.000Z',
      '2026-11-27T17:00:00.000Z',
    ],
    [
      'a date and the first 18:00 after it',
      { from: '2026-11-25 08:00', until: '18:00' },
      '2026-11-25T07:00:00.000Z',
      '2026-11-25T17:00:00.000Z',
    ],
    [
      'ISO with a zone',
      { from: '2026-11-25T08:00:00Z', until: '2026-11-25T10:00:00.5+01:00' },
      '2026-11-25T08:00:00.000Z',
      '2026-11-25T09:00:00.500Z',
    ],
    [
      'ISO without a zone is local',
      { from: '2026-11-25T08:00', for: '1w' },
      '2026-11-25T07:00:00.000Z',
      '2026-12-02T07:00:00.000Z',
    ],
    [
      'a start in the past with an end to come',
      { from: '2026-11-23 08:00', for: '1d' },
      '2026-11-23T07:00:00.000Z',
      '2026-11-24T07:00:00.000Z',
    ],
  ];

  it.each(cases)('%s', (_sentence, said, notBefore, notAfter) => {
    expect(read(said, now)).toEqual([notBefore, notAfter]);
  });

  it.each([
    ['no end', { from: 'now' }, 'Say how long the window lasts (2h) or until when (18:00).'],
    [
      'two ends',
      { from: 'now', for: '1h', until: '18:00' },
      'Say either how long the window lasts or until when, not both.',
    ],
    ['a word', { from: 'soon', for: '1h' }, '"soon" is no time: now, +90m, 14:00 or 2026-11-25 08:00.'],
    ['nothing', { from: '', for: '1h' }, '"" is no time: now, +90m, 14:00 or 2026-11-25 08:00.'],
    [
      'a day alone',
      { from: '2026-11-25', for: '1h' },
      '"2026-11-25" is no time: now, +90m, 14:00 or 2026-11-25 08:00.',
    ],
    ['a length without its unit', { from: 'now', for: '90' }, '"90" is no length of time: 90m, 2h, 1h30m or 1d.'],
    ['a negative length', { from: 'now', for: '-2h' }, '"-2h" is no length of time: 90m, 2h, 1h30m or 1d.'],
    ['an empty window', { from: 'now', for: '0m' }, 'The window ends before it begins.'],
    [
      'an end before the start',
      { from: '2026-11-25 08:00', until: '2026-11-25 07:00' },
      'The window ends before it begins.',
    ],
    ['a window of the past', { from: '2026-11-20 08:00', for: '1h' }, 'The window is over already.'],
    ['more than a year', { from: 'now', for: '367d' }, 'A window lasts at most 366 days.'],
    ['a start in years', { from: '2029-11-25 08:00', for: '1h' }, 'A window begins within 366 days of today.'],
    ['a day that is not in the calendar', { from: '2026-02-29 08:00', for: '1h' }, 'There is no 2026-02-29 08:00.'],
    ['an hour that is not on the clock', { from: '24:00', for: '1h' }, 'There is no time 24:00.'],
    [
      'a length beyond all calendars',
      { from: 'now', for: '999999w'.repeat(20) },
      `"${'999999w'.repeat(20).slice(0, 40)}" is too long.`,
    ],
    ['a line break', { from: 'now\nexit', for: '1h' }, '"now?exit" is no time: now, +90m, 14:00 or 2026-11-25 08:00.'],
  ])('refuses %s with a sentence', (_what, said, sentence) => {
    expect(read(said, now)).toEqual(error(sentence));
  });

  it('takes the minute that is running for today, not for tomorrow', () => {
    expect(read({ from: '10:00', for: '1h' }, '2026-11-23T09:00:59.000Z')).toEqual([
      '2026-11-23T09:00:00.000Z',
      '2026-11-23T10:00:00.000Z',
    ]);
    expect(read({ from: '10:00', for: '1h' }, '2026-11-23T09:01:00.000Z')).toEqual([
      '2026-11-24T09:00:00.000Z',
      '2026-11-24T10:00:00.000Z',
    ]);
  });
});

describe('the night of 29 March 2026, in which 02:00 becomes 03:00', () => {
  const evening = '2026-03-28T20:00:00.000Z';
  const cases: [string, SaidWindow, string, string, number][] = [
    [
      '22:00 to 06:00 lasts seven hours',
      { from: '22:00', until: '06:00' },
      '2026-03-28T21:00:00.000Z',
      '2026-03-29T04:00:00.000Z',
      7,
    ],
    [
      'eight hours from 22:00 end at 07:00',
      { from: '22:00', for: '8h' },
      '2026-03-28T21:00:00.000Z',
      '2026-03-29T05:00:00.000Z',
      8,
    ],
    [
      'one day from 22:00 ends at 22:00',
      { from: '22:00', for: '1d' },
      '2026-03-28T21:00:00.000Z',
      '2026-03-29T20:00:00.000Z',
      23,
    ],
    [
      '02:30, which is left out, is half an hour after the jump',
      { from: '02:30', until: '04:00' },
      '2026-03-29T01:30:00.000Z',
      '2026-03-29T02:00:00.000Z',
      0.5,
    ],
  ];

  it.each(cases)('%s', (_sentence, said, notBefore, notAfter, hours) => {
    expect(read(said, evening)).toEqual([notBefore, notAfter]);
    expect((Date.parse(notAfter) - Date.parse(notBefore)) / 3_600_000).toBe(hours);
  });
});

describe('the night of 25 October 2026, in which 02:00 to 03:00 comes twice', () => {
  const evening = '2026-10-24T19:00:00.000Z';
  const cases: [string, SaidWindow, string, string, string][] = [
    [
      '22:00 to 06:00 lasts nine hours',
      { from: '22:00', until: '06:00' },
      evening,
      '2026-10-24T20:00:00.000Z',
      '2026-10-25T05:00:00.000Z',
    ],
    [
      'one day from 22:00 ends at 22:00',
      { from: '22:00', for: '1d' },
      evening,
      '2026-10-24T20:00:00.000Z',
      '2026-10-25T21:00:00.000Z',
    ],
    [
      'in the evening 02:30 is its first coming',
      { from: '02:30', for: '2h' },
      evening,
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T02:30:00.000Z',
    ],
    [
      'between the two 02:30 is the second one',
      { from: '02:30', for: '1h' },
      '2026-10-25T00:45:00.000Z',
      '2026-10-25T01:30:00.000Z',
      '2026-10-25T02:30:00.000Z',
    ],
    [
      'after both 02:30 is that of the next night',
      { from: '02:30', for: '1h' },
      '2026-10-25T01:45:00.000Z',
      '2026-10-26T01:30:00.000Z',
      '2026-10-26T02:30:00.000Z',
    ],
    [
      'from the first 02:30 until 02:30 is one hour',
      { from: '02:30', until: '02:30' },
      evening,
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ],
  ];

  it.each(cases)('%s', (_sentence, said, now, notBefore, notAfter) => {
    expect(read(said, now)).toEqual([notBefore, notAfter]);
  });
});

describe('other places', () => {
  it.each([
    ['UTC', '2026-11-23T14:00:00.000Z'],
    ['America/New_York', '2026-11-23T19:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-24T08:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-11-24T03:00:00.000Z'],
  ])('14:00 is the next one on the clock of %s', (zone, notBefore) => {
    vi.stubEnv('TZ', zone);
    const end = new Date(Date.parse(notBefore) + 3_600_000).toISOString();
    expect(read({ from: '14:00', for: '1h' }, '2026-11-23T09:00:00.000Z')).toEqual([notBefore, end]);
  });

  it('Lord Howe sets its clocks back by half an hour', () => {
    vi.stubEnv('TZ', 'Australia/Lord_Howe');
    // 02:00 becomes 01:30 at 15:00 UTC on 4 April 2026: 01:45 comes at 14:45 and at 15:15.
    expect(read({ from: '01:45', until: '01:45' }, '2026-04-04T14:00:00.000Z')).toEqual([
      '2026-04-04T14:45:00.000Z',
      '2026-04-04T15:15:00.000Z',
    ]);
  });
});

describe('a task in a window across midnight and the change of the clocks', () => {
  const window = () => parseWindow({ from: '22:00', until: '06:00' }, Date.parse('2026-10-24T19:00:00.000Z'));

  it.each([
    ['2026-10-24T19:59:59.999Z', 'scheduled'],
    ['2026-10-24T20:00:00.000Z', 'due'],
    ['2026-10-24T22:00:00.000Z', 'due'],
    ['2026-10-25T01:30:00.000Z', 'due'],
    ['2026-10-25T04:59:59.999Z', 'due'],
    ['2026-10-25T05:00:00.000Z', 'missed'],
  ])('at %s is %s', (at, state) => {
    const edges = window();
    if ('error' in edges) throw new Error(edges.error);
    const task: Task = {
      id: 1,
      computerId: 1,
      actionId: 1,
      sessionId: null,
      sessionKind: null,
      repeat: 'once',
      executions: 0,
      createdAt: 0,
      ...edges,
    };
    expect(taskState(task, Date.parse(at))).toBe(state);
    expect(dueTask([task], Date.parse(at))).toBe(state === 'due' ? task : null);
  });
});

describe('whatever is typed', () => {
  const now = Date.parse('2026-11-23T09:00:00.000Z');
  const word = constantFrom(
    'now',
    '+',
    '-',
    ':',
    ' ',
    '2h',
    '1d',
    '14:00',
    '2026-',
    '02-29',
    'T',
    'Z',
    '99',
    '0',
    '${',
    '\n',
  );
  const typed = tuple(word, word, word, string({ maxLength: 12 })).map((parts) => parts.join(''));

  it('gives a window with its end after its start and after now, or one short line', () => {
    const rule = property(typed, typed, integer({ min: 0, max: 2 }), (from, end, which) => {
      const said: SaidWindow =
        which === 0 ? { from, for: end } : which === 1 ? { from: 'now', for: end } : { from, until: end };
      const window = parseWindow(said, now);
      if ('error' in window) return window.error.length < 120 && !/\p{C}/u.test(window.error);
      return window.notAfter > window.notBefore && window.notAfter > now;
    });
    assert(rule, { numRuns: 3_000 });
  });

  it('a number and a clock time always give a window of less than a day and an hour', () => {
    const rule = property(
      integer({ min: 0, max: 23 }),
      integer({ min: 0, max: 59 }),
      integer({ min: 0 }),
      (hour, minute, later) => {
        const clock = `${hour}:${String(minute).padStart(2, '0')}`;
        const at = now + later * 1_000;
        const window = parseWindow({ from: 'now', until: clock }, at);
        if ('error' in window) return false;
        const end = new Date(window.notAfter);
        return window.notAfter - at <= 25 * 3_600_000 && end.getMinutes() === minute;
      },
    );
    assert(rule, { numRuns: 2_000 });
  });
});
