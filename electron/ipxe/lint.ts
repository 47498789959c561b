import { commandRules } from './command-rules.ts';
import { shownWords } from './commands.ts';
import type { Fault, LintRule, Severity } from './fault.ts';
import { labelRules, variableRules } from './flow-rules.ts';
import { readScript, scriptLines, splitLine } from './tokens.ts';

const longest = { script: 65_536, line: 4_096 } as const;

/**
 * What is to be said of a script, as far as it can be seen without running it, in the order of its lines. Empty:
 * nothing. `variables` are names that computers are known to have. (Rules of the boot loader: ipxe src/image/script.c,
 * src/core/exec.c; what its builds lack: src/config.)
 */
export function lintScript(text: string, variables: readonly string[] = []): readonly Fault[] {
  if (text.length > longest.script) return [whole(1, '', 'script-long', 'refused', [String(longest.script)])];
  const lines = scriptLines(text);
  const statements = readScript(text);
  return [
    ...firstLineFaults(lines),
    ...lines.flatMap(lineFaults),
    ...labelRules(statements),
    ...onlyFirstOfParams(
      statements.flatMap((statement, index) => commandRules(statement, index === statements.length - 1)),
    ),
    ...variableRules(statements, variables),
  ].sort((a, b) => a.line - b.line || a.from - b.from);
}

/** Where `params` is missing the script ends there, so that each `param` behind it says nothing new. */
function onlyFirstOfParams(faults: readonly Fault[]): readonly Fault[] {
  const first = faults.find(({ rule, words }) => rule === 'not-in-bios' && words[0] === 'params');
  return first === undefined
    ? faults
    : faults.filter(({ rule, words }) => rule !== 'not-in-bios' || words[0] !== 'param');
}

/** The faults that a script cannot be saved with. */
export function refusals(faults: readonly Fault[]): readonly Fault[] {
  return faults.filter((fault) => fault.severity === 'refused');
}

function whole(line: number, text: string, rule: LintRule, severity: Severity, words: readonly string[] = []): Fault {
  return { line, from: 0, to: text.length, severity, rule, words, fix: null };
}

function firstLineFaults(lines: readonly string[]): readonly Fault[] {
  const first = lines[0] ?? '';
  if (/^#!ipxe(\s|$)/.test(first)) return [];
  const insert = { line: 1, from: 0, to: 0, insert: '#!ipxe\n' };
  return [{ ...whole(1, first, 'first-line', 'refused'), fix: first.startsWith('#!') ? null : insert }];
}

function lineFaults(line: string, index: number, lines: readonly string[]): readonly Fault[] {
  const refused = (rule: LintRule, words: readonly string[] = []): Fault =>
    whole(index + 1, line, rule, 'refused', words);
  const faults: Fault[] = [];
  if (line.length > longest.line) faults.push(refused('line-long', [String(longest.line)]));
  if (/[^\P{Cc}\t]/u.test(line)) faults.push(refused('control-character'));
  if (index === lines.length - 1 && line.endsWith('\\')) faults.push(refused('dangling-backslash'));
  const { words } = splitLine(line);
  const onlyShown = words[0] === undefined || words[0].startsWith('#') || shownWords.has(words[0]);
  if (!onlyShown && /\P{ASCII}/u.test(line)) faults.push(refused('ascii'));
  return faults;
}
