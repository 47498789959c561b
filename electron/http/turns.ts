/** Lets many transfers share one thread in small pieces, so that other sockets are heard in between. */
export interface Turns {
  /** Runs the piece of work when its turn has come and gives its result. */
  take<Result>(work: () => Result): Promise<Result>;
}

/**
 * Pieces run in the order in which they were asked for; after `budget` milliseconds the event loop polls its sockets
 * before the next piece runs. DHCP shares the loop: 32 clients at full speed must not hold an OFFER back.
 */
export function createTurns(budget: number): Turns {
  const waiting: (() => void)[] = [];
  let scheduled = false;

  function run(): void {
    const end = performance.now() + budget;
    let done = 0;
    while (done < waiting.length && (done === 0 || performance.now() < end)) waiting[done++]?.();
    waiting.splice(0, done);
    scheduled = waiting.length > 0;
    if (scheduled) setImmediate(run);
  }

  return {
    take: (work) =>
      new Promise((resolve, reject) => {
        waiting.push(() => {
          try {
            resolve(work());
          } catch (error) {
            reject(error);
          }
        });
        if (!scheduled) {
          scheduled = true;
          setImmediate(run);
        }
      }),
  };
}
