import { describe, expect, it } from 'vitest';
import { actionKinds } from '../../../electron/actions/kinds.ts';
import type { Action } from '../../../electron/contract/model.ts';
import { lintScript } from '../../../electron/ipxe/lint.ts';
import { machineChoices, whenTaken } from '../../../renderer/features/actions/attempt.ts';
import { foundActions, groupsOf, summaryOf, usageOf } from '../../../renderer/features/actions/library.ts';
import { starterScript } from '../../../renderer/features/actions/starter-script.ts';

const action = (id: number, name: string, kind: string, parameters: Record<string, unknown> = {}): Action => ({
  id,
  name,
  kind,
  parameters,
  icon: 'disk',
  colour: 'grey',
  builtIn: false,
});

const actions = [
  action(1, 'Debian 12', 'linux', { kernel: '/srv/debian/vmlinuz', cmdline: 'quiet' }),
  action(2, 'debian 9', 'linux', { kernel: '/srv/old/vmlinuz' }),
  action(3, 'Local disk', 'local-disk'),
];

const namesOf = (found: readonly Action[]): readonly string[] => found.map(({ name }) => name);

describe('the library', () => {
  it('counts the actions of each kind, also of one that has none', () => {
    const kinds = ['linux', 'script', 'local-disk'].map((kind) => ({
      kind,
      title: '',
      description: '',
      parameters: {},
      fileParameters: [],
      secretParameters: [],
      secureBoot: 'no' as const,
    }));
    expect(groupsOf(actions, kinds).map(({ kind, count }) => `${kind} ${count}`)).toEqual([
      'linux 2',
      'script 0',
      'local-disk 1',
    ]);
  });

  it.each([
    ['sorts by name as a person counts', null, '', ['debian 9', 'Debian 12', 'Local disk']],
    ['shows one kind', 'local-disk', '', ['Local disk']],
    ['finds words of the name in any order and case', null, '12 DEB', ['Debian 12']],
    ['finds words of the parameters', null, 'old/vmlinuz', ['debian 9']],
    ['finds nothing that is not there', 'linux', 'disk', []],
  ])('%s', (_, kind, words, expected) => {
    expect(namesOf(foundActions(actions, kind, words, 'en'))).toEqual(expected);
  });
});

describe('a card', () => {
  it.each([
    ['names files without their folders', actions[0]!, ['kernel'], { kind: 'words', words: ['vmlinuz', 'quiet'] }],
    ['has nothing to say of a kind without parameters', actions[2]!, [], { kind: 'none' }],
    [
      'counts the lines of a script and what is wrong with it',
      action(4, 'S', 'script', { text: '#!ipxe\nparams\nkernel http://s/k\nboot\n' }),
      [],
      { kind: 'script', lines: 4, faults: 1 },
    ],
    [
      'names each file of a list',
      action(5, 'L', 'linux', { initrd: ['/a/one.img', 'C:\\b\\two.img'] }),
      ['initrd'],
      { kind: 'words', words: ['one.img', 'two.img'] },
    ],
  ])('%s', (_, given, files, expected) => {
    expect(summaryOf(given, files)).toEqual(expected);
  });

  it('says where the action is used', () => {
    const picture = {
      preferences: { globalDefaultActionId: 3, service: null },
      rooms: [{ name: 'B12', defaultActionId: 1 }],
      computers: [{ defaultActionId: 1 }, { defaultActionId: null }],
      tasks: [
        { actionId: 1, state: 'due' },
        { actionId: 1, state: 'done' },
      ],
    } as unknown as Parameters<typeof usageOf>[1];
    expect(usageOf(actions[0]!, picture)).toEqual({ everywhere: false, rooms: ['B12'], computers: 1, tasks: 1 });
    expect(usageOf(actions[2]!, picture).everywhere).toBe(true);
  });
});

describe('a try on one machine', () => {
  it.each([
    ['has not asked', { inThisBoot: [7], atNextStart: [], off: [], inExam: [] }, 'inThisBoot'],
    ['is off', { inThisBoot: [], atNextStart: [], off: [7], inExam: [] }, 'off'],
    ['is unknown', { inThisBoot: [], atNextStart: [], off: [], inExam: [] }, null],
  ])('is told when the machine %s', (_, consequence, expected) => {
    expect(whenTaken(consequence, 7)).toBe(expected);
  });

  it('offers the machines by room and name', () => {
    const machines = [
      { id: 1, name: 'PC-10', mac: 'a', roomId: 1 },
      { id: 2, name: null, mac: '52:54:00:00:00:02', roomId: null },
      { id: 3, name: 'PC-9', mac: 'c', roomId: 1 },
    ] as unknown as Parameters<typeof machineChoices>[0];
    const rooms = [{ id: 1, name: 'B12' }] as unknown as Parameters<typeof machineChoices>[1];
    expect(machineChoices(machines, rooms, 'en').map(({ label }) => label)).toEqual([
      '52:54:00:00:00:02',
      'PC-9 · B12',
      'PC-10 · B12',
    ]);
  });
});

describe('the script that a new one begins with', () => {
  it('has no fault and is taken by its kind', () => {
    expect(lintScript(starterScript)).toEqual([]);
    const kind = actionKinds.find((each) => each.kind === 'script')!;
    expect(kind.parameters.safeParse({ text: starterScript }).success).toBe(true);
  });
});
