import { describe, expect, it } from 'vitest';
import { lintScript } from '../../../electron/ipxe/lint.ts';
import { verdictsOf } from '../../../renderer/features/editor/verdicts.ts';

const verdicts = (text: string): readonly string[] =>
  verdictsOf(lintScript(text)).map(({ build, line }) => `${build} ${line ?? 'runs'}`);

describe('a script', () => {
  it.each([
    ['runs everywhere when nothing is found', '#!ipxe\nshell', ['uefi runs', 'bios runs']],
    ['stops under BIOS at what its builds lack', '#!ipxe\nparams\nshell', ['uefi runs', 'bios 2']],
    ['stops everywhere at what no build has', '#!ipxe\nshell\nping a', ['uefi 3', 'bios 3']],
    ['runs in spite of a hint', '#!ipxe\nkernel http://s/k\nboot', ['uefi runs', 'bios runs']],
  ])('%s', (_, text, expected) => {
    expect(verdicts(text)).toEqual(expected);
  });
});
