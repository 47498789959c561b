import type { ScriptContext } from './kind.ts';

/**
 * iPXE splits a line at blanks before it expands `${…}`, knows no quotes, begins a comment at a token that starts with
 * `#`, and takes `||`, `&&` and `;` as operators when they are tokens of their own (ipxe: src/core/exec.c). What the
 * server puts into a line therefore may change nothing of this.
 */
export type Expanded = { readonly text: string } | { readonly problem: string };

/**
 * What the author of a script or a command line can name: the words of one machine, and the computer's own variables,
 * which cannot take the place of one of ours.
 */
export function templateValues(context: ScriptContext): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(context.variables),
    ['name', plainWords(context.name)],
    ['mac', context.mac],
    ['room', plainWords(context.room ?? '')],
    ['seat', context.seat ?? ''],
    ['server', context.server],
    ['http', context.httpUrl],
    ['action', plainWords(context.actionName)],
    ['running', context.runningUrl],
    ['started', context.beacon('started')],
    ['failed', context.beacon('failed')],
  ]);
}

const placeholder = /\$\{([a-z][a-z0-9_-]*)(:uristring)?\}/gi;

/**
 * One line with our variables filled in; every other `${…}` is left to iPXE. `${x:uristring}` is filled in encoded for
 * a URL, as iPXE itself would. A value that would add a line, a command, a comment or an expansion is refused.
 */
export function expandLine(line: string, values: ReadonlyMap<string, string>): Expanded {
  let problem: string | null = null;
  const fill = (stand: (value: string) => string): string =>
    line.replace(placeholder, (whole, name: string, type: string | undefined) => {
      const value = values.get(name);
      if (value === undefined) return whole;
      problem ??= valueProblem(name, value);
      return stand(type === undefined ? value : encodeURIComponent(value));
    });
  const text = fill((value) => value);
  if (problem !== null) return { problem };
  if (shape(text) !== shape(fill(() => 'x'))) {
    const names = [...line.matchAll(placeholder)].map((match) => match[1]!).filter((name) => values.has(name));
    return {
      problem: `The value of ${names.map((name) => `\${${name}}`).join(', ')} would change the commands of the line it stands in`,
    };
  }
  return { text };
}

/** Lines in order; the first problem is the answer. */
export function expandLines(
  lines: readonly string[],
  values: ReadonlyMap<string, string>,
): { readonly lines: readonly string[] } | { readonly problem: string } {
  const expanded: string[] = [];
  for (const line of lines) {
    const result = expandLine(line, values);
    if ('problem' in result) return result;
    expanded.push(result.text);
  }
  return { lines: expanded };
}

/** Why this value may stand nowhere in a script, or null. */
export function valueProblem(name: string, value: string): string | null {
  const where = `The variable \${${name}}`;
  if (/[^\x20-\x7e]/.test(value))
    return `${where} holds a line break or a character that iPXE cannot show; use plain ASCII`;
  if (value.includes('${')) return `${where} holds \${, which iPXE would expand`;
  if (/[$\\]$/.test(value)) return `${where} ends with $ or a backslash, which would join it to what follows`;
  const token = value.split(/\s+/).find((word) => word.startsWith('#') || isOperator(word));
  return token === undefined
    ? null
    : `${where} holds “${token.slice(0, 16)}”, which iPXE takes as a comment or an operator`;
}

function isOperator(token: string): boolean {
  return token === '||' || token === '&&' || token === ';';
}

/** The skeleton of a line: label, operators, comment and continuation, without its words. */
function shape(line: string): string {
  const tokens = line.split(/[ \t\n\v\f\r]+/).filter((token) => token !== '');
  const comment = tokens.findIndex((token) => token.startsWith('#'));
  const label = tokens[0]?.startsWith(':') ? tokens[0] : '';
  const operators = (comment === -1 ? tokens : tokens.slice(0, comment)).filter(isOperator);
  return [
    label,
    ...operators,
    comment === -1 ? '' : '#',
    line.endsWith('\\') ? '\\' : '',
    (line.match(/\$\{/g) ?? []).length,
  ].join(' ');
}

const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '×': 'x',
  '€': 'EUR',
};

/** A text in printable ASCII: accents are dropped, other letters become `?`, every kind of blank is one blank. */
export function toAscii(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text
    .replace(/[^\x20-\x7e]/g, (letter) => spelled[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s\p{C}]+/gu, ' ')
    .replace(/[^\x20-\x7e]/gu, '?');
}

/**
 * A name that people gave, as words that are safe in an `echo` or anywhere else in a script. A dash in front would be
 * an option of `echo`.
 */
export function plainWords(text: string): string {
  if (/^\w+(?:[ .,:-]\w+)*$/.test(text)) return text;
  return toAscii(text)
    .split(' ')
    .filter((word) => word !== '')
    .map(plainWord)
    .join(' ')
    .replaceAll('${', '$(')
    .replace(/^-+|[$\\]+$/g, '');
}

function plainWord(word: string): string {
  if (word === '||') return 'or';
  if (word === '&&') return 'and';
  if (word === ';') return ',';
  return word.startsWith('#') ? `No.${word.replace(/^#+/, '')}` : word;
}
