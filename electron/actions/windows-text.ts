import { z } from 'zod';
import type { ScriptContext } from './kind.ts';
import { plainWords, toAscii } from './template.ts';

/** A text of several lines that a person writes into a form. */
export const TextLines = z.string().max(24_000).meta({ multiline: true });

/** The text for one machine, or one sentence that says why there can be none. */
export type FilledText = { readonly text: string } | { readonly problem: string };

/** How a value is written where it stands, or why it cannot stand there. */
type Written = FilledText;

const placeholder = /(\$?)\$\{([A-Za-z][A-Za-z0-9_-]*)\}/g;

/** What a text for Windows can name: the words of one machine, and the computer's own variables. */
export function windowsValues(context: ScriptContext): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(context.variables),
    ['name', context.name],
    ['computername', windowsName(context.name, context.mac)],
    ['room', context.room ?? ''],
    ['seat', context.seat ?? ''],
    ['mac', context.mac],
    ['server', context.server],
    ['http', context.httpUrl],
    ['action', context.actionName],
    ['running', context.runningUrl],
    ['failed', context.beacon('failed')],
  ]);
}

/**
 * A name that Windows takes for a computer: at most 15 letters, digits and dashes, with something besides digits, no
 * dash at either end (NetBIOS names, Microsoft's rules for `ComputerName`). What nothing is left of is named by its MAC.
 */
export function windowsName(name: string, mac: string): string {
  const bare = toAscii(name)
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 15)
    .replace(/^-+|-+$/g, '');
  if (bare !== '' && !/^\d+$/.test(bare) && name !== mac) return bare;
  return `PC-${mac.replaceAll(':', '').toUpperCase()}`;
}

/**
 * Fills in `${name}`; `$${name}` stands for itself. A name that the machine has no value for is a problem: an answer
 * file with a hole in it would stop the installation in the middle.
 */
function fill(
  template: string,
  values: ReadonlyMap<string, string>,
  write: (name: string, value: string) => Written,
): FilledText {
  let problem: string | null = null;
  const text = template.replace(placeholder, (whole, escaped: string, name: string) => {
    if (escaped !== '') return whole.slice(1);
    const value = values.get(name);
    const written = value === undefined ? { problem: `The computer has no variable ${name}` } : write(name, value);
    if ('text' in written) return written.text;
    problem ??= written.problem;
    return '';
  });
  return problem === null ? { text } : { problem };
}

/** An answer file for one machine, its values escaped for XML. */
export function fillXml(template: string, values: ReadonlyMap<string, string>): FilledText {
  return fill(template, values, (_, value) => ({ text: xmlText(value) }));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text for an element or an attribute; the characters that XML 1.0 cannot hold at all are left out. */
export function xmlText(value: string): string {
  return value
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}

/** Commands for one machine with the line ends that cmd.exe needs to find its labels. */
export function fillCommands(template: string, values: ReadonlyMap<string, string>): FilledText {
  const filled = fill(template, values, writeForCommands);
  return 'text' in filled ? { text: windowsLines(filled.text) } : filled;
}

/** A value may not change the command that it stands in: cmd.exe has no way to quote that holds everywhere. */
function writeForCommands(name: string, value: string): Written {
  const plain = name === 'name' || name === 'room' || name === 'action' ? plainWords(value) : value;
  return /^[\x20-\x7e]*$/.test(plain) && !/["%&|<>^!()]/.test(plain)
    ? { text: plain }
    : { problem: `The variable ${name} holds a character that a command line of Windows would act on` };
}

/** Lines that end as those of Windows do. */
export function windowsLines(text: string): string {
  return `${text.replace(/\r?\n/g, '\n').replace(/\n*$/, '\n').replaceAll('\n', '\r\n')}`;
}

/** A text whose problem was told by the script already: Windows refuses the sentence in its place. */
export function textOrProblem(filled: FilledText): string {
  return 'text' in filled ? filled.text : filled.problem;
}
