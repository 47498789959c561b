import type { Language } from './console.ts';

const sizes: Readonly<Record<Language, { readonly one: string; readonly many: string; readonly unit: string }>> = {
  en: { one: 'byte', many: 'bytes', unit: 'B' },
  fr: { one: 'octet', many: 'octets', unit: 'o' },
};

/** Bytes as a person reads them: `288 kB`, `14.2 MB`; in French `288 ko`, `14,2 Mo`. */
export function describeBytes(bytes: number, language: Language = 'en'): string {
  const { one, many, unit } = sizes[language];
  const gap = language === 'fr' ? '\u00a0' : ' ';
  if (bytes < 1_000) return `${bytes}${gap}${bytes === 1 ? one : many}`;
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)}${gap}k${unit}`;
  if (bytes < 999_950_000) return `${decimal(bytes / 1_000_000, 1, language)}${gap}M${unit}`;
  return `${decimal(bytes / 1_000_000_000, 2, language)}${gap}G${unit}`;
}

/** Milliseconds as a person reads them: `0.08 s`, `4.2 s`, `3 min 20 s`, `2 h 5 min`. */
export function describeDuration(milliseconds: number, language: Language = 'en'): string {
  const seconds = Math.max(0, milliseconds) / 1_000;
  if (seconds < 0.995) return `${decimal(Math.max(0.01, seconds), 2, language)} s`;
  if (seconds < 9.95) return `${decimal(seconds, 1, language)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return joined(Math.floor(whole / 60), 'min', whole % 60, 's');
  const minutes = Math.round(whole / 60);
  return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

function decimal(value: number, digits: number, language: Language): string {
  const text = value.toFixed(digits);
  return language === 'fr' ? text.replace('.', ',') : text;
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** From 0 to 100; 100 only when nothing is missing. */
export function percentOf(sent: number, bytes: number): number {
  if (bytes <= 0 || sent >= bytes) return 100;
  return Math.max(0, Math.floor((sent / bytes) * 100));
}

/** A handful of blocks sent again is a busy switch; more than one in fifty of 1468 bytes is a cable. */
export const isBadCable = (bytes: number, retransmitted: number): boolean =>
  retransmitted * 50 > bytes / 1_468 && retransmitted > 3;

/** Ends in a full stop, whatever it came with. */
export const ended = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);
