import { useLanguage } from './index.ts';
import type { Language } from './words.ts';

/** British English: 24 hours and the day before the month, as our sentences have it. */
const tags: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' };

const units: Readonly<Record<Language, readonly string[]>> = {
  en: ['B', 'kB', 'MB', 'GB', 'TB'],
  fr: ['o', 'ko', 'Mo', 'Go', 'To'],
};

/** Times are milliseconds since the epoch, sizes bytes, durations milliseconds. */
export interface Format {
  /** `10:26:14` */
  readonly clock: (at: number) => string;
  /** `10:26` */
  readonly hour: (at: number) => string;
  /** `24 Nov` */
  readonly day: (at: number) => string;
  /** `Tuesday 24 November` */
  readonly longDay: (at: number) => string;
  /** `Tue 24 Nov, 10:26` */
  readonly moment: (at: number) => string;
  /** `12,345` */
  readonly number: (value: number) => string;
  /** From 0 to 100: `43 %`. */
  readonly percent: (value: number) => string;
  /** `294 kB`, `1.4 GB` */
  readonly size: (bytes: number) => string;
  /** Bytes a second: `19 MB/s`. */
  readonly rate: (bytes: number) => string;
  /** `0.4 s`, `12 s`, `1 min 21 s`, `2 h 5 min`, `3 d 4 h` */
  readonly duration: (milliseconds: number) => string;
  /** Megabits a second: `1 Gb/s`. */
  readonly speed: (megabits: number) => string;
  /** `PC-02, PC-07 and PC-09` */
  readonly list: (items: readonly string[]) => string;
}

const made: { [L in Language]?: Format } = {};

/** All formats of one language; made once a language and page, because making an Intl object costs a thousand times its use. */
export function formatIn(language: Language): Format {
  made[language] ??= makeFormat(language);
  return made[language];
}

function makeFormat(language: Language): Format {
  const tag = tags[language];
  const time = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, options);
    return (at: number) => format.format(at);
  };
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const lists = new Intl.ListFormat(tag, { type: 'conjunction' });
  const amount = (value: number) => (value < 9.95 ? tenths : whole).format(value);
  const size = (bytes: number) => sized(bytes, units[language], amount, whole);
  return {
    clock: time({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    hour: time({ hour: '2-digit', minute: '2-digit' }),
    day: time({ day: 'numeric', month: 'short' }),
    longDay: time({ weekday: 'long', day: 'numeric', month: 'long' }),
    moment: time({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    number: (value) => tenths.format(value),
    percent: (value) => `${whole.format(value)}\u00a0%`,
    size,
    rate: (bytes) => `${size(bytes)}/s`,
    duration: (milliseconds) => lasting(milliseconds, language, tenths),
    speed: (megabits) =>
      megabits >= 1_000 ? `${tenths.format(megabits / 1_000)}\u00a0Gb/s` : `${whole.format(megabits)}\u00a0Mb/s`,
    list: (items) => lists.format(items),
  };
}

function sized(
  bytes: number,
  names: readonly string[],
  amount: (value: number) => string,
  whole: Intl.NumberFormat,
): string {
  let value = Math.max(0, bytes);
  let step = 0;
  while (value >= 999.5 && step < names.length - 1) {
    value /= 1_000;
    step += 1;
  }
  return `${step < 2 ? whole.format(value) : amount(value)}\u00a0${names[step]}`;
}

const day = 86_400;

function lasting(milliseconds: number, language: Language, tenths: Intl.NumberFormat): string {
  const seconds = Math.max(0, milliseconds) / 1_000;
  if (seconds < 9.95) return `${tenths.format(seconds)}\u00a0s`;
  const whole = Math.round(seconds);
  const days = language === 'fr' ? 'j' : 'd';
  if (whole < 60) return `${whole}\u00a0s`;
  if (whole < 3_600) return pair(Math.floor(whole / 60), 'min', whole % 60, 's');
  if (whole < day) return pair(Math.floor(whole / 3_600), 'h', Math.floor((whole % 3_600) / 60), 'min');
  return pair(Math.floor(whole / day), days, Math.floor((whole % day) / 3_600), 'h');
}

const pair = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large}\u00a0${largeUnit}` : `${large}\u00a0${largeUnit} ${small}\u00a0${smallUnit}`;

/** The formats of the language that is spoken now. */
export function useFormat(): Format {
  return formatIn(useLanguage());
}
