const LONGEST_NAME = 253;
const LONGEST_LABEL = 63;
/** More names than any search list has; bounds the work on a hostile one. */
const MOST_NAMES = 32;
const POINTER = 0xc0;

/**
 * The search list of option 119 (RFC 3397): DNS names in a row, each of labels with a length byte, ended by zero or by
 * a pointer to an earlier place. Null when it is malformed: a pointer that does not go back, a label or a name that is
 * too long, a character that no host name has.
 */
export function readDomainList(data: Uint8Array): readonly string[] | null {
  const names: string[] = [];
  let at = 0;
  while (at < data.length) {
    const name = readName(data, at);
    if (name === null || names.length === MOST_NAMES) return null;
    names.push(name.text);
    at = name.next;
  }
  return names.length === 0 ? null : names;
}

interface Name {
  readonly text: string;
  /** The offset behind the name at its own place, whatever it points to. */
  readonly next: number;
}

function readName(data: Uint8Array, start: number): Name | null {
  let text = '';
  let at = start;
  let next: number | null = null;
  for (;;) {
    const length = data[at];
    if (length === undefined) return null;
    if (length === 0) return text === '' ? null : { text, next: next ?? at + 1 };
    if (length >= POINTER) {
      const target = ((length - POINTER) << 8) | (data[at + 1] ?? 0xff);
      // Only ever backwards: every pointer shortens what is left, so the walk ends.
      if (target >= at) return null;
      next ??= at + 2;
      at = target;
      if (text.length > LONGEST_NAME) return null;
      continue;
    }
    const label = length > LONGEST_LABEL ? null : readLabel(data, at + 1, length);
    if (label === null) return null;
    text = text === '' ? label : `${text}.${label}`;
    if (text.length > LONGEST_NAME) return null;
    at += 1 + length;
  }
}

function readLabel(data: Uint8Array, start: number, length: number): string | null {
  if (start + length > data.length) return null;
  let label = '';
  for (let i = start; i < start + length; i++) {
    const char = String.fromCharCode(data[i] as number);
    if (!/[a-z0-9_-]/i.test(char)) return null;
    label += char;
  }
  return label;
}

/** The search list of option 119 without compression. Throws RangeError for a text that is no domain name. */
export function writeDomainList(names: readonly string[]): Uint8Array {
  if (names.length === 0 || names.length > MOST_NAMES)
    throw new RangeError(`a search list holds 1 to ${MOST_NAMES} names`);
  return Uint8Array.from(names.flatMap((name) => [...nameBytes(name), 0]));
}

function nameBytes(name: string): number[] {
  const labels = name.replace(/\.$/, '').split('.');
  const valid = name.length <= LONGEST_NAME && labels.every((label) => /^[a-z0-9_-]{1,63}$/i.test(label));
  if (!valid) throw new RangeError(`not a domain name: ${JSON.stringify(name.slice(0, 40))}`);
  return labels.flatMap((label) => [label.length, ...Array.from(label, (char) => char.charCodeAt(0))]);
}
