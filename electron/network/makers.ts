import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isLocalMac } from '../contract/mac.ts';
import type { Mac } from '../contract/model.ts';

/** Longer names are cut: they are shown in a list. */
const longest = 64;

/** Digits of the prefixes that the IEEE gives out (MA-S, MA-M, MA-L), the longest first since it says more. */
const prefixes = [9, 7, 6] as const;

/**
 * Looks makers of network cards up by the first digits of their MAC addresses. The IEEE's list is 53,000 names in one
 * JSON file of 5.6 MB, one a line: as an object it would take 0.2 s to parse and 30 MB, so it stays text, with the place
 * of each prefix in it. It is read when it is first asked for a name.
 */
export class Makers {
  readonly #read: () => Buffer;
  #list: { readonly text: Buffer; readonly places: ReadonlyMap<string, number> } | null = null;

  /** `read` gives the list; without it the one that is installed. Without any list nobody has a maker. */
  constructor(read: () => Buffer = readInstalled) {
    this.#read = read;
  }

  /** The maker's name, at most 64 characters; null when it is not listed, or the address is no maker's. */
  of(mac: Mac): string | null {
    if (isLocalMac(mac)) return null;
    this.#list ??= indexed(this.#read());
    const digits = mac.replaceAll(':', '').toUpperCase();
    for (const length of prefixes) {
      const place = this.#list.places.get(digits.slice(0, length));
      if (place !== undefined) return nameAt(this.#list.text, place);
    }
    return null;
  }
}

/** A line is ` "001B21": "Intel Corporate\nLot 8, …",`; its value begins 3 characters after the prefix's quote. */
function indexed(text: Buffer): { text: Buffer; places: Map<string, number> } {
  const places = new Map<string, number>();
  let line = 0;
  while (line >= 0 && line < text.length) {
    const open = text.indexOf(quote, line);
    const close = open < 0 ? -1 : text.indexOf(quote, open + 1);
    const length = close - open - 1;
    if (length >= 6 && length <= 9) places.set(text.toString('latin1', open + 1, close), close + 3);
    const end = text.indexOf(newline, line);
    line = end < 0 ? -1 : end + 1;
  }
  return { text, places };
}

const quote = 0x22;
const newline = 0x0a;

function readInstalled(): Buffer {
  try {
    return readFileSync(createRequire(import.meta.url).resolve('oui-data'));
  } catch {
    return Buffer.alloc(0);
  }
}

/** The value of a line up to its own first line break. */
function nameAt(list: Buffer, start: number): string | null {
  const end = list.indexOf(newline, start);
  const name = shown(list.toString('utf8', start, end < 0 ? undefined : end).replace(/,?\s*$/, ''));
  return name === '' || name === 'Private' ? null : name;
}

function shown(text: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return '';
  }
  const first = typeof value === 'string' ? (value.split('\n')[0] ?? '') : '';
  return first
    .replace(/[\p{C}\p{Zs}]+/gu, ' ')
    .trim()
    .slice(0, longest);
}
