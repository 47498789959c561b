import { expect, test } from 'vitest';
import { untilOf } from '../../../renderer/features/dock/changes.ts';
import { aTask } from '../snapshot.ts';

const at = (hour: number, minute = 0): number => Date.UTC(2026, 10, 24, hour, minute);

test.each([
  ['as long as before', [[8, 10]], at(11), at(13)],
  ['to the next full five minutes', [[8, 10]], at(11, 2), at(13, 5)],
  [
    'as long as the longest of several',
    [
      [8, 9],
      [8, 10],
    ],
    at(11),
    at(13),
  ],
] as const)('missed tasks are due again %s', (_case, windows, now, until) => {
  const tasks = windows.map(([from, to], id) => aTask({ id: id + 1, notBefore: at(from), notAfter: at(to) }));
  expect(untilOf(tasks, now)).toBe(until);
});
