import { expect, test } from 'vitest';
import { Attempts } from '../../electron/transport/attempts.ts';

const minute = 60_000;

/** Tries until it is told to wait; how many there were, and how long the wait is. */
function exhaust(attempts: Attempts, address: string, now: number): { tries: number; wait: number } {
  for (let tries = 0; ; tries += 1) {
    const wait = attempts.take(address, now);
    if (wait > 0) return { tries, wait };
  }
}

test('an address has five tries, then one a minute', () => {
  const attempts = new Attempts();
  expect(exhaust(attempts, 'a', 0)).toEqual({ tries: 5, wait: minute });
  expect(exhaust(attempts, 'a', minute / 2)).toEqual({ tries: 0, wait: minute / 2 });
  expect(exhaust(attempts, 'a', minute)).toEqual({ tries: 1, wait: minute });
});

test('a wait that is not kept makes it no longer', () => {
  const attempts = new Attempts();
  exhaust(attempts, 'a', 0);
  for (let second = 1; second < 60; second += 1) attempts.take('a', second * 1_000);
  expect(attempts.take('a', minute)).toBe(0);
});

test('one address does not wait for another', () => {
  const attempts = new Attempts();
  exhaust(attempts, 'a', 0);
  expect(attempts.take('b', 0)).toBe(0);
});

test('all addresses together have thirty tries, then ten a minute', () => {
  const attempts = new Attempts();
  const tried = (now: number) =>
    Array.from({ length: 100 }, (_, number) => attempts.take(`${now}.${number}`, now)).filter((wait) => wait === 0);
  expect(tried(0)).toHaveLength(30);
  expect(tried(minute)).toHaveLength(10);
});

test('a right password gives the tries back', () => {
  const attempts = new Attempts();
  for (let round = 0; round < 100; round += 1) {
    expect(attempts.take('a', 0)).toBe(0);
    attempts.giveBack('a');
  }
  expect(exhaust(attempts, 'a', 0).tries).toBe(5);
});

test('who comes with ever new addresses does not free an old one', () => {
  const attempts = new Attempts();
  exhaust(attempts, 'a', 0);
  for (let number = 0; number < 999; number += 1) attempts.take(`other ${number}`, 0);
  expect(attempts.take('a', 0)).toBeGreaterThan(0);
});
