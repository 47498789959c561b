import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

/** A window's place on the screens, in pixels of the screen's own scale. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const pixel = z.number().int().min(-100_000).max(100_000);
const Remembered = z.object({
  window: z.object({ x: pixel, y: pixel, width: pixel, height: pixel }).nullable(),
  maximised: z.boolean(),
  /** It was said that serving goes on while the window is closed. */
  toldServing: z.boolean(),
});

/** What the shell keeps from one start to the next; all else is the engine's or the page's. */
export type Remembered = z.infer<typeof Remembered>;

const nothingYet: Remembered = { window: null, maximised: false, toldServing: false };

/** The smallest window in which the page is laid out whole, and the first one. */
export const smallest = { width: 760, height: 520 };
const usual = { width: 1280, height: 860 };

/** Reads it; a file that is missing or broken remembers nothing. */
export function readRemembered(file: string): Remembered {
  try {
    return Remembered.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return nothingYet;
  }
}

/** Writes it whole: a power cut leaves the old file or the new one. */
export function writeRemembered(file: string, remembered: Remembered): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(remembered));
  renameSync(`${file}.new`, file);
}

/**
 * Where the window opens: where it was, unless that screen is gone or it would hardly be seen there; then in the
 * middle, at a size that fits. `screens` are the work areas.
 */
export function placeWindow(last: Bounds | null, screens: readonly Bounds[]): Partial<Bounds> & typeof usual {
  if (last === null) return usual;
  const width = Math.max(last.width, smallest.width);
  const height = Math.max(last.height, smallest.height);
  const seen = screens.some((screen) => overlaps({ ...last, width, height }, screen));
  return seen ? { x: last.x, y: last.y, width, height } : usual;
}

/** True when at least 100 by 40 pixels of the window's top edge are on the screen: enough to take hold of it. */
function overlaps(window: Bounds, screen: Bounds): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const top = window.y >= screen.y && window.y + 40 <= screen.y + screen.height;
  return across >= 100 && top;
}
