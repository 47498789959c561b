import { HighlightStyle, StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import { commandWord, passingWords, shownWords } from '../../../electron/ipxe/commands.ts';

/** Where the next word stands. */
interface Reading {
  place: 'line' | 'command' | 'words';
  command: string;
  /** The line before ended with a backslash. */
  goesOn: boolean;
}

/** A line at a time, as `readScript` reads it: `${…}` keeps its colour inside every other word. */
const ipxeParser: StreamParser<Reading> = {
  name: 'ipxe',
  startState: () => ({ place: 'line', command: '', goesOn: false }),
  copyState: (reading) => ({ ...reading }),
  token(stream, reading) {
    if (stream.sol()) beginLine(reading);
    if (stream.eatSpace()) return null;
    if (stream.match(/^\\$/)) {
      reading.goesOn = true;
      return 'operator';
    }
    if (stream.match(/^\$\{/)) return expansion(stream);
    return isWordStart(stream) ? word(stream, reading) : rest(stream, reading);
  },
  blankLine: beginLine,
  languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['{'] } },
};

function beginLine(reading: Reading): void {
  if (!reading.goesOn) Object.assign(reading, { place: 'line', command: '' });
  reading.goesOn = false;
}

const isWordStart = (stream: StringStream): boolean => stream.sol() || /\s/.test(stream.string.charAt(stream.pos - 1));

/** From behind `${` to its `}`, with what is nested in it. */
function expansion(stream: StringStream): string {
  let depth = 1;
  while (depth > 0 && !stream.eol()) {
    if (stream.match(/^\$\{/)) depth += 1;
    else if (stream.next() === '}') depth -= 1;
  }
  return 'variableName';
}

function word(stream: StringStream, reading: Reading): string | null {
  if (stream.sol() && stream.match(/^#!ipxe.*/)) return 'meta';
  if (stream.match(/^#.*/)) return 'comment';
  if (reading.place === 'line' && stream.match(/^:[^\s$]*/)) {
    reading.place = 'command';
    return 'labelName';
  }
  if (stream.match(/^(\|\||&&|;)(?=\s|$)/)) {
    reading.place = 'command';
    return 'operator';
  }
  if (reading.place === 'words') return rest(stream, reading);
  const name = stream.match(/^[^\s$]+/) as RegExpMatchArray | null;
  reading.place = 'words';
  reading.command = name?.[0] ?? '';
  if (name === null) stream.next();
  return commandWord(reading.command) === null ? null : 'keyword';
}

function rest(stream: StringStream, { command }: Reading): string | null {
  if (isWordStart(stream) && stream.match(/^--?[a-z][\w-]*/i)) return 'attributeName';
  if (isWordStart(stream) && stream.match(/^[a-z]{3,5}:\/\/[^\s$]*/i)) return 'url';
  if (!stream.match(/^[^\s$\\]+/)) stream.next();
  if (command === 'goto') return 'labelName';
  return shownWords.has(command) ? 'string' : passingWords.has(command) ? 'content' : null;
}

export const ipxeLanguage = StreamLanguage.define(ipxeParser);

/** The colours are the page's: see the classes in `editor.css`. */
export const ipxeHighlight = HighlightStyle.define([
  { tag: tags.meta, class: 'ipxe-meta' },
  { tag: tags.comment, class: 'ipxe-comment' },
  { tag: tags.keyword, class: 'ipxe-command' },
  { tag: tags.labelName, class: 'ipxe-label' },
  { tag: tags.operator, class: 'ipxe-operator' },
  { tag: tags.attributeName, class: 'ipxe-option' },
  { tag: tags.variableName, class: 'ipxe-variable' },
  { tag: tags.string, class: 'ipxe-shown' },
  { tag: tags.url, class: 'ipxe-url' },
]);
