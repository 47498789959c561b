import { parseLength, parseMoment } from './moment.ts';

/** A window as a person says it: from when, and how long or until when. */
export interface SaidWindow {
  /** `now`, `+90m`, `14:00`, `2026-11-25 08:00` or an ISO time. */
  readonly from: string;
  /** `90m`, `2h`, `1h30m`, `1d`. */
  readonly for?: string | undefined;
  /** As `from`; a bare `14:00` is the first one after the start. */
  readonly until?: string | undefined;
}

export type ParsedWindow =
  | { readonly notBefore: number; readonly notAfter: number }
  | {
      /** One sentence for the person who typed it. */
      readonly error: string;
    };

/** The longest window, and how far away it may begin: a year and a day. A longer one is a slip of the keys. */
const longestDays = 366;
const longest = longestDays * 86_400_000;

/**
 * Turns what a person typed into [notBefore, notAfter), in milliseconds since the epoch, in the local time zone.
 * `now` is the clock. Hours and minutes are elapsed time; days and weeks are calendar days, so that `1d` from 08:00
 * ends at 08:00 also when the clocks change that night.
 */
export function parseWindow(said: SaidWindow, now: number): ParsedWindow {
  const notBefore = parseMoment(said.from, now, 'now');
  if (typeof notBefore !== 'number') return notBefore;
  const notAfter = parseEnd(said, notBefore, now);
  if (typeof notAfter !== 'number') return notAfter;
  if (Math.abs(notBefore - now) > longest) return { error: `A window begins within ${longestDays} days of today.` };
  if (notAfter <= notBefore) return { error: 'The window ends before it begins.' };
  if (notAfter <= now) return { error: 'The window is over already.' };
  if (notAfter - notBefore > longest) return { error: `A window lasts at most ${longestDays} days.` };
  return { notBefore, notAfter };
}

function parseEnd(said: SaidWindow, notBefore: number, now: number): number | { error: string } {
  if (said.for !== undefined && said.until !== undefined) {
    return { error: 'Say either how long the window lasts or until when, not both.' };
  }
  if (said.for !== undefined) return parseLength(said.for, notBefore);
  if (said.until !== undefined) {
    return parseMoment(said.until, now, { after: notBefore });
  }
  return { error: 'Say how long the window lasts (2h) or until when (18:00).' };
}
