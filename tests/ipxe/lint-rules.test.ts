import { describe, expect, it } from 'vitest';
import { ownScript } from '../../electron/actions/own-script.ts';
import { templateValues } from '../../electron/actions/template.ts';
import { type Fix, faultText } from '../../electron/ipxe/fault.ts';
import { lintScript } from '../../electron/ipxe/lint.ts';
import { filledIn } from '../../electron/ipxe/settings.ts';

const rulesOf = (line: string, variables: readonly string[] = []): readonly string[] =>
  lintScript(`#!ipxe\n${line}\n:end\ngoto end`, variables).map((fault) => `${fault.severity} ${fault.rule}`);

/** The line with the change that its first fault with one offers. */
function mended(line: string): string {
  const fault = lintScript(`#!ipxe\n${line}\n:end\ngoto end`).find(({ fix }) => fix !== null);
  return fault?.fix ? applied(line, fault.fix) : line;
}

const applied = (line: string, fix: Fix): string => line.slice(0, fix.from) + fix.insert + line.slice(fix.to);

describe('a line of a script', () => {
  it.each([
    ['a command that iPXE has not', 'imgfecht http://s/x ||', ['warning unknown-command']],
    ['a command in capitals', 'Chain http://s/x ||', ['warning unknown-command']],
    ['a command that is computed', '${todo} http://s/x ||', ['hint never-set']],
    ['an option that the command has not', 'imgfetch --nam s http://s/x ||', ['warning unknown-option']],
    ['a single letter that the command has not', 'reboot -z', ['warning unknown-option']],
    ['an option of the kernel and not of iPXE', 'kernel http://s/vmlinuz -s --quiet || goto end', []],
    ['an option with its value and then the address', 'imgfetch -n s --timeout 3000 http://s/x ||', []],
    ['an option that came later', 'imgfetch --quiet http://s/x', ['warning only-newer', 'hint ends-here']],
    ['params in a script for every machine', 'params', ['warning not-in-bios']],
    ['params where the script goes on without it', 'params ||', []],
    ['an encrypted address', 'set base https://s ||', []],
    ['an encrypted address that nothing catches', 'chain https://s/menu', ['hint ends-here', 'warning not-in-bios']],
    ['a command of no build', 'imgverify a b', ['warning not-in-builds']],
    ['a file system of no build', 'kernel nfs://s/vmlinuz', ['hint ends-here', 'warning not-in-builds']],
    ['a picture behind the text', 'console --picture http://s/a.png', ['warning not-in-bios']],
    ['quotes around a value', 'set who "a"', ['warning quotes']],
    ['quotes in a text that is shown', 'echo "a"', []],
    ['quotes for the kernel', 'kernel http://s/vmlinuz dyndbg="file a +p" || goto end', []],
    ['quotes around an address', 'kernel "http://s/vmlinuz" || goto end', ['warning quotes']],
    ['an operator without its blanks', 'chain http://s/x ||goto end', ['hint ends-here', 'warning joined-operator']],
    ['an operator in a text that is shown', 'echo a||b', []],
    ['a number sign in a text that is shown', 'echo Room #3', ['warning shown-comment']],
    ['a number sign inside a word', 'imgfetch http://s/e##params ||', []],
    ['a comment behind a command', 'sleep 5 # a little', []],
    ['a condition that ends the script', 'iseq ${platform} efi && goto end', ['warning ends-when-false']],
    ['a condition that goes on', 'iseq ${platform} efi && goto end ||', []],
    ['an address that nothing catches', 'kernel http://s/vmlinuz quiet', ['hint ends-here']],
    ['a goto without a label', 'goto', ['warning goto-empty']],
    ['a brace that is not closed', 'set who a${net0 ||', ['warning open-expansion']],
    ['a setting of the loader', 'set who ${net1/mac:hexhyp} ${product:uristring} ${66}', []],
    ['a name that nothing sets', 'set who ${stock}', ['hint never-set']],
    ['a name that the script reads', 'read --timeout 3000 stock || set who ${stock}', []],
    ['a name that was filled in before', 'set room B12', ['warning filled-in']],
  ])('holds %s', (_, line, expected) => {
    expect([...rulesOf(line)].sort()).toEqual([...expected].sort());
  });

  it('may use the variables that computers have', () => {
    expect(rulesOf('set who ${stock}', ['stock'])).toEqual([]);
  });

  it('is marked at the words that the fault is about', () => {
    const [fault] = lintScript('#!ipxe\nset who \\\n  "a" b\n');
    expect(fault).toMatchObject({ rule: 'quotes', line: 3, from: 2, to: 5 });
  });

  it.each([
    ['set who "a"', 'set who a'],
    ['iseq ${platform} efi && goto end', 'iseq ${platform} efi && goto end ||'],
    ['imgfecht http://s/x ||', 'imgfetch http://s/x ||'],
    ['sleep 5 ||goto end', 'sleep 5 || goto end'],
    ['params', 'params ||'],
  ])('is mended: %s', (line, expected) => {
    expect(mended(line)).toBe(expected);
  });
});

describe('what BIOS builds lack', () => {
  it('is said once of params and what is given to it', () => {
    const faults = lintScript('#!ipxe\nparams\nparam a b\nparam c d\nshell\n');
    expect(faults.map(({ line, rule }) => `${line} ${rule}`)).toEqual(['2 not-in-bios']);
  });
});

describe('a label', () => {
  it('that nothing goes to is worth a look', () => {
    const faults = lintScript('#!ipxe\n:menu\nshell\n');
    expect(faults.map((fault) => faultText(fault))).toEqual(['nothing goes to :menu']);
  });
});

describe('the sentence of a fault', () => {
  it('is there in both languages, with the words that it is about', () => {
    const [fault] = lintScript('#!ipxe\nimgfecht x ||\n');
    expect(faultText(fault!)).toBe('iPXE has no command imgfecht; did you mean imgfetch?');
    expect(faultText(fault!, 'fr')).toBe('iPXE n’a pas de commande imgfecht ; vouliez-vous dire imgfetch ?');
  });
});

describe('the names that are filled in', () => {
  const context = {
    actionId: 7,
    grubUrl: (name: string) => `(tftp,10.77.0.1)/grub/${name}`,
    httpUrl: 'http://10.0.0.1:8080',
    server: '10.0.0.1',
    mac: '52:54:00:00:00:01',
    name: 'PC-01',
    room: null,
    seat: null,
    actionName: 'A',
    fileUrl: () => '',
    treeUrl: '',
    beacon: () => '',
    again: { news: '', onward: '', choose: () => null },
    runningUrl: '',
    variables: {},
  };

  it('are the ones that a script can use', () => {
    expect([...templateValues(context).keys()].sort()).toEqual([...filledIn].sort());
  });

  it('may be used in a script that is only warned about', () => {
    expect(ownScript.parameters.safeParse({ text: '#!ipxe\nset who "${name}"\n' }).success).toBe(true);
  });
});
