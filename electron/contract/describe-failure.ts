import type { DescribeWords, LoaderError } from './describe-words.ts';

const isKnown = (words: DescribeWords, code: number): code is LoaderError => Object.hasOwn(words.loaderErrors, code);

/** The words for a failure: iPXE's bare error number is explained, anything else is already words. */
export function failureWords(words: DescribeWords, why: string): string {
  const number = /^0x([0-9a-f]{7,8})$/i.exec(why.trim())?.[1];
  if (number === undefined) return why.trim() === '' ? words.noReason : why;
  const code = Number.parseInt(number, 16) >>> 24;
  const meaning = isKnown(words, code) ? words.loaderErrors[code] : words.otherError;
  return `${meaning} (${words.errorNumber(`0x${number.toLowerCase().padStart(8, '0')}`)})`;
}
