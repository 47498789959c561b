import { highlightTree } from '@lezer/highlight';
import { describe, expect, it } from 'vitest';
import { ipxeHighlight, ipxeLanguage } from '../../../renderer/features/editor/ipxe-language.ts';

/** The coloured pieces of a script, as `command:imgfetch`. */
function coloured(text: string): readonly string[] {
  const found: string[] = [];
  highlightTree(ipxeLanguage.parser.parse(text), ipxeHighlight, (from, to, classes) => {
    found.push(`${classes.replace('ipxe-', '')}:${text.slice(from, to)}`);
  });
  return found;
}

describe('the colours of a script', () => {
  it.each([
    ['its first line', '#!ipxe', ['meta:#!ipxe']],
    ['a comment', '# for all', ['comment:# for all']],
    [
      'a command with an option and an address',
      'imgfetch --name s http://h/x',
      ['command:imgfetch', 'option:--name', 'url:http://h/x'],
    ],
    ['a word that is no command', 'imgfecht x', []],
    ['a label and a goto', ':a goto b', ['label::a', 'command:goto', 'label:b']],
    [
      'operators between commands',
      'isset x && shell ||',
      ['command:isset', 'operator:&&', 'command:shell', 'operator:||'],
    ],
    ['an operator that is part of a word', 'set a b||c', ['command:set']],
    [
      'an expansion inside an address',
      'chain http://${next-server}/x',
      ['command:chain', 'url:http://', 'variable:${next-server}'],
    ],
    ['an expansion in an expansion', 'set a ${b${c}}d', ['command:set', 'variable:${b${c}}']],
    [
      'a text that is shown',
      'echo for PC',
      ['command:echo', 'string:for', 'string:PC'].map((each) => each.replace('string', 'shown')),
    ],
    [
      'a line that goes on',
      'kernel x \\\n  --y || boot',
      ['command:kernel', 'operator:\\', 'option:--y', 'operator:||', 'command:boot'],
    ],
    ['a comment behind a command', 'sleep 5 # s', ['command:sleep', 'comment:# s']],
    ['a number sign inside a word', 'imgfetch http://h/e##params', ['command:imgfetch', 'url:http://h/e##params']],
  ])('fit %s', (_, text, expected) => {
    expect(coloured(text)).toEqual(expected);
  });
});
