import type { Clock } from './clock.ts';

/** How often the clock is looked at, and a jump that no busy computer explains. Milliseconds. */
const every = 2_000;
const jump = 15_000;

/**
 * Tells when this computer slept, or was stopped, or its clock was set forward: timers stand still meanwhile (Linux and
 * Windows do not count a suspend), while the windows of tasks go by. Returns the function that ends it.
 */
export function watchSleep(clock: Clock, woke: (milliseconds: number) => void): () => void {
  let last = clock.now();
  const timer = setInterval(() => {
    const now = clock.now();
    const passed = now - last;
    last = now;
    if (passed >= jump) woke(passed);
  }, every);
  timer.unref();
  return () => clearInterval(timer);
}
