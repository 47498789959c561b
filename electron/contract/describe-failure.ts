import type { DescribeWords, LoaderError } from './describe-words.ts';

const isKnown = (words: DescribeWords, code: number): code is LoaderError => Object.hasOwn(words.loaderErrors, code);

/** What a failure means, without the number that somebody may look up. */
export function failureSense(words: DescribeWords, why: string): string {
  const number = errorNumber(why);
  if (number === null) return why.trim() === '' ? words.noReason : why;
  const code = Number.parseInt(number, 16) >>> 24;
  return isKnown(words, code) ? words.loaderErrors[code] : words.otherError;
}

/** The same in at most 14 characters, for a tile. */
export function failureInShort(words: DescribeWords, why: string): string {
  const number = errorNumber(why);
  const code = number === null ? null : Number.parseInt(number, 16) >>> 24;
  return code !== null && isKnown(words, code) ? words.shortErrors[code] : words.shortOther;
}

const errorNumber = (why: string): string | null => /^0x([0-9a-f]{7,8})$/i.exec(why.trim())?.[1] ?? null;

/** The words for a failure: iPXE's bare error number is explained, anything else is already words. */
export function failureWords(words: DescribeWords, why: string): string {
  const number = errorNumber(why);
  const sense = failureSense(words, why);
  return number === null ? sense : `${sense} (${words.errorNumber(`0x${number.toLowerCase().padStart(8, '0')}`)})`;
}
