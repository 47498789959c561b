import { expect, it } from 'vitest';
import { createTurns } from '../../electron/http/turns.ts';

it('runs pieces in the order in which they were asked for', async () => {
  const turns = createTurns(1_000);
  const order: number[] = [];
  await Promise.all([1, 2, 3].map((number) => turns.take(() => order.push(number))));
  expect(order).toEqual([1, 2, 3]);
});

it('lets the event loop run between pieces when its budget is spent', async () => {
  const turns = createTurns(0);
  const order: string[] = [];
  const first = turns.take(() => order.push('first'));
  const second = turns.take(() => order.push('second'));
  setImmediate(() => order.push('another socket'));
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'another socket', 'second']);
});

it('hands the error of a piece to the one who asked, and goes on', async () => {
  const turns = createTurns(1_000);
  const failing = turns.take(() => {
    throw new Error('broken');
  });
  const next = turns.take(() => 'done');
  await expect(failing).rejects.toThrow('broken');
  await expect(next).resolves.toBe('done');
});
