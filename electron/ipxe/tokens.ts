/**
 * A boot script as iPXE reads it (ipxe: src/image/script.c, src/core/exec.c): lines are joined at a backslash, a line is
 * split at blanks before `${…}` is expanded, there are no quotes, `||`, `&&` and `;` count as words of their own alone, a
 * word that begins with `#` begins a comment, and `:label` stands at the beginning of a line.
 */

/** A piece of one line: its line from 1, its columns from 0, the last one exclusive. */
export interface Word {
  readonly text: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

export type Operator = '||' | '&&' | ';';

/** One command with its words, and the operators around it on its line. */
export interface Command {
  readonly words: readonly Word[];
  readonly before: Operator | null;
  readonly after: Operator | null;
}

/** A line with the ones that it goes on to. */
export interface Statement {
  /** The first of its lines, from 1. */
  readonly line: number;
  /** With its colon. */
  readonly label: Word | null;
  readonly commands: readonly Command[];
  /** From its `#` to the end of the line. */
  readonly comment: Word | null;
}

/** The lines of a script without their ends; an empty last line is none. */
export function scriptLines(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** A line as its label (without the colon) and its words, as iPXE splits them. */
export function splitLine(line: string): { readonly label: string | null; readonly words: readonly string[] } {
  const words = line.split(/[ \t\v\f]+/).filter((word) => word !== '');
  if (!words[0]?.startsWith(':')) return { label: null, words };
  return { label: words[0].slice(1), words: words.slice(1) };
}

export function isOperator(text: string): text is Operator {
  return text === '||' || text === '&&' || text === ';';
}

/** The whole script; lines without anything on them are left out. */
export function readScript(text: string): readonly Statement[] {
  const lines = scriptLines(text);
  const statements: Statement[] = [];
  for (let index = 0; index < lines.length; ) {
    const first = index;
    while (lines[index]!.endsWith('\\') && index < lines.length - 1) index += 1;
    index += 1;
    const statement = readStatement(lines.slice(first, index), first + 1);
    if (statement.label !== null || statement.commands.length > 0 || statement.comment !== null)
      statements.push(statement);
  }
  return statements;
}

function readStatement(lines: readonly string[], line: number): Statement {
  const words = joinedWords(lines, line);
  const hash = words.findIndex((word) => word.text.startsWith('#'));
  const label = words[0]?.text.startsWith(':') ? words[0] : null;
  const told = (hash === -1 ? words : words.slice(0, hash)).slice(label === null ? 0 : 1);
  return { line, label, commands: splitCommands(told), comment: hash === -1 ? null : restFrom(words, hash) };
}

/** A word that is cut by the end of a line goes on at the very beginning of the next one. */
function joinedWords(lines: readonly string[], line: number): readonly Word[] {
  const words: Word[] = [];
  for (const [index, whole] of lines.entries()) {
    const text = index < lines.length - 1 ? whole.slice(0, -1) : whole;
    const goesOn = index > 0 && /\S\\$/.test(lines[index - 1]!);
    for (const match of text.matchAll(/[^ \t\v\f]+/g)) {
      const word = { text: match[0], line: line + index, from: match.index, to: match.index + match[0].length };
      const last = words.at(-1);
      if (goesOn && match.index === 0 && last !== undefined)
        words[words.length - 1] = { ...last, text: last.text + word.text };
      else words.push(word);
    }
  }
  return words;
}

function splitCommands(words: readonly Word[]): readonly Command[] {
  const commands: Command[] = [];
  let before: Operator | null = null;
  let own: Word[] = [];
  for (const word of words) {
    if (!isOperator(word.text)) {
      own.push(word);
      continue;
    }
    if (own.length > 0) commands.push({ words: own, before, after: word.text });
    before = word.text;
    own = [];
  }
  if (own.length > 0) commands.push({ words: own, before, after: null });
  return commands;
}

function restFrom(words: readonly Word[], index: number): Word {
  const first = words[index]!;
  const last = words.filter((word) => word.line === first.line).at(-1)!;
  const text = words
    .slice(index)
    .map((word) => word.text)
    .join(' ');
  return { ...first, text, to: last.to };
}
