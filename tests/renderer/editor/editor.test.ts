import { Text } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { commandNames } from '../../../electron/ipxe/commands.ts';
import { faultText } from '../../../electron/ipxe/fault.ts';
import { lintScript } from '../../../electron/ipxe/lint.ts';
import { expressionsIn } from '../../../renderer/features/editor/expressions.ts';
import { faultMarks } from '../../../renderer/features/editor/fault-marks.ts';
import { knownValues, type Subject } from '../../../renderer/features/editor/known-values.ts';
import { en } from '../../../renderer/features/editor/words/en.ts';
import { fr } from '../../../renderer/features/editor/words/fr.ts';

const subject = {
  computer: {
    name: 'PC-09',
    mac: '48:4d:7e:a1:0b:19',
    seat: { row: 2, column: 3 },
    firmware: 'uefi-x64',
    variables: { stock: 'A-17' },
  },
  room: { name: 'B12' },
  boot: { address: '10.20.0.109' },
  service: { state: 'serving', address: '10.20.0.1', httpUrl: 'http://10.20.0.1:8080' },
  action: { name: 'Inventory' },
} as unknown as Subject;

describe('what is known of a machine', () => {
  it.each([
    ['name', 'PC-09'],
    ['seat', '2,3'],
    ['stock', 'A-17'],
    ['server', '10.20.0.1'],
    ['net0/mac:hexhyp', '48-4d-7e-a1-0b-19'],
    ['net0/ip', '10.20.0.109'],
    ['platform', 'efi'],
  ])('fills ${%s} with %s', (name, expected) => {
    expect(knownValues(subject).get(name)).toBe(expected);
  });

  it('leaves to the machine what only it knows', () => {
    const stopped = { ...subject, boot: null, service: { state: 'stopped' } } as Subject;
    const values = knownValues(stopped);
    expect(['serial', 'net0/ip', 'server'].map((name) => values.has(name))).toEqual([false, false, false]);
  });
});

describe('the variables of a script', () => {
  it('are named once each, in their order, and none from comments', () => {
    expect(expressionsIn('#!ipxe\n# ${no}\necho ${name} ${room}\nset a ${name}${b${c}}\n')).toEqual([
      'name',
      'room',
      'c',
    ]);
  });
});

describe('the marks in the text', () => {
  it('stand at the words, with the button that mends them', () => {
    const script = '#!ipxe\nset who "a"\n';
    const [mark] = faultMarks(Text.of(script.split('\n')), lintScript(script), 'en', () => 'Mend');
    expect(mark).toMatchObject({ from: 15, to: 18, severity: 'warning' });
    expect(mark?.actions?.map(({ name }) => name)).toEqual(['Mend']);
  });

  it('stay inside a text that became shorter', () => {
    const faults = lintScript('#!ipxe\nshell\nset who "a"\n');
    const [mark] = faultMarks(Text.of(['#!ipxe']), faults, 'en', () => null);
    expect(mark).toMatchObject({ from: 6, to: 6 });
  });
});

describe('the words of the editor', () => {
  it('say something of every command in both languages', () => {
    for (const words of [en, fr]) {
      expect(commandNames.filter((name) => !/^\p{Lu}.+\.$/u.test(words.commands[name]))).toEqual([]);
    }
  });

  it('have no plain blank before a French sign', () => {
    const sentences = [...Object.values(fr.commands), ...Object.values(fr.settings), ...Object.values(fr.filledIn)];
    expect(sentences.filter((text) => / [;:!?%]/.test(text))).toEqual([]);
    const fault = { rule: 'not-in-bios', words: ['params'] } as const;
    expect(/ [;:!?%]/.test(faultText(fault, 'fr'))).toBe(false);
  });
});
