import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../transport/temporary-engine.ts';
import { type Place, rollcall } from './command-line.ts';

async function json(place: Place, ...words: string[]): Promise<unknown> {
  const { out } = await rollcall(place, ...words, '--json');
  return JSON.parse(out[0] ?? '');
}

async function school(): Promise<Place> {
  const place = { dataFolder: temporaryFolder() };
  const words = ['--mac', '00:1b:21:00:00:02', '--name', 'PC-02', '--room', 'B12', '--seat', '1,2'];
  await rollcall(place, 'computer', 'add', ...words);
  return place;
}

describe('the data file', () => {
  test('is backed up, listed and restored by the name of the backup', async () => {
    const place = await school();
    expect((await rollcall(place, 'database', 'backup')).out[0]).toMatch(/^Backed up to .*rollcall-.*\.db/);
    await rollcall(place, 'computer', 'remove', 'PC-02');
    const [backup] = (await json(place, 'database', 'list')) as { file: string }[];
    const restored = await rollcall(place, 'database', 'restore', backup?.file ?? '');
    expect(restored.out[0]).toMatch(/^Restored .* is kept in before-restore-/);
    expect(await json(place, 'computer', 'list')).toMatchObject([{ name: 'PC-02' }]);
  });

  test('is backed up from where the person is', async () => {
    const place = await school();
    const workingFolder = temporaryFolder();
    const made = await rollcall({ ...place, workingFolder }, 'database', 'backup', 'mine.db');
    expect(made.out[0]).toContain(join(workingFolder, 'mine.db'));
    const restored = await rollcall({ ...place, workingFolder }, 'database', 'restore', './mine.db');
    expect(restored).toMatchObject({ code: 0, err: [] });
  });
});

describe('a room', () => {
  test('is given its aisles and its desk; an aisle that is not named stays', async () => {
    const place = await school();
    await rollcall(place, 'room', 'set', 'B12', '--aisle-rows', '2,4', '--desk', 'left');
    await rollcall(place, 'room', 'set', 'B12', '--aisle-columns', '3');
    expect(await json(place, 'room', 'list')).toMatchObject([{ aisles: { rows: [2, 4], columns: [3] }, desk: 'left' }]);
    await rollcall(place, 'room', 'set', 'B12', '--aisle-rows', '');
    expect(await json(place, 'room', 'list')).toMatchObject([{ aisles: { rows: [], columns: [3] } }]);
  });
});

describe('an action', () => {
  test('is duplicated and given another look', async () => {
    const place = await school();
    expect((await rollcall(place, 'action', 'duplicate', 'iPXE shell')).out).toEqual(['Added action iPXE shell 2.']);
    await rollcall(place, 'action', 'set', 'iPXE shell 2', '--icon', 'rescue', '--colour', 'teal');
    const actions = (await json(place, 'action', 'list')) as object[];
    expect(actions.at(-1)).toMatchObject({ icon: 'rescue', colour: 'teal' });
  });

  test('has no text for a computer while nothing is served, since it names the server', async () => {
    const place = await school();
    const { code, err } = await rollcall(place, 'action', 'preview', 'PC-02', '--action', 'iPXE shell');
    expect([code, err.join(' ')]).toEqual([1, expect.stringContaining('start serving')]);
  });
});

describe('a task', () => {
  test('is armed again with a new window', async () => {
    const place = await school();
    await rollcall(
      place,
      'task',
      'add',
      '--computer',
      'PC-02',
      '--action',
      'Local disk',
      '--from',
      '+1h',
      '--for',
      '1h',
    );
    const armed = await rollcall(place, 'task', 'rearm', '1', '--for', '2h');
    expect(armed.out[0]).toBe('Armed 1 task again.');
    expect(await json(place, 'task', 'list')).toMatchObject([{ id: 1, state: 'due' }]);
  });
});

describe('waking', () => {
  test('is refused while nothing is served, and says what to do', async () => {
    const place = await school();
    for (const words of [['PC-02'], ['--room', 'B12']]) {
      const refused = await rollcall(place, 'computer', 'wake', ...words);
      expect(refused.code).not.toBe(0);
      expect(refused.err.join(' ')).toContain('start serving first');
    }
  });
});
