import { type Availability, commandNames, commandWord, optionWord, passingWords, shownWords } from './commands.ts';
import type { Fault, Fix, LintRule, Severity } from './fault.ts';
import { firstPlain, spelledOptions } from './options.ts';
import type { Command, Statement, Word } from './tokens.ts';

interface Place {
  readonly statement: Statement;
  readonly command: Command;
  readonly name: Word;
  readonly rest: readonly Word[];
  /** What to do when it fails stands behind it. */
  readonly caught: boolean;
  /** Nothing follows that could be left out. */
  readonly last: boolean;
}

const fault = (
  word: Word,
  rule: LintRule,
  severity: Severity,
  words: readonly string[],
  fix: Fix | null = null,
): Fault => ({ line: word.line, from: word.from, to: word.to, severity, rule, words, fix });

/** What is to be said of the commands of one line. */
export function commandRules(statement: Statement, last: boolean): readonly Fault[] {
  return statement.commands.flatMap((command, index) => {
    const [name, ...rest] = command.words;
    if (name === undefined) return [];
    const caught = statement.commands.slice(index).some(({ after }) => after === '||');
    const place: Place = { statement, command, name, rest, caught, last };
    return rules.flatMap((rule) => rule(place));
  });
}

const rules: readonly ((place: Place) => readonly Fault[])[] = [
  knownCommand,
  knownOptions,
  addresses,
  quotes,
  operators,
  expansions,
  shownComment,
  gotoLabel,
  falseConditions,
  uncaught,
];

function knownCommand({ statement, name, caught }: Place): readonly Fault[] {
  if (name.text.includes('${') || name.text.includes('||') || name.text.includes('&&')) return [];
  const word = commandWord(name.text);
  if (word !== null) return lacking(name, name.text, word.availability, caught, statement);
  const near = nearestCommand(name.text);
  const fix = near === null ? null : { line: name.line, from: name.from, to: name.to, insert: near };
  return [fault(name, 'unknown-command', 'warning', [name.text, near ?? ''], fix)];
}

function knownOptions({ statement, name, rest, caught }: Place): readonly Fault[] {
  const word = commandWord(name.text);
  if (word === null) return [];
  return spelledOptions(rest, word).flatMap((spelled) => {
    const option = optionWord(word, spelled.text);
    if (option !== null)
      return lacking(spelled, `${name.text} ${spelled.text}`, option.availability ?? 'every', caught, statement);
    return spelled.text === '--help' || spelled.text === '-h'
      ? []
      : [fault(spelled, 'unknown-option', 'warning', [name.text, spelled.text])];
  });
}

/** Where the failure is caught the author has thought of it. */
function lacking(
  word: Word,
  what: string,
  availability: Availability,
  caught: boolean,
  statement: Statement,
): readonly Fault[] {
  if (caught) return [];
  switch (availability) {
    case 'every':
      return [];
    case 'uefi':
      return [fault(word, 'not-in-bios', 'warning', [what], atEnd(statement, ' ||'))];
    case 'none':
      return [fault(word, 'not-in-builds', 'warning', [what], atEnd(statement, ' ||'))];
    case 'newer':
      return [fault(word, 'only-newer', 'warning', [what], atEnd(statement, ' ||'))];
  }
}

const schemes: readonly (readonly [RegExp, Availability, string])[] = [
  [/^https:\/\//i, 'uefi', 'https'],
  [/^nfs:\/\//i, 'none', 'nfs'],
  [/^ftp:\/\//i, 'none', 'ftp'],
  [/^data:/i, 'newer', 'data:'],
];

function addresses({ statement, name, rest, caught }: Place): readonly Fault[] {
  if (shownWords.has(name.text) || commandWord(name.text) === null) return [];
  const address = firstPlain(name.text, rest);
  const scheme = schemes.find(([pattern]) => address !== null && pattern.test(address.text));
  return scheme === undefined || address === null ? [] : lacking(address, scheme[2], scheme[1], caught, statement);
}

function quotes({ name, rest }: Place): readonly Fault[] {
  if (shownWords.has(name.text)) return [];
  const first = firstPlain(name.text, rest);
  const own = passingWords.has(name.text) ? rest.filter((word) => word === first) : rest;
  return own
    .filter(({ text }) => text.includes('"') || /^'|'$/.test(text))
    .map((word) => {
      const insert = word.text.replace(/"|^'|'$/g, '');
      const fits = word.text.length === word.to - word.from;
      const fix = fits ? { line: word.line, from: word.from, to: word.to, insert } : null;
      return fault(word, 'quotes', 'warning', [], fix);
    });
}

function operators({ command, name }: Place): readonly Fault[] {
  if (shownWords.has(name.text)) return [];
  return command.words.flatMap((word) => {
    const joined = /^(\|\||&&)(?=.)|(?<=.)(\|\||&&)$/.exec(word.text);
    if (joined === null) return [];
    const insert = word.text.replace(/^(\|\||&&)/, '$1 ').replace(/(\|\||&&)$/, ' $1');
    const fits = word.text.length === word.to - word.from;
    const fix = fits ? { line: word.line, from: word.from, to: word.to, insert } : null;
    return [fault(word, 'joined-operator', 'warning', [joined[0]], fix)];
  });
}

function expansions({ command }: Place): readonly Fault[] {
  return command.words
    .filter(({ text }) => text.split('${').length > text.split('}').length)
    .map((word) => fault(word, 'open-expansion', 'warning', []));
}

function shownComment({ statement, command, name }: Place): readonly Fault[] {
  const last = statement.commands.at(-1) === command;
  if (!last || statement.comment === null || !shownWords.has(name.text) || command.words.length < 2) return [];
  return [fault(statement.comment, 'shown-comment', 'warning', [])];
}

function gotoLabel({ name, rest }: Place): readonly Fault[] {
  return name.text === 'goto' && rest.length === 0 ? [fault(name, 'goto-empty', 'warning', [])] : [];
}

const conditions: ReadonlySet<string> = new Set(['iseq', 'isset', 'cpuid']);

/** A condition that is not true is a command that failed, and a script ends at the first one. */
function falseConditions({ statement, name, caught }: Place): readonly Fault[] {
  if (!conditions.has(name.text) || caught) return [];
  return [fault(name, 'ends-when-false', 'warning', [name.text], atEnd(statement, ' ||'))];
}

const fetching: ReadonlySet<string> = new Set(['kernel', 'initrd', 'module', 'imgfetch', 'chain', 'dhcp', 'sanhook']);

function uncaught({ name, caught, last }: Place): readonly Fault[] {
  return fetching.has(name.text) && !caught && !last ? [fault(name, 'ends-here', 'hint', [name.text])] : [];
}

/** An addition behind the last word of a line that is not a comment. */
function atEnd(statement: Statement, insert: string): Fix | null {
  const last = statement.commands.at(-1)?.words.at(-1);
  const after = statement.commands.at(-1)?.after ?? null;
  if (last === undefined || after !== null || last.text.length !== last.to - last.from) return null;
  return { line: last.line, from: last.to, to: last.to, insert };
}

/** The command that is at most two changes away, or null; of short words, one. */
function nearestCommand(text: string): string | null {
  if (text.length > 16) return null;
  const most = text.length <= 4 ? 1 : 2;
  const near = commandNames
    .map((name) => ({ name, away: distance(text.toLowerCase(), name) }))
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away);
  return near[0]?.name ?? null;
}

/** How many letters have to be added, dropped, changed or swapped with their neighbour. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const plain = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      row.push(swapped ? Math.min(plain, rows[i - 2]![j - 2]! + 1) : plain);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
