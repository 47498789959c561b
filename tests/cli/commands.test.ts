import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../transport/temporary-engine.ts';
import { type Place, rollcall } from './command-line.ts';

/** A fresh data folder with the two files that the examples name. */
function lab(): Place {
  const dataFolder = temporaryFolder();
  for (const name of ['vmlinuz', 'initrd.img']) writeFileSync(join(dataFolder, name), 'bytes');
  return { dataFolder };
}

async function json(place: Place, ...words: string[]): Promise<unknown> {
  const { out } = await rollcall(place, ...words, '--json');
  expect(out).toHaveLength(1);
  return JSON.parse(out[0] ?? '');
}

async function addLab(place: Place): Promise<void> {
  const kernel = `kernel=${join(place.dataFolder, 'vmlinuz')}`;
  const initrd = `initrd=${join(place.dataFolder, 'initrd.img')}`;
  const words = ['--name', 'Lab Linux', '--kind', 'linux', '--set', kernel, '--set', initrd];
  const action = await rollcall(place, 'action', 'add', ...words, '--set', 'cmdline=console=ttyS0 quiet');
  expect(action).toEqual({ code: 0, out: ['Added action Lab Linux.'], err: [] });
}

async function addComputer(place: Place): Promise<void> {
  const words = ['--mac', '52:54:00:00:00:02', '--name', 'PC-02', '--room', 'B12', '--seat', '1,2'];
  const computer = await rollcall(place, 'computer', 'add', ...words);
  const made = 'Made room B12 with 5 rows and 6 columns.';
  expect(computer).toEqual({ code: 0, out: [made, 'Added computer PC-02 (52:54:00:00:00:02).'], err: [] });
}

test('the examples work word for word on a fresh data folder', async () => {
  const place = lab();
  await addLab(place);
  await addComputer(place);
  const words = ['--computer', 'PC-02', '--action', 'Lab Linux', '--from', 'now', '--for', '2h'];
  const task = await rollcall(place, 'task', 'add', ...words);
  expect(task).toMatchObject({ code: 0, err: [] });
  const [first] = (await json(place, 'task', 'list')) as { notBefore: number; notAfter: number }[];
  expect(first).toMatchObject({ computerName: 'PC-02', actionName: 'Lab Linux', repeat: 'once', state: 'due' });
  expect((first?.notAfter ?? 0) - (first?.notBefore ?? 0)).toBe(2 * 3_600_000);
  const [action] = ((await json(place, 'action', 'list')) as { kind: string; parameters: object }[]).slice(-1);
  expect(action).toMatchObject({ kind: 'linux', parameters: { cmdline: 'console=ttyS0 quiet' } });
});

test('a room is made as large as the seat needs', async () => {
  const place = lab();
  await rollcall(place, 'computer', 'add', '--mac', '52:54:00:00:00:03', '--room', 'Hall', '--seat', '20,12');
  expect(await json(place, 'room', 'list')).toMatchObject([{ name: 'Hall', rows: 20, columns: 12 }]);
});

test('paths of an action start where the person is', async () => {
  const place = lab();
  await rollcall(place, 'action', 'add', '--name', 'L', '--kind', 'linux', '--set', 'kernel=vmlinuz');
  const actions = (await json(place, 'action', 'list')) as { parameters: { kernel?: string } }[];
  expect(actions.at(-1)?.parameters.kernel).toBe(join(place.dataFolder, 'vmlinuz'));
});

test('several initrds are one parameter said several times', async () => {
  const place = lab();
  const initrds = ['--set', 'initrd=initrd.img', '--set', 'initrd=vmlinuz'];
  await rollcall(place, 'action', 'add', '--name', 'L', '--kind', 'linux', '--set', 'kernel=vmlinuz', ...initrds);
  const actions = (await json(place, 'action', 'list')) as { parameters: { initrd?: unknown } }[];
  expect(actions.at(-1)?.parameters.initrd).toHaveLength(2);
});

test('the text of an own script comes from a file', async () => {
  const place = lab();
  writeFileSync(join(place.dataFolder, 'own.ipxe'), '#!ipxe\nshell\n');
  const added = await rollcall(
    place,
    'action',
    'add',
    '--name',
    'O',
    '--kind',
    'script',
    '--set-file',
    'text=own.ipxe',
  );
  expect(added).toEqual({ code: 0, out: ['Added action O.'], err: [] });
});

test('a task for several computers and for every boot', async () => {
  const place = lab();
  for (const last of [4, 5, 6]) {
    await rollcall(place, 'computer', 'add', '--mac', `52:54:00:00:00:0${last}`, '--name', `PC-${last}`);
  }
  const which = ['--computer', 'PC-4,PC-5', '--computer', 'PC-6'];
  const tasks = await json(place, 'task', 'add', ...which, '--action', '2', '--for', '1h', '--repeat', 'every-boot');
  expect(tasks).toMatchObject([4, 5, 6].map((last) => ({ computerName: `PC-${last}`, repeat: 'every boot' })));
  const cancelled = await rollcall(place, 'task', 'cancel', '1', '3');
  expect(cancelled.out).toEqual(['Cancelled 2 tasks.']);
});

test('a computer is changed and what it has is taken away', async () => {
  const place = lab();
  await addComputer(place);
  const changed = await json(place, 'computer', 'set', 'PC-02', '--default', 'iPXE shell', '--seat', '2,3');
  expect(changed).toMatchObject({ defaultActionId: 2, seat: { row: 2, column: 3 } });
  const bare = await json(place, 'computer', 'set', 'PC-02', '--no-default', '--no-room', '--no-name');
  expect(bare).toMatchObject({ defaultActionId: null, seat: null, roomId: null, name: null });
});

test('a list of computers goes out and comes in again', async () => {
  const place = lab();
  await addComputer(place);
  await rollcall(place, 'export', 'list.csv');
  expect(readFileSync(join(place.dataFolder, 'list.csv'), 'utf8')).toContain('52:54:00:00:00:02,PC-02,B12,1,2,');
  const again = await rollcall(place, 'import', 'list.csv');
  expect(again).toEqual({ code: 0, out: ['0 added, 0 changed, 1 unchanged, 0 refused.'], err: [] });
});

test('an import says which lines it refused, and fails', async () => {
  const place = { ...lab(), stdin: 'MAC,name\n52:54:00:00:00:07,PC-7\nzz,PC-8\n' };
  const { code, out, err } = await rollcall(place, 'import', '-');
  expect([code, out]).toEqual([1, ['1 added, 0 changed, 0 unchanged, 1 refused.']]);
  expect(err[0]).toMatch(/^Line 3: /);
});

const endings: [why: string, words: string[], code: number, err: RegExp][] = [
  ['an unknown command', ['fly'], 2, /unknown command 'fly'/],
  ['a noun alone', ['computer'], 2, /Usage: rollcall computer/],
  ['a missing option', ['computer', 'add'], 2, /--mac/],
  ['no MAC address', ['computer', 'add', '--mac', 'zz'], 2, /^mac: a MAC address looks like/],
  ['no seat', ['computer', 'add', '--mac', '52:54:00:00:00:02', '--seat', 'one'], 2, /A seat is row,column/],
  ['no length of time', ['task', 'add', '--computer', 'P', '--action', 'A', '--for', 'zz'], 2, /no length of time/],
  ['a task for nobody', ['task', 'add', '--action', '1', '--for', '1h'], 2, /Say which --computer or --room/],
  ['no task number', ['task', 'cancel', 'all'], 2, /“all” is no task number/],
  ['a computer that is not there', ['computer', 'remove', 'PC-9'], 1, /^There is no computer PC-9\.$/],
  ['an action that is not there', ['action', 'set', 'X', '--name', 'Y'], 1, /^There is no action X\.$/],
  [
    'a kernel that is not there',
    ['action', 'add', '--name', 'L', '--kind', 'linux', '--set', 'kernel=no'],
    1,
    /no file/,
  ],
  ['a file that is not there', ['import', 'no.csv'], 1, /no\.csv cannot be read: there is no such file/],
  ['a folder in place of a file', ['import', '.'], 1, /it is a folder/],
  ['a card that is not there', ['serve', '--card', 'nix0'], 1, /^There is no network card nix0\./],
  ['following nobody', ['log', '--follow'], 1, /^Rollcall does not run on this data folder/],
];

test.each(endings)('%s ends with its code and its reason', async (_why, words, code, err) => {
  const ending = await rollcall(lab(), ...words);
  expect(ending.code).toBe(code);
  expect(ending.err.join('\n')).toMatch(err);
  expect(ending.out).toEqual([]);
});

test('help and version are no failures', async () => {
  expect((await rollcall(lab(), '--help')).code).toBe(0);
  expect((await rollcall(lab(), 'task', 'add', '--help')).code).toBe(0);
  expect(await rollcall(lab(), '--version')).toMatchObject({ code: 0, err: [] });
});

const lists = [
  'cards',
  'status',
  'computer list',
  'room list',
  'action list',
  'action kinds',
  'task list',
  'history list',
  'log',
];

test('every list is one JSON value with --json, before or after the command', async () => {
  const place = lab();
  for (const list of lists) {
    const [before] = (await rollcall(place, '--json', ...list.split(' '))).out;
    expect(JSON.parse(before ?? ''), list).toBeTypeOf('object');
    expect(await json(place, ...list.split(' ')), list).toBeTypeOf('object');
  }
});
