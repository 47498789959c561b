import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newBoot } from '../../electron/boot/journal.ts';
import type { Computer } from '../../electron/contract/model.ts';
import { Housekeeping, keepBootsFor, portion } from '../../electron/engine/housekeeping.ts';
import { minute, type TestPlane, testPlane } from './plane.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** `count` boots that began `age` milliseconds ago, and one that begins now. */
function withBoots(count: number, age: number) {
  const test = testPlane();
  const computer = test.addComputer('52:54:00:00:00:02', 'PC-02');
  test.store.transaction(() => {
    for (let id = 1; id <= count; id += 1) addBoot(test, computer, id, test.now() - age);
    addBoot(test, computer, count + 1, test.now());
  });
  const { store, clock } = test.plane;
  const lines: string[] = [];
  const housekeeping = new Housekeeping({ store, clock, log: (line) => lines.push(line) });
  const boots = () => store.boots.list(computer.id, { limit: 10_000 }).length;
  return { ...test, housekeeping, boots, lines };
}

function addBoot(test: TestPlane, computer: Computer, id: number, at: number): void {
  const first = { id, computerId: computer.id, token: `t${id}`, at, firmware: 'unknown', began: 'request' } as const;
  test.store.boots.save(newBoot(first));
}

describe('housekeeping', () => {
  it('deletes old boots in portions until only younger ones are left', () => {
    const { housekeeping, boots } = withBoots(2 * portion + 10, keepBootsFor + minute);
    housekeeping.start();
    vi.advanceTimersByTime(minute);
    expect(boots()).toBe(portion + 10 + 1);
    vi.advanceTimersByTime(minute);
    expect(boots()).toBe(1);
    housekeeping.stop();
  });

  it('keeps boots that are not old enough, and deletes them once they are', () => {
    const { housekeeping, boots, pass } = withBoots(3, keepBootsFor - minute);
    housekeeping.start();
    vi.advanceTimersByTime(minute);
    expect(boots()).toBe(4);
    pass(2 * minute);
    vi.advanceTimersByTime(24 * 60 * minute);
    expect(boots()).toBe(1);
    housekeeping.stop();
  });

  it('says when the data file cannot be written, and goes on', () => {
    const { housekeeping, store, lines } = withBoots(1, 0);
    store.close();
    housekeeping.start();
    vi.advanceTimersByTime(minute);
    expect(lines).toEqual([expect.stringContaining('Old boots could not be deleted')]);
    expect(vi.getTimerCount()).toBe(1);
    housekeeping.stop();
  });

  it('does nothing more when it is stopped', () => {
    const { housekeeping, boots } = withBoots(3, keepBootsFor + minute);
    housekeeping.start();
    housekeeping.stop();
    vi.advanceTimersByTime(24 * 60 * minute);
    expect(boots()).toBe(4);
  });
});
