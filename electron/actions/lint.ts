/** A fault of an own script: its line (from 1) and one sentence. */
export interface Fault {
  readonly line: number;
  readonly text: string;
}

/** Commands whose words are only shown, so that letters outside ASCII can be spelled differently. */
export const shownWords: ReadonlySet<string> = new Set(['echo', 'prompt', 'menu', 'item']);

const longest = { script: 65_536, line: 4_096 } as const;

/**
 * What is wrong with an own script, as far as it can be seen without running it (boot-loader rules: ipxe
 * src/image/script.c, src/core/exec.c). Empty: nothing.
 */
export function lintScript(text: string): readonly Fault[] {
  if (text.length > longest.script)
    return [{ line: 1, text: `the script is longer than ${longest.script} characters` }];
  const lines = scriptLines(text);
  return [...firstLineFaults(lines), ...lines.flatMap(lineFaults), ...labelFaults(lines)].sort(
    (a, b) => a.line - b.line,
  );
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

function firstLineFaults(lines: readonly string[]): readonly Fault[] {
  return /^#!ipxe(\s|$)/.test(lines[0] ?? '')
    ? []
    : [{ line: 1, text: 'the first line has to be #!ipxe and nothing before it' }];
}

function lineFaults(line: string, index: number, lines: readonly string[]): readonly Fault[] {
  const faults: string[] = [];
  if (line.length > longest.line) faults.push(`the line is longer than ${longest.line} characters`);
  if (/[^\P{Cc}\t]/u.test(line)) faults.push('the line holds a control character');
  if (index === lines.length - 1 && line.endsWith('\\'))
    faults.push('the last line ends with a backslash, so something is missing after it');
  const { words } = splitLine(line);
  const onlyShown = words[0] === undefined || words[0].startsWith('#') || shownWords.has(words[0]);
  if (!onlyShown && /\P{ASCII}/u.test(line))
    faults.push('iPXE knows ASCII only; letters like ä are possible in echo and in comments');
  return faults.map((text) => ({ line: index + 1, text }));
}

function labelFaults(lines: readonly string[]): readonly Fault[] {
  const faults: Fault[] = [];
  const labels = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const { label } = splitLine(line);
    if (label === null) continue;
    if (labels.has(label))
      faults.push({ line: index + 1, text: `the label :${label} is there twice; goto takes the first` });
    labels.add(label);
  }
  for (const [index, line] of lines.entries()) {
    for (const target of gotoTargets(line)) {
      if (!target.includes('${') && !labels.has(target))
        faults.push({ line: index + 1, text: `there is no label :${target}` });
    }
  }
  return faults;
}

function gotoTargets(line: string): readonly string[] {
  const { words } = splitLine(line);
  const comment = words.findIndex((word) => word.startsWith('#'));
  const commands = comment === -1 ? words : words.slice(0, comment);
  return commands.flatMap((word, index) => {
    const first = index === 0 || ['||', '&&', ';'].includes(commands[index - 1]!);
    return first && word === 'goto' && commands[index + 1] !== undefined ? [commands[index + 1]!] : [];
  });
}
