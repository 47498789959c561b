import { type CommandWord, commandWord, optionWord } from './commands.ts';
import type { Word } from './tokens.ts';

/** The options in front of the first plain word, as they are spelled. */
export function spelledOptions(rest: readonly Word[], word: CommandWord): readonly Word[] {
  const found: Word[] = [];
  for (let index = 0; index < rest.length; index += 1) {
    const text = rest[index]!.text;
    if (text === '--' || !/^-[-a-z]/i.test(text)) break;
    found.push(rest[index]!);
    const option = optionWord(word, text);
    const separate = text.startsWith('--') ? !text.includes('=') : text.length === 2;
    if (option?.value && separate) index += 1;
  }
  return found;
}

/** The first word of a command that is neither an option nor an option's value. */
export function firstPlain(name: string, rest: readonly Word[]): Word | null {
  const word = commandWord(name);
  const spelled = word === null ? [] : spelledOptions(rest, word);
  const last = spelled.at(-1);
  if (last === undefined) return rest[0] ?? null;
  const valued = optionWord(word!, last.text)?.value === true && !last.text.includes('=');
  return rest[rest.indexOf(last) + (valued ? 2 : 1)] ?? null;
}
