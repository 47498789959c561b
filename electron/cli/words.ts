import type { LogLine } from '../contract/api.ts';
import type { Seat } from '../contract/model.ts';
import { oneLine } from '../transport/one-line.ts';

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `2026-11-23 14:05` in the local time zone. */
export function dateAndTime(at: number | null): string {
  if (at === null) return '-';
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `14:05:09` in the local time zone. */
export function timeOfDay(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** `1,2`: row and column, as `--seat` takes them. */
export function seatText(seat: Seat | null): string {
  return seat ? `${seat.row},${seat.column}` : '-';
}

/** The sentence of a line with its machine; `!` marks trouble. */
export function logText(line: LogLine, when: string): string {
  return `${when}  ${oneLine(line.computerName, 64)}  ${line.trouble ? '! ' : ''}${oneLine(line.text, 1_000)}`;
}

/** `3 computers`, `1 computer`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
