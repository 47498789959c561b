import type { Fault, LintRule, Severity } from './fault.ts';
import { firstPlain } from './options.ts';
import { filledIn, isLoaderSetting } from './settings.ts';
import type { Command, Statement, Word } from './tokens.ts';

const fault = (word: Word, rule: LintRule, severity: Severity, words: readonly string[]): Fault => ({
  line: word.line,
  from: word.from,
  to: word.to,
  severity,
  rule,
  words,
  fix: null,
});

const commandsOf = (statements: readonly Statement[]): readonly Command[] =>
  statements.flatMap((statement) => statement.commands);

/** Labels that are there twice, that a goto misses, or that nothing goes to. */
export function labelRules(statements: readonly Statement[]): readonly Fault[] {
  const found: Fault[] = [];
  const labels = new Map<string, Word>();
  for (const { label } of statements) {
    if (label === null) continue;
    const name = label.text.slice(1);
    if (labels.has(name)) found.push(fault(label, 'label-twice', 'refused', [name]));
    else labels.set(name, label);
  }
  const targets = gotoTargets(statements);
  for (const target of targets) {
    if (!target.text.includes('${') && !labels.has(target.text))
      found.push(fault(target, 'label-missing', 'refused', [target.text]));
  }
  return [...found, ...unused(labels, targets)];
}

function gotoTargets(statements: readonly Statement[]): readonly Word[] {
  return commandsOf(statements).flatMap(({ words: [name, target] }) =>
    name?.text === 'goto' && target !== undefined ? [target] : [],
  );
}

/** A goto whose label is computed may go anywhere. */
function unused(labels: ReadonlyMap<string, Word>, targets: readonly Word[]): readonly Fault[] {
  if (targets.some((target) => target.text.includes('${'))) return [];
  const reached = new Set(targets.map((target) => target.text));
  return [...labels]
    .filter(([name]) => !reached.has(name))
    .map(([name, word]) => fault(word, 'label-unused', 'hint', [name]));
}

/** Commands whose first plain word is a variable that they set. */
const setting: ReadonlySet<string> = new Set(['set', 'read', 'inc', 'choose', 'usbscan', 'nslookup', 'pciscan']);

/** Names that nothing sets, and names that cannot be set because Rollcall has filled them in. */
export function variableRules(statements: readonly Statement[], variables: readonly string[]): readonly Fault[] {
  const targets = commandsOf(statements).flatMap(setTarget);
  const known = new Set<string>([...filledIn, ...variables, ...targets.map(({ text }) => bareName(text))]);
  const lost = targets
    .filter(({ text }) => (filledIn as readonly string[]).includes(text))
    .map((word) => fault(word, 'filled-in', 'warning', [word.text]));
  const words = commandsOf(statements).flatMap((command) => command.words);
  return [...lost, ...words.flatMap((word) => unsetIn(word, known))];
}

function setTarget({ words: [name, ...rest] }: Command): readonly Word[] {
  if (name === undefined || !setting.has(name.text)) return [];
  const plain = name.text === 'choose' ? rest.at(-1) : firstPlain(name.text, rest);
  return plain === undefined || plain === null ? [] : [plain];
}

const bareName = (expression: string): string => expression.replace(/:[a-z0-9]+$/i, '');

function unsetIn(word: Word, known: ReadonlySet<string>): readonly Fault[] {
  return [...word.text.matchAll(/\$\{([^${}]*)\}/g)].flatMap((match) => {
    const name = bareName(match[1]!);
    if (name === '' || known.has(name) || isLoaderSetting(name)) return [];
    const from = word.from + match.index;
    return [fault({ ...word, from, to: from + match[0].length }, 'never-set', 'hint', [name])];
  });
}
