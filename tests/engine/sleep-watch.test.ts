import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchSleep } from '../../electron/engine/sleep-watch.ts';
import { minute, monday } from './plane.ts';

let now = monday;

beforeEach(() => {
  now = monday;
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Time in which this computer is awake. */
function awake(milliseconds: number): void {
  for (let passed = 0; passed < milliseconds; passed += 1_000) {
    now += 1_000;
    vi.advanceTimersByTime(1_000);
  }
}

it('a computer that sleeps is told of when it wakes, once', () => {
  const slept: number[] = [];
  const stop = watchSleep({ now: () => now }, (milliseconds) => slept.push(milliseconds));
  awake(minute);
  now += 10 * minute;
  awake(minute);
  stop();
  expect(slept).toHaveLength(1);
  expect(slept[0]).toBeGreaterThanOrEqual(10 * minute);
});

it('a computer that stays awake, or whose clock is set back, has not slept', () => {
  const slept: number[] = [];
  const stop = watchSleep({ now: () => now }, (milliseconds) => slept.push(milliseconds));
  awake(5 * minute);
  now -= 60 * minute;
  awake(minute);
  stop();
  expect(slept).toEqual([]);
});
