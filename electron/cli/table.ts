import { oneLine } from '../transport/one-line.ts';

/** The widest cell that is printed in full. */
const widest = 120;

/** Rows under their headings as aligned lines; with no rows the one line `none`. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[], none: string): string[] {
  if (rows.length === 0) return [none];
  const cells = [headings, ...rows.map((row) => row.map((cell) => oneLine(cell, widest)))];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Names and values below each other. */
export function pairs(entries: readonly (readonly [name: string, value: string])[]): string[] {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${oneLine(value, 1_000)}`);
}
