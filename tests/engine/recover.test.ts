import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { DailyBackup, keepDaily } from '../../electron/engine/daily-backup.ts';
import { damageOf, recoverData } from '../../electron/engine/recover.ts';
import { openStore } from '../../electron/store/store.ts';
import { rollcall } from '../cli/command-line.ts';
import { newComputer } from '../store/rows.ts';
import { monday } from './plane.ts';

const day = 86_400_000;
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-recover-'));
  file = join(folder, 'rollcall.db');
  return () => rmSync(folder, { recursive: true, force: true });
});

/** A data file with one computer of this name, and a daily backup of it that was made at `now`. */
async function dataWithBackup(name: string, now: number): Promise<string> {
  const store = openStore(file);
  for (const { id } of store.computers.list()) store.computers.remove(id);
  store.computers.add(newComputer({ name }));
  await dailyBackup(store, now).backUpIfDue();
  store.close();
  const made = readdirSync(join(folder, 'backups')).sort().at(-1) ?? '';
  const path = join(folder, 'backups', made);
  utimesSync(path, now / 1_000, now / 1_000);
  return path;
}

function dailyBackup(store: ReturnType<typeof openStore>, now: number, log: string[] = []): DailyBackup {
  return new DailyBackup({ store, clock: { now: () => now }, dataFolder: folder, log: (line) => log.push(line) });
}

/** Writes nonsense over the pages after the first, as a dying disk does. */
function scratchPages(path: string): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 4_096, 8 * 4_096);
  writeFileSync(path, bytes);
}

function names(): string[] {
  const store = openStore(file);
  const found = store.computers.list().map(({ name }) => name ?? '');
  store.close();
  return found;
}

describe('a damaged data file', () => {
  it.each([
    ['whose first bytes are gone', () => writeFileSync(file, 'nothing of a database is left here, not even its name')],
    ['whose pages are scratched', () => scratchPages(file)],
  ])('%s is known for one, and its newest whole backup takes its place', async (_, damage) => {
    await dataWithBackup('PC-01', monday);
    expect(damageOf(folder)).toBeNull();
    damage();
    const damaged = readFileSync(file);
    expect(damageOf(folder)).toMatchObject({ code: 'data-file-broken', file });
    const done = recoverData(folder, monday + day, false);
    expect(names()).toEqual(['PC-01']);
    expect(readFileSync(done?.kept ?? '')).toEqual(damaged);
  });

  it('passes over a backup that is damaged itself', async () => {
    await dataWithBackup('PC-01', monday);
    scratchPages(await dataWithBackup('PC-02', monday + 2 * day));
    scratchPages(file);
    expect(recoverData(folder, monday + 3 * day, false)?.from?.at).toBe(monday);
    expect(names()).toEqual(['PC-01']);
  });

  it('without a backup stays as it is, unless an empty one is asked for', () => {
    writeFileSync(file, 'nothing of a database is left here, not even its name');
    expect(recoverData(folder, monday, false)).toBeNull();
    expect(readFileSync(file, 'utf8')).toContain('nothing of a database');
    expect(recoverData(folder, monday, true)).toMatchObject({ from: null });
    expect(names()).toEqual([]);
    expect(existsSync(join(folder, 'recover.tmp'))).toBe(false);
  });
});

describe('the command line with a damaged data file', () => {
  const place = () => ({ dataFolder: folder });

  it('says in each command what is wrong and how it is mended, and mends it', async () => {
    await dataWithBackup('PC-01', monday);
    scratchPages(file);
    const refused = await rollcall(place(), 'computer', 'list');
    expect(refused.code).toBe(1);
    expect(refused.err.join('\n')).toMatch(
      /^The data file .*rollcall\.db is damaged \(.+\): “rollcall database recover” keeps it and puts the newest whole backup in its place\.$/,
    );
    const mended = await rollcall(place(), 'database', 'recover');
    expect(mended).toMatchObject({ code: 0, err: [] });
    expect(mended.out[0]).toMatch(/^The backup daily-.*\.db of .* took the place of the data file\.$/);
    expect(mended.out[1]).toMatch(/^The damaged one is kept as .*damaged-.*\.db\.$/);
    expect((await rollcall(place(), 'computer', 'list')).out.join('\n')).toContain('PC-01');
  });

  it('changes nothing that is whole', async () => {
    await dataWithBackup('PC-01', monday);
    const before = statSync(file).mtimeMs;
    const { code, out } = await rollcall(place(), 'database', 'recover');
    expect({ code, out }).toEqual({ code: 0, out: ['The data file is whole: nothing was changed.'] });
    expect(statSync(file).mtimeMs).toBe(before);
  });

  it('refuses to begin anew by itself', async () => {
    writeFileSync(file, 'nothing of a database is left here, not even its name');
    const { code, err } = await rollcall(place(), 'database', 'recover');
    expect({ code, err }).toEqual({
      code: 1,
      err: ['There is no whole backup: say --empty to begin anew. Nothing was changed.'],
    });
  });
});

describe('the daily backup', () => {
  const daily = () => readdirSync(join(folder, 'backups')).filter((name) => name.startsWith('daily-'));

  it('is made once a day, and the oldest ones go', async () => {
    for (let number = 0; number < keepDaily + 2; number += 1) await dataWithBackup('PC-01', monday + number * day);
    expect(daily()).toHaveLength(keepDaily);
    const store = openStore(file);
    await dailyBackup(store, monday + (keepDaily + 1) * day + day / 2).backUpIfDue();
    store.close();
    expect(daily()).toHaveLength(keepDaily);
  });

  it('leaves the backups of a person alone', async () => {
    await dataWithBackup('PC-01', monday);
    const own = join(folder, 'backups', 'rollcall-2020-01-01-000000.db');
    writeFileSync(own, 'old');
    utimesSync(own, 0, 0);
    for (let number = 1; number < keepDaily + 2; number += 1) await dataWithBackup('PC-01', monday + number * day);
    expect(existsSync(own)).toBe(true);
  });

  it('that fails is said, and half a copy is not left behind', async () => {
    const store = openStore(file);
    writeFileSync(join(folder, 'backups'), 'a file where the folder should be');
    const log: string[] = [];
    await dailyBackup(store, monday, log).backUpIfDue();
    store.close();
    expect(log).toEqual([expect.stringContaining('The daily backup failed')]);
  });
});
