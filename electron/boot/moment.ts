/**
 * Times as people type them, in the local time zone. Everything here is calendar arithmetic on a clock that is handed
 * in. A result is milliseconds since the epoch, or a sentence that says what was not understood.
 */
export type Moment = number | { readonly error: string };

/** A bare `14:00` means the present or the next one from now, or the first one after another moment. */
export type BareTime = 'now' | { readonly after: number };

const minute = 60_000;
const hour = 60 * minute;

/** `now`, `+90m`, `2h` (from now on), `HH:MM`, `YYYY-MM-DD HH:MM`, or ISO with or without its zone. */
export function parseMoment(said: string, now: number, bareTime: BareTime): Moment {
  const text = said.trim().toLowerCase();
  if (text === 'now') return now;
  if (/^\+?\d+[a-z]/.test(text)) return parseLength(text.replace(/^\+/, ''), now);
  const clock = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (clock) return nextClockTime(Number(clock[1]), Number(clock[2]), now, bareTime);
  return parseDate(text);
}

/**
 * `start` and a length such as `90m`, `2h`, `1h30m`, `45s`, `1d`, `2w`. Days and weeks are counted on the calendar,
 * the rest is elapsed time.
 */
export function parseLength(said: string, start: number): Moment {
  const text = said.trim().toLowerCase();
  if (!/^(\d{1,6}[wdhms])+$/.test(text))
    return { error: `"${shown(said)}" is no length of time: 90m, 2h, 1h30m or 1d.` };
  let days = 0;
  let elapsed = 0;
  for (const [, digits, unit] of text.matchAll(/(\d+)([wdhms])/g)) {
    const count = Number(digits);
    switch (unit) {
      case 'w':
        days += count * 7;
        break;
      case 'd':
        days += count;
        break;
      case 'h':
        elapsed += count * hour;
        break;
      case 'm':
        elapsed += count * minute;
        break;
      default:
        elapsed += count * 1_000;
    }
  }
  const date = new Date(start);
  if (days > 0) date.setDate(date.getDate() + days);
  const end = date.getTime() + elapsed;
  return Number.isSafeInteger(end) ? end : { error: `"${shown(said)}" is too long.` };
}

/**
 * The first instant at which the clock on the wall shows this time. In the night of autumn in which an hour comes
 * twice, that may be its second coming; in spring a time that is left out is the same distance after the jump.
 */
function nextClockTime(hours: number, minutes: number, now: number, bareTime: BareTime): Moment {
  if (hours > 23 || minutes > 59) return { error: `There is no time ${hours}:${String(minutes).padStart(2, '0')}.` };
  // Whoever types 14:00 at 14:00:20 means this minute, not tomorrow's.
  const notUnder = bareTime === 'now' ? now - minute + 1 : bareTime.after + 1;
  const day = new Date(notUnder);
  for (let ahead = 0; ahead <= 2; ahead += 1) {
    const date = new Date(day.getFullYear(), day.getMonth(), day.getDate() + ahead, hours, minutes);
    const found = comings(date).find((moment) => moment >= notUnder);
    if (found !== undefined) return found;
  }
  return { error: `There is no ${hours}:${String(minutes).padStart(2, '0')} in the next two days.` };
}

/** The moment itself, and its second coming when the clocks are set back over it. */
function comings(date: Date): number[] {
  const first = date.getTime();
  const setBack = new Date(first + 3 * hour).getTimezoneOffset() - date.getTimezoneOffset();
  const second = new Date(first + setBack * minute);
  const same = second.getHours() === date.getHours() && second.getMinutes() === date.getMinutes();
  return setBack > 0 && same ? [first, second.getTime()] : [first];
}

const dateAndTime =
  /^(\d{4})-(\d{2})-(\d{2})[t ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?\s*(z|[+-]\d{2}:?\d{2})?$/;

function parseDate(text: string): Moment {
  const parts = dateAndTime.exec(text);
  if (!parts) return { error: `"${shown(text)}" is no time: now, +90m, 14:00 or 2026-11-25 08:00.` };
  const [year, month, day, hours, minutes, seconds] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const milliseconds = Number((parts[7] ?? '').padEnd(3, '0'));
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) && hours <= 23 && minutes <= 59;
  if (!exists || seconds > 59) return { error: `There is no ${shown(text)}.` };
  const zone = parts[8];
  if (zone === undefined) return new Date(year, month - 1, day, hours, minutes, seconds, milliseconds).getTime();
  return Date.UTC(year, month - 1, day, hours, minutes, seconds, milliseconds) - zoneOffset(zone);
}

function daysIn(year: number, month: number): number {
  return new Date(year, month, 0).getDate();
}

/** Milliseconds east of UTC of `z`, `+01:00` or `-0530`. */
function zoneOffset(zone: string): number {
  if (zone === 'z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * hour + Number(zone.slice(-2)) * minute);
}

/** What a person typed, short and printable enough to be shown again. */
function shown(text: string): string {
  return text.replace(/\p{C}/gu, '?').slice(0, 40);
}
