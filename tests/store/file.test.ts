import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { migrate, versionOf } from '../../electron/store/migrate.ts';
import { migrations } from '../../electron/store/migrations/list.ts';
import { missingFromRuntime } from '../../electron/store/runtime.ts';
import { openStore, StoreError } from '../../electron/store/store.ts';
import { newComputer, newLease } from './rows.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-store-'));
  file = join(folder, 'rollcall.db');
  return () => rmSync(folder, { recursive: true });
});

describe('the data file', () => {
  it('has in it what was put in before it was closed', () => {
    const first = openStore(file);
    const computer = first.computers.add(newComputer({ name: 'PC-01' }));
    first.leases.save([newLease()]);
    first.settings.set('service', { card: 'room0' });
    first.close();

    const second = openStore(file);
    expect(second.computers.list()).toEqual([computer]);
    expect(second.leases.all()).toEqual([newLease()]);
    expect(second.settings.get('service')).toEqual({ card: 'room0' });
    second.close();
  });

  it('is of the newest version, in WAL mode, with foreign keys that hold', () => {
    openStore(file).close();
    const database = new Database(file);
    expect(versionOf(database)).toBe(migrations.length);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  });

  it('has only STRICT tables', () => {
    openStore(file).close();
    const database = new Database(file);
    const loose = "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'";
    expect(database.prepare(loose).all()).toEqual([]);
    database.close();
  });

  it('of a newer version is refused and left as it is', () => {
    openStore(file).close();
    const database = new Database(file);
    database.pragma('user_version = 99');
    database.close();
    expect(() => openStore(file)).toThrow(
      expect.objectContaining({
        name: 'StoreError',
        message: `The data file has version 99, made by a newer Rollcall; this one reads up to version ${migrations.length}.`,
      }),
    );
    const after = new Database(file);
    expect(versionOf(after)).toBe(99);
    after.close();
  });

  it('that is no database is refused with its name', () => {
    writeFileSync(file, 'a letter to my aunt, which is longer than a header of a hundred bytes'.repeat(3));
    expect(() => openStore(file)).toThrow(StoreError);
    expect(() => openStore(file)).toThrow(`The data file ${file} is damaged (file is not a database)`);
  });

  it('in a folder that is not there is refused with its name', () => {
    expect(() => openStore(join(folder, 'none', 'rollcall.db'))).toThrow(StoreError);
  });

  it('is copied while it is in use', async () => {
    const store = openStore(file);
    store.computers.add(newComputer({ name: 'PC-01' }));
    const copy = join(folder, 'copy.db');
    await store.backup(copy);
    store.computers.add(newComputer({ mac: '52:54:00:00:00:02' }));
    store.close();
    const copied = openStore(copy);
    expect(copied.computers.list().map((computer) => computer.name)).toEqual(['PC-01']);
    copied.close();
  });
});

describe('migrations', () => {
  const steps = [
    'CREATE TABLE seat (id INTEGER PRIMARY KEY) STRICT; INSERT INTO seat VALUES (1);',
    'ALTER TABLE seat ADD COLUMN side TEXT;',
    "UPDATE seat SET side = 'left';",
  ];

  it.each([0, 1, 2, 3])('bring a file of version %d to the newest and keep its rows', (version) => {
    const database = new Database(file);
    migrate(database, steps.slice(0, version));
    expect(versionOf(database)).toBe(version);
    migrate(database, steps);
    expect(versionOf(database)).toBe(3);
    expect(database.prepare('SELECT * FROM seat').all()).toEqual([{ id: 1, side: 'left' }]);
    database.close();
  });

  it('leave a file of a whole version when one of them fails', () => {
    const database = new Database(file);
    const broken = [steps[0] ?? '', "INSERT INTO seat VALUES (2); INSERT INTO nowhere VALUES ('x');"];
    expect(() => migrate(database, broken)).toThrow('no such table: nowhere');
    expect(versionOf(database)).toBe(1);
    expect(database.prepare('SELECT id FROM seat').pluck().all()).toEqual([1]);
    database.close();
  });
});

describe('the runtime', () => {
  it('of this test can open the store', () => {
    expect(missingFromRuntime(process.versions)).toBeNull();
  });

  it.each([
    [
      '20.20.2',
      '9',
      'Node 20.20.2 cannot open the data file: it needs Node 22.14 or newer (Node-API 10, this one has 9).',
    ],
    [
      '8.0.0',
      undefined,
      'Node 8.0.0 cannot open the data file: it needs Node 22.14 or newer (Node-API 10, this one has 0).',
    ],
  ])('Node %s is told apart before it would crash', (node, napi, sentence) => {
    expect(missingFromRuntime({ node, napi })).toBe(sentence);
  });
});
