import type { LogLine } from '../../../electron/contract/api.ts';

/** So many lines are kept for who reads far from the end; then the log stands still until they are back. */
export const mostKept = 20_000;

/**
 * The lines before the picture, when it goes on: what leaves it is kept as long as somebody reads or older lines are
 * shown, so that no line is missing between them. The picture that does not follow the last one (a lost connection) and
 * more lines than anybody reads at the end begin anew. The same list when nothing changes.
 */
export function olderAfter(
  older: readonly LogLine[],
  step: {
    readonly before: readonly LogLine[];
    readonly after: readonly LogLine[];
    readonly fits: (line: LogLine) => boolean;
    readonly reading: boolean;
  },
): readonly LogLine[] {
  const { before, after, fits, reading } = step;
  const first = after[0]?.id;
  const last = before.at(-1)?.id;
  if ((!reading && older.length === 0) || first === undefined || last === undefined) return older;
  if (last < first) return none;
  const left = before.filter((line) => line.id < first && fits(line));
  if (left.length === 0) return older;
  return !reading && older.length + left.length > mostKept ? none : [...older, ...left];
}

const none: readonly LogLine[] = [];

/** Where a search goes back to: twice as far each time nothing was found, since a filter may fit nothing for months. */
export function nextStretch(before: number, length: number): { readonly from: number; readonly length: number } {
  return { from: Math.max(1, before - length), length: length * 2 };
}

/** How much of the log was looked through, from 0 to 100. */
export const lookedThrough = (newest: number, before: number): number =>
  newest <= 1 ? 100 : Math.floor((100 * (newest - before)) / (newest - 1));
