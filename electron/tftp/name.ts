const longestName = 255;

/**
 * The name as the list of files knows it: forward slashes, no leading or doubled slash, lower case. Windows loaders
 * ask `\Boot\Fonts\wgl4_boot.ttf`, `boot\x64\wdsnbp.com` and `/boot/bcd` for files of one folder. Null when it is no
 * name that a list could hold: empty, too long, not printable, or one that climbs with `..`.
 */
export function normalName(asked: string): string | null {
  if (asked.length > longestName || /[\p{C}\ufffd]/u.test(asked)) return null;
  const steps = asked
    .replaceAll('\\', '/')
    .split('/')
    .filter((step) => step !== '' && step !== '.');
  if (steps.length === 0 || steps.includes('..')) return null;
  return steps.join('/').toLowerCase();
}

/** A name that was refused, fit to be shown: printable, at most 80 characters. */
export function shownName(asked: string): string {
  return asked.slice(0, 80).replaceAll(/[\p{C}\ufffd]/gu, '?');
}
