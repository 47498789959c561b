import { describe, expect, it } from 'vitest';
import { fillCommands, fillXml, windowsLines, windowsName, xmlText } from '../../electron/actions/windows-text.ts';
import { seeded } from '../support/seeded.ts';

const mac = '52:54:00:00:00:02';

describe('the name that Windows gets for a computer', () => {
  it.each([
    ['a usual name', 'PC-02', 'PC-02'],
    ['blanks and signs', 'Salle B12 / poste 3', 'Salle-B12-poste'],
    ['accents', 'Élève_é', 'Eleve-e'],
    ['more than fifteen letters', 'Classroom-Number-Seven', 'Classroom-Numbe'],
    ['a cut that would end in a dash', 'Classroom-Seat-x', 'Classroom-Seat'],
    ['digits alone', '0042', 'PC-525400000002'],
    ['no letter that it could take', '教室', 'PC-525400000002'],
    ['no name but the MAC address', mac, 'PC-525400000002'],
  ])('%s', (_, name, expected) => {
    expect(windowsName(name, mac)).toBe(expected);
  });
});

describe('an answer file', () => {
  const fill = (template: string, values: Record<string, string>) => fillXml(template, new Map(Object.entries(values)));

  it.each([
    ['signs of XML', '<a>${x}</a>', { x: `<b> & "c" 'd'` }, '<a>&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;</a>'],
    ['a value that looks like a variable', '${x}', { x: '${y}', y: 'no' }, '${y}'],
    ['characters that XML cannot hold', '[${x}]', { x: 'a\u0000\u001b\ufffeb' }, '[ab]'],
    ['half a character', '[${x}]', { x: '\ud800é😀' }, '[é😀]'],
    ['a variable that stands for itself', '$${x} ${x}', { x: '1' }, '${x} 1'],
    ['what is no variable', '${env:X} ${} $x', {}, '${env:X} ${} $x'],
  ])('%s', (_, template, values, expected) => {
    expect(fill(template, values as Record<string, string>)).toEqual({ text: expected });
  });

  it('has no hole where the computer has no value', () => {
    expect(fill('<a>${product-key}</a>', {})).toEqual({ problem: 'The computer has no variable product-key' });
  });

  it('never gets a tag from a value', () => {
    const random = seeded(4);
    for (let round = 0; round < 2_000; round += 1) {
      const value = String.fromCharCode(...Array.from({ length: 20 }, () => Math.floor(random() * 0x180)));
      expect(xmlText(value)).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|apos;)/);
    }
  });
});

describe('commands of Windows', () => {
  it.each(['%', '&', '|', '<', '>', '^', '!', '"', '(', '\n', 'é'])('take no value with %j', (sign) => {
    expect(fillCommands('echo ${x}', new Map([['x', `a${sign}b`]]))).toHaveProperty('problem');
  });

  it('take names of rooms in plain letters', () => {
    expect(fillCommands('echo ${room}', new Map([['room', 'Médiathèque']]))).toEqual({ text: 'echo Mediatheque\r\n' });
  });

  it('end their lines as Windows wants, whatever they were written with', () => {
    expect(windowsLines('a\nb\r\nc\n\n')).toBe('a\r\nb\r\nc\r\n');
  });
});
