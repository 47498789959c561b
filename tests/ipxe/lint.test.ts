import { describe, expect, it } from 'vitest';
import { faultText } from '../../electron/ipxe/fault.ts';
import { lintScript, refusals } from '../../electron/ipxe/lint.ts';

const linesOf = (text: string): readonly string[] =>
  refusals(lintScript(text)).map((fault) => `${fault.line}: ${faultText(fault)}`);

describe('an own script', () => {
  it.each([
    ['with one command', '#!ipxe\nshell\n'],
    ['with the line ends of Windows', '#!ipxe\r\nshell\r\n'],
    ['without an end of its last line', '#!ipxe\nshell'],
    ['with labels and gotos', '#!ipxe\n:again\nchain x || goto again'],
    ['that goes to a label by a setting', '#!ipxe\ngoto ${choice}\n:a\n:b'],
    ['that only shows a goto', '#!ipxe\necho goto nowhere\n# goto nowhere'],
    ['with a line that goes on', '#!ipxe\nkernel x \\\n  quiet\nboot'],
    [
      'with letters outside ASCII where they are only shown',
      '#!ipxe\n# für Raum 3\necho Grüße\nmenu Wählen\nitem a Prüfung',
    ],
  ])('is fine: %s', (_, text) => {
    expect(linesOf(text)).toEqual([]);
  });

  it.each([
    ['nothing at all', '', ['1: the first line has to be #!ipxe and nothing before it']],
    [
      'a byte order mark before it',
      '\ufeff#!ipxe\nshell',
      [
        '1: the first line has to be #!ipxe and nothing before it',
        '1: iPXE knows ASCII only; letters like ä are possible in echo and in comments',
      ],
    ],
    ['another interpreter', '#!ipxe2\nshell', ['1: the first line has to be #!ipxe and nothing before it']],
    ['a label that is not there', '#!ipxe\nchain x || goto lost', ['2: there is no label :lost']],
    ['a label that is there twice', '#!ipxe\n:a\n:a', ['3: the label :a is there twice; goto takes the first']],
    [
      'a backslash at its end',
      '#!ipxe\nkernel x \\',
      ['2: the last line ends with a backslash, so something is missing after it'],
    ],
    ['a control character', '#!ipxe\necho \x1b[1m', ['2: the line holds a control character']],
    [
      'letters outside ASCII in a URL',
      '#!ipxe\nchain http://s/prüfung',
      ['2: iPXE knows ASCII only; letters like ä are possible in echo and in comments'],
    ],
    ['a line without end', `#!ipxe\necho ${'x'.repeat(5_000)}`, ['2: the line is longer than 4096 characters']],
    ['too much of it', '#'.repeat(65_537), ['1: the script is longer than 65536 characters']],
  ])('is refused: %s', (_, text, expected) => {
    expect(linesOf(text)).toEqual(expected);
  });
});
