/**
 * Typing a name on the map. Single letters are shortcuts, so a name is what follows a `/`, or two keys that come
 * within half a second. The first of the two has then already acted as a shortcut; the caller takes that back.
 */

/** How long a key may wait for the next one, in milliseconds. */
const nextKeyWithin = 500;
/** After this much silence a name is over, also one that began with `/`. */
const nameOverAfter = 2_500;

export interface Typing {
  readonly text: string;
  /** A name is being typed: further keys belong to it. */
  readonly open: boolean;
  /** When the last key came, in milliseconds of any clock. */
  readonly at: number;
}

export const notTyping: Typing = { text: '', open: false, at: Number.NEGATIVE_INFINITY };

/** What a key is: the beginning or a part of a name, or a shortcut to carry out. */
export type Keystroke =
  | { readonly kind: 'name'; readonly typing: Typing /** The first key acted as a shortcut. */; readonly late: boolean }
  | { readonly kind: 'shortcut'; readonly typing: Typing };

/** Takes a printable key (one character, without Ctrl, Alt or Command). */
export function typeKey(typing: Typing, key: string, at: number): Keystroke {
  const silence = at - typing.at;
  if (key === '/') return { kind: 'name', typing: { text: '', open: true, at }, late: false };
  if (typing.open && silence < nameOverAfter) {
    return { kind: 'name', typing: { text: typing.text + key, open: true, at }, late: false };
  }
  if (typing.text !== '' && !typing.open && silence < nextKeyWithin) {
    return { kind: 'name', typing: { text: typing.text + key, open: true, at }, late: true };
  }
  return { kind: 'shortcut', typing: { text: key, open: false, at } };
}

/** Takes the last character back; nothing left means that the name is over. */
export function eraseKey(typing: Typing, at: number): Typing {
  const text = typing.text.slice(0, -1);
  return text === '' ? notTyping : { ...typing, text, at };
}

/** Takes a key that is no character: a name that was only begun is none, one that is open goes on. */
export const otherKey = (typing: Typing): Typing => (typing.open ? typing : notTyping);

/**
 * The best of the names for what was typed: the name itself, then one that begins with it, then one whose number it
 * is (`7` finds PC-07), then one that holds it. Case and the signs between letters and digits do not matter.
 */
export function findByName<T extends { readonly name: string }>(items: readonly T[], text: string): T | null {
  const wanted = plain(text);
  if (wanted === '') return null;
  const tests: readonly ((name: string) => boolean)[] = [
    (name) => name === wanted,
    (name) => /^\d+$/.test(wanted) && Number(/\d+$/.exec(name)?.[0]) === Number(wanted),
    (name) => name.startsWith(wanted),
    (name) => name.includes(wanted),
  ];
  for (const test of tests) {
    const found = items.find(({ name }) => test(plain(name)));
    if (found) return found;
  }
  return null;
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
