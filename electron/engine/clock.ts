/** Where the engine reads the time: milliseconds since the Unix epoch. Tests hand in their own. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
