import { describe, expect, test } from 'vitest';
import { endOfSchool, faultOf, nextHour, type When, windowOf } from '../../../renderer/features/dock/deed.ts';

const now = new Date(2026, 10, 24, 10, 26, 14).getTime();
const hour = 3_600_000;

describe('a window', () => {
  test('of "now, once" begins when the act is sent', () => {
    expect(windowOf({ mode: 'once', length: 2 * hour }, now)).toEqual({
      repeat: 'once',
      notBefore: now,
      notAfter: now + 2 * hour,
    });
  });
  test('of "every boot" ends when it was said', () => {
    expect(windowOf({ mode: 'every boot', until: now + hour }, now)).toEqual({
      repeat: 'every boot',
      notBefore: now,
      notAfter: now + hour,
    });
  });
  test('of a schedule is as it was said', () => {
    expect(windowOf({ mode: 'schedule', from: now + hour, until: now + 3 * hour }, now)).toEqual({
      repeat: 'once',
      notBefore: now + hour,
      notAfter: now + 3 * hour,
    });
  });
});

const faults: readonly (readonly [string, When, ReturnType<typeof faultOf>])[] = [
  ['the usual one', { mode: 'once', length: hour }, null],
  ['one until a moment that is past', { mode: 'every boot', until: now - 1 }, 'ends before it begins'],
  ['one that is over', { mode: 'schedule', from: now - 2 * hour, until: now - hour }, 'over already'],
  ['one that is the wrong way round', { mode: 'schedule', from: now + hour, until: now }, 'ends before it begins'],
  ['one that began and is not over', { mode: 'schedule', from: now - hour, until: now + hour }, null],
  ['one of two years', { mode: 'every boot', until: now + 730 * 24 * hour }, 'longer than a year'],
  ['one of a field that is empty', { mode: 'every boot', until: Number.NaN }, 'ends before it begins'],
];

test.each(faults)('judges %s', (_, when, fault) => {
  expect(faultOf(when, now)).toBe(fault);
});

test('a schedule begins at the next full hour', () => {
  expect(nextHour(now)).toBe(new Date(2026, 10, 24, 11).getTime());
});

test('"every boot" ends at the end of school, or of the next school day when that is near', () => {
  expect(endOfSchool(now)).toBe(new Date(2026, 10, 24, 18).getTime());
  expect(endOfSchool(new Date(2026, 10, 24, 17, 30).getTime())).toBe(new Date(2026, 10, 25, 18).getTime());
});
