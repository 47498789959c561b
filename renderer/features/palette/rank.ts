/** Something that the palette can find. */
export interface Findable {
  readonly label: string;
  /** Also found by this: a MAC address, an address, the name of the room. */
  readonly hint?: string | undefined;
}

/** Without case and accents, so that `eteint` finds `Éteint`. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** How well a thing fits what was typed: smaller is better, null does not fit. Every word must be found somewhere. */
export function fit(thing: Findable, query: string): number | null {
  const label = plain(thing.label);
  const hint = plain(thing.hint ?? '');
  const words = plain(query).split(/\s+/).filter(Boolean);
  let sum = 0;
  for (const word of words) {
    const one = fitWord(label, hint, word);
    if (one === null) return null;
    sum += one;
  }
  return sum;
}

function fitWord(label: string, hint: string, word: string): number | null {
  if (label === word) return 0;
  if (label.startsWith(word)) return 1;
  if (label.split(/[\s-]+/).some((part) => part.replace(/^0+/, '').startsWith(word) || part.startsWith(word))) return 2;
  if (label.includes(word)) return 3;
  return hint.includes(word) ? 4 : null;
}

/** The best `most` things for what was typed, the best first; of equals their order stays. */
export function best<T extends Findable>(things: readonly T[], query: string, most: number): readonly T[] {
  if (query.trim() === '') return things.slice(0, most);
  const fits = things.flatMap((thing) => {
    const value = fit(thing, query);
    return value === null ? [] : [{ thing, value }];
  });
  return fits
    .sort((one, other) => one.value - other.value)
    .slice(0, most)
    .map(({ thing }) => thing);
}
