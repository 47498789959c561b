/**
 * The rules by which iPXE reads and runs a script, so that tests can see what a generated one does: lines and labels
 * (src/image/script.c), tokens, operators, comments and settings (src/core/exec.c).
 */

/** What the machine does at one command: a number is the errno that it fails with, `gone` never comes back. */
export type Response = 'ok' | 'gone' | number;

export interface Machine {
  readonly settings: Readonly<Record<string, string>>;
  respond(words: readonly string[]): Response;
}

export interface Run {
  /** Every command in order, with its settings filled in. */
  readonly commands: readonly string[];
  readonly end: 'gone' | { readonly exit: number };
}

interface Line {
  readonly label: string | null;
  readonly command: string;
}

/** Lines of a script as iPXE joins and splits them. */
export function readLines(text: string): readonly Line[] {
  if (!/^#!ipxe\s/.test(text)) throw new Error('not a script: the first line is wrong');
  const joined = text.replace(/\r\n/g, '\n').replace(/\\\n/g, '');
  return joined.split('\n').map((line) => {
    const labelled = /^\s*:(\S*)\s?(.*)$/.exec(line);
    return labelled ? { label: labelled[1]!, command: labelled[2]! } : { label: null, command: line };
  });
}

/** The commands of a line and what stands between them; what follows a comment is gone. */
export function splitCommand(
  command: string,
): readonly { readonly words: readonly string[]; readonly operator: string | null }[] {
  const tokens = command.split(/\s+/).filter((token) => token !== '');
  const parts: { words: string[]; operator: string | null }[] = [{ words: [], operator: null }];
  for (const token of tokens) {
    if (token.startsWith('#')) break;
    if (token === '||' || token === '&&' || token === ';') {
      parts.at(-1)!.operator = token;
      parts.push({ words: [], operator: null });
    } else parts.at(-1)!.words.push(token);
  }
  return parts;
}

/** Runs a script to its end; throws when it goes round for ever or jumps to a label that is not there. */
export function run(text: string, machine: Machine): Run {
  const lines = readLines(text);
  const settings = new Map(Object.entries(machine.settings));
  const commands: string[] = [];
  let at = 0;
  for (let steps = 0; at < lines.length; steps += 1) {
    if (steps > 500) throw new Error('the script goes round for ever');
    const outcome = runLine(lines[at]!.command);
    if (typeof outcome === 'object') return { commands, end: outcome.end };
    at = outcome === 'next' ? at + 1 : outcome;
  }
  return { commands, end: { exit: 0 } };

  function runLine(command: string): 'next' | number | { readonly end: Run['end'] } {
    let status = 0;
    let wanted = true;
    for (const { words, operator } of splitCommand(command)) {
      if (wanted) {
        const argv = words.map(expand);
        if (argv.length > 0) commands.push(argv.join(' '));
        if (argv[0] === 'exit') return { end: { exit: Number(argv[1] ?? 0) } };
        if (argv[0] === 'goto') return find(argv[1]!);
        const response = respond(argv);
        if (response === 'gone') return { end: 'gone' };
        status = response === 'ok' ? 0 : response;
        if (status !== 0) settings.set('errno', `0x${status.toString(16)}`);
      }
      if (operator === null) break;
      wanted = operator === ';' || (operator === '||') === (status !== 0);
    }
    return status === 0 ? 'next' : { end: { exit: status } };
  }

  function respond(argv: readonly string[]): Response {
    switch (argv[0]) {
      case undefined:
        return 'ok';
      case 'echo':
        return argv[1]?.startsWith('-') ? 0x1c : 'ok';
      case 'set':
        settings.set(argv[1]!, argv.slice(2).join(' '));
        return 'ok';
      case 'isset':
        return argv[1] === '' ? 0x2d : 'ok';
      case 'iseq':
        return argv[1] === argv[2] ? 'ok' : 0x46;
      default:
        return machine.respond(argv);
    }
  }

  function expand(token: string): string {
    for (let text = token; ; ) {
      const end = text.indexOf('}', text.lastIndexOf('${'));
      const start = text.lastIndexOf('${', end);
      if (start === -1 || end === -1) return text;
      text = text.slice(0, start) + (settings.get(text.slice(start + 2, end)) ?? '') + text.slice(end + 1);
    }
  }

  function find(label: string): number {
    const found = lines.findIndex((line) => line.label === label);
    if (found === -1) throw new Error(`no label :${label}`);
    return found;
  }
}

/** What every stock build has, the BIOS builds of 2019 and of 2.0 included (src/config/general.h). */
const stockCommands = new Set(
  'boot chain clear dhcp echo exit goto imgfetch imgfree imgexec initrd iseq isset kernel prompt reboot sanboot set shell show sleep'.split(
    ' ',
  ),
);

/** Where a build has no such command, the script goes on. */
const isOptional = (command: string): boolean => /^shim .* \|\|$/.test(command);

/** What is wrong with a generated script for any stock build of iPXE; empty: nothing. */
export function faultsOf(text: string): readonly string[] {
  const faults: string[] = [];
  if (!text.startsWith('#!ipxe\n')) faults.push('first line');
  if (!text.endsWith('\n')) faults.push('last line has no end');
  if (/[^\n\x20-\x7e]/.test(text)) faults.push('not printable ASCII');
  const lines = readLines(text).slice(1);
  const labels = lines.flatMap(({ label }) => (label === null ? [] : [label]));
  if (new Set(labels).size !== labels.length) faults.push('a label twice');
  for (const { command } of lines) {
    if (/(^|\s)#/.test(command)) faults.push(`a comment cuts: ${command}`);
    for (const { words } of splitCommand(command)) {
      const known = words[0] === undefined || stockCommands.has(words[0]) || isOptional(command);
      if (!known) faults.push(`not in every build: ${words[0]}`);
      if (words[0] === 'goto' && !labels.includes(words[1] ?? '')) faults.push(`no label ${words[1]}`);
      if (words[0] === 'echo' && words[1]?.startsWith('-')) faults.push(`echo takes an option: ${command}`);
    }
  }
  return faults;
}
