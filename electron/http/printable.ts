/**
 * Text from the wire as it may be shown: what is not a printable character is left out, runs of blanks become one,
 * and no more than `limit` characters are kept.
 */
export function printable(text: string, limit: number): string {
  return text
    .slice(0, limit * 4)
    .replace(/[\p{C}\p{Zl}\p{Zp}\uFFFD]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, limit)
    .replace(/[\uD800-\uDBFF]$/, '');
}
