import { expect, it } from 'vitest';
import { steadyPace } from '../../electron/http/body.ts';

it('a body that is held back waits as long as its bytes take at that speed, and no longer for its own pauses', async () => {
  let now = 0;
  const pauses: number[] = [];
  const pace = steadyPace(
    1_000_000,
    () => now,
    (milliseconds) => {
      pauses.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  );
  for (let piece = 0; piece < 4; piece += 1) await pace.sent(250_000);
  now += 600;
  await pace.sent(500_000);
  await pace.sent(500_000);
  expect(pauses).toEqual([250, 250, 250, 250, 400]);
});
