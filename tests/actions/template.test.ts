import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandLine, plainWords, toAscii } from '../../electron/actions/template.ts';
import { renderScript } from '../../electron/boot/script.ts';
import { readLines, splitCommand } from '../boot/ipxe-shell.ts';

const expand = (line: string, values: Record<string, string>) => expandLine(line, new Map(Object.entries(values)));

describe('a line with variables', () => {
  it.each([
    ['fills ours in', 'echo ${name} here', { name: 'PC-02' }, 'echo PC-02 here'],
    ['leaves the rest to iPXE', 'echo ${net0/mac} ${platform}', { name: 'PC-02' }, 'echo ${net0/mac} ${platform}'],
    ['encodes for a URL', 'chain http://s/?n=${name:uristring}', { name: 'PC 02&x' }, 'chain http://s/?n=PC%2002%26x'],
    ['fills in once: a value is not looked at again', 'echo ${a}', { a: 'b}', b: 'no' }, 'echo b}'],
    ['takes several words', 'kernel x ${args}', { args: 'quiet splash' }, 'kernel x quiet splash'],
    ['takes an empty value', 'echo ${a} end', { a: '' }, 'echo  end'],
    ['knows only what is there: not what every object has', 'echo ${constructor}', {}, 'echo ${constructor}'],
    [
      'keeps ; inside a word',
      'kernel x ${ds}',
      { ds: 'ds=nocloud-net;s=http://10.77.0.1/' },
      'kernel x ds=nocloud-net;s=http://10.77.0.1/',
    ],
  ])('%s', (_, line, values, text) => {
    expect(expand(line, values as Record<string, string>)).toEqual({ text });
  });

  it.each([
    ['a line feed', 'a\nreboot'],
    ['a carriage return', 'a\rreboot'],
    ['a NUL', 'a\0'],
    ['a letter outside ASCII', 'ä'],
    ['an expansion', 'a ${net0/mac}'],
    ['a comment', 'a #b'],
    ['a comment at its start', '#b'],
    ['an or', 'a || reboot'],
    ['an and', 'a && reboot'],
    ['a semicolon as a word', 'a ; reboot'],
    ['a backslash at its end', 'a\\'],
    ['a dollar at its end', 'a$'],
  ])('refuses a value with %s, in one sentence that names the variable', (_, value) => {
    const result = expand('echo ${spare}', { spare: value });
    expect(result).toMatchObject({ problem: expect.stringContaining('${spare}') });
    expect('problem' in result && /^[\x20-\x7e“”]+$/.test(result.problem)).toBe(true);
  });

  it.each([
    ['two halves of an operator', 'echo |${a} reboot', { a: '|' }],
    ['a value that leaves an operator alone', 'echo ${a}; reboot', { a: 'x ' }],
    ['an empty value before a number sign', 'echo ${a}#b', { a: '' }],
    ['half an expansion', 'echo $${a}', { a: '{net0/mac}' }],
    ['a label', '${a} reboot', { a: ':x' }],
  ])('refuses %s', (_, line, values) => {
    expect(expand(line, values as Record<string, string>)).toHaveProperty('problem');
  });
});

describe('any value of a variable', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(
      'a',
      ' ',
      '\n',
      '\r',
      '\\',
      '$',
      '{',
      '}',
      '#',
      '|',
      '&',
      ';',
      ':',
      '||',
      ' || ',
      '${',
      'ä',
      '\t',
      '\0',
    ),
    maxLength: 12,
  });
  const templates = [
    'echo ${v}',
    'echo a${v}b ${v}',
    '${v}',
    'kernel x ${v} y || goto failed',
    'set x ${v}',
    '|${v} a',
    'a ${v}| b',
    'x ${v}; y',
    'x $${v}',
    'x ${v}{y}',
    ':l ${v}',
    'x ${v}\\',
  ];

  it('adds no line, no command, no label and no comment', () => {
    fc.assert(
      fc.property(nasty, fc.constantFrom(...templates), (value, template) => {
        const result = expand(template, { v: value });
        if ('problem' in result) return;
        const skeleton = (line: string) =>
          readLines(`#!ipxe\n${line}\nend`).map(({ label, command }) => [
            label,
            splitCommand(command).map(({ operator }) => operator),
          ]);
        expect(skeleton(result.text)).toEqual(skeleton(template.replaceAll('${v}', 'x')));
        expect((result.text.match(/\$\{/g) ?? []).length).toBe(
          (template.replaceAll('${v}', 'x').match(/\$\{/g) ?? []).length,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('adds no line to the script of a machine', () => {
    const view = {
      action: { id: 7, name: 'Lab', kind: 'linux', parameters: { kernel: '/srv/vmlinuz', cmdline: 'a=${v} b' } },
      roomName: null,
      token: 't',
      httpUrl: 'http://10.77.0.1:8080',
      server: '10.77.0.1',
    };
    const scriptWith = (v: string, name = 'PC') =>
      renderScript({ ...view, computer: { mac: '52:54:00:00:00:02', name, seat: null, variables: { v } } });
    const plain = scriptWith('x');
    const lines = 'text' in plain ? plain.text.split('\n').length : 0;
    fc.assert(
      fc.property(nasty, nasty, (value, name) => {
        const rendered = scriptWith(value, name);
        if ('text' in rendered) expect(rendered.text.split('\n')).toHaveLength(lines);
        else expect(rendered.problem).not.toMatch(/[\r\n]/);
      }),
    );
  });
});

describe('names as plain words', () => {
  it.each([
    ['Straße Łódź', 'Strasse Lodz'],
    ['a\u00a0b\tc', 'a b c'],
    ['“Exam” – 2', '"Exam" - 2'],
    ['日本', '??'],
  ])('%s', (text, expected) => {
    expect(toAscii(text)).toBe(expected);
  });

  it('are always printable ASCII that no rule of iPXE touches', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const words = plainWords(text);
        expect(words).toMatch(/^[\x20-\x7e]*$/);
        expect(expand('echo ${v}', { v: words })).toEqual({ text: `echo ${words}` });
        expect(words.startsWith('-')).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
