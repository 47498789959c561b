import { describe, expect, it } from 'vitest';
import { proposalsAt } from '../../../renderer/features/editor/completion.ts';

/** The place is marked by `‸`, which is no part of any script. */
function at(marked: string, variables: readonly string[] = []) {
  const position = marked.indexOf('‸');
  return proposalsAt(marked.replace('‸', ''), position, variables);
}

const labelsAt = (marked: string, variables: readonly string[] = []): readonly string[] =>
  at(marked, variables)?.proposals.map(({ label }) => label) ?? [];

describe('what is proposed', () => {
  it.each([
    ['at the beginning of a line', '#!ipxe\nim‸', 'imgfetch'],
    ['on an empty line', '#!ipxe\n‸', 'chain'],
    ['after an operator', '#!ipxe\nisset ${x} && go‸', 'goto'],
    ['behind a label', '#!ipxe\n:start ec‸', 'echo'],
  ])('is a command %s', (_, marked, expected) => {
    expect(labelsAt(marked)).toContain(expected);
  });

  it.each([
    ['after goto', '#!ipxe\n:disk\n:menu\ngoto ‸', ['disk', 'menu']],
    ['after an operator and goto', '#!ipxe\n:disk\nchain x || goto d‸', ['disk']],
  ])('are the labels of the script %s', (_, marked, expected) => {
    expect(labelsAt(marked)).toEqual(expected);
  });

  it.each([
    ['of its command', '#!ipxe\nimgfetch --‸', ['--name', '--timeout', '--autofree', '--quiet']],
    ['of its command on the next line', '#!ipxe\nimgfetch \\\n  -‸', ['--name', '--timeout', '--autofree', '--quiet']],
  ])('are the options %s', (_, marked, expected) => {
    expect(labelsAt(marked)).toEqual(expected);
  });

  it('are settings, filled-in names, variables of computers and names that the script sets, after ${', () => {
    const found = labelsAt('#!ipxe\nset base http://x\necho ${‸', ['asset-tag']);
    expect(found).toEqual(expect.arrayContaining(['net0/mac', 'room', 'asset-tag', 'base']));
  });

  it('are types after a colon', () => {
    expect(labelsAt('#!ipxe\necho ${net0/mac:‸')).toContain('hexhyp');
  });

  it('closes the brace when it is not there', () => {
    const room = (marked: string) => at(marked)?.proposals.find(({ label }) => label === 'room')?.apply;
    expect([room('echo ${ro‸'), room('echo ${ro‸}')]).toEqual(['room}', 'room']);
  });

  it('takes the place of the word that was begun', () => {
    expect([at('#!ipxe\nimg‸')?.from, at('#!ipxe\necho a${ro‸')?.from]).toEqual([7, 15]);
  });

  it.each([
    ['in a comment', '# im‸'],
    ['behind a comment', 'shell # im‸'],
    ['in a text that is shown', 'echo he‸'],
    ['in a label', ':st‸'],
    ['for an address', 'chain ht‸'],
  ])('is nothing %s', (_, marked) => {
    expect(at(marked)).toBeNull();
  });
});
