import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { engineForEachTest } from './console-engine.ts';
import { minute, monday } from './plane.ts';

const console = engineForEachTest();

const names = async () => (await console.call('computer.list', {})).map((computer) => computer.name);

describe('a backup', () => {
  it('is a file of the folder of backups, and listed, the newest first', async () => {
    const first = await console.call('database.backup', {});
    expect(first).toMatchObject({ beforeRestore: false, path: join(console.folder, 'backups', first.file) });
    expect(first.bytes).toBe(readFileSync(first.path).length);
    await console.call('database.backup', {});
    const listed = await console.call('database.list', {});
    expect(listed).toHaveLength(2);
    expect(listed.map((each) => each.file)).toContain(first.file);
  });

  it('goes where somebody wants it, but over nothing', async () => {
    const path = join(console.folder, 'usb stick.db');
    expect((await console.call('database.backup', { path })).path).toBe(path);
    await expect(console.call('database.backup', { path })).rejects.toThrow('is there already');
    await expect(console.call('database.backup', { path: 'somewhere.db' })).rejects.toThrow('whole path');
    await expect(console.call('database.backup', { path: join(console.folder, 'no', 'such.db') })).rejects.toThrow(
      'could not be written',
    );
  });
});

describe('restoring', () => {
  it('brings everything back as it was, and keeps what was there', async () => {
    await console.call('room.add', { name: 'B12' });
    const [computer] = await console.addComputers(2, 'B12');
    const window = { notBefore: monday, notAfter: monday + 60 * minute };
    await console.call('task.add', { computers: ['PC-01'], action: 2, ...window });
    const backup = await console.call('database.backup', {});
    await console.call('room.remove', { room: 'B12' });
    await console.call('computer.remove', { computer: 'PC-01' });
    await console.call('computer.add', { mac: '00:1b:21:00:00:77', name: 'PC-77' });

    const kept = await console.call('database.restore', { file: backup.file });
    expect(kept.beforeRestore).toBe(true);
    expect(await names()).toEqual(['PC-01', 'PC-02']);
    expect(await console.call('task.list', {})).toMatchObject([{ computerId: computer?.id, state: 'due' }]);
    await console.call('database.restore', { file: kept.path });
    expect(await names()).toEqual(['PC-02', 'PC-77']);
    expect(existsSync(join(console.folder, 'restore.tmp'))).toBe(false);
  });

  it('gives no number again that was given after the backup', async () => {
    const backup = await console.call('database.backup', {});
    const [given] = await console.addComputers(1);
    await console.call('database.restore', { file: backup.file });
    const [next] = await console.addComputers(1);
    expect(next?.id).toBeGreaterThan(given?.id ?? 0);
  });

  it('makes every window ask for the picture again', async () => {
    const backup = await console.call('database.backup', {});
    const { revision } = await console.call('snapshot', {});
    await console.call('database.restore', { file: backup.file });
    await console.call('snapshot', {});
    expect(console.batches.at(-1)?.revision).toBe(revision + 2);
  });

  it.each<[string, string, (path: string) => void]>([
    ['is not there', 'There is no file', () => undefined],
    ['is no database', 'no data file of Rollcall', (path) => writeFileSync(path, 'MAC,name\r\n')],
    ['is another program’s', 'no data file of Rollcall', (path) => makeDatabase(path, 'CREATE TABLE note (text TEXT)')],
    ['is cut off', 'Nothing was changed', (path) => truncateSync(copyOf(path), 20_000)],
    ['is of a newer Rollcall', 'newer Rollcall', (path) => makeDatabase(copyOf(path), 'PRAGMA user_version = 99')],
    [
      'has rows that hang in the air',
      'names one that is not there',
      (path) =>
        makeDatabase(
          copyOf(path),
          "INSERT INTO room (name, rows, columns, aisles, desk, defaultActionId) VALUES ('X', 1, 1, '{\"rows\":[],\"columns\":[]}', 'top', 77)",
        ),
    ],
    [
      'has a name that would be a command in a boot script',
      'one line of printable text',
      (path) => makeDatabase(copyOf(path), "UPDATE computer SET name = 'PC' || char(10) || 'shell'"),
    ],
  ])('refuses a file that %s, and changes nothing', async (_, why, make) => {
    await console.addComputers(1);
    await console.call('database.backup', { path: join(console.folder, 'original.db') });
    const path = join(console.folder, 'given.db');
    make(path);
    await expect(console.call('database.restore', { file: path })).rejects.toThrow(why);
    expect(await names()).toEqual(['PC-01']);
    expect(readdirSync(console.folder)).not.toContain('restore.tmp');
    expect(await console.call('database.list', {})).toEqual([]);
  });

  it('takes a name of the list or a whole path, and no steps through folders', async () => {
    await expect(console.call('database.restore', { file: '../rollcall.db' })).rejects.toThrow('no name of a backup');
  });
});

describe('receiving a backup', () => {
  it('takes a checked copy into the folder of backups, and changes no data', async () => {
    await console.addComputers(1);
    const path = join(console.folder, 'from another computer.db');
    await console.call('database.backup', { path });
    await console.call('computer.remove', { computer: 'PC-01' });
    const received = await console.call('database.receive', { path });
    expect(received.file).toMatch(/^received-.*\.db$/);
    expect(await console.call('database.list', {})).toEqual([received]);
    expect(await names()).toEqual([]);
    await console.call('database.restore', { file: received.file });
    expect(await names()).toEqual(['PC-01']);
  });

  it('refuses what a restore would refuse, and leaves nothing behind', async () => {
    const path = join(console.folder, 'given.db');
    writeFileSync(path, 'MAC,name\r\n');
    await expect(console.call('database.receive', { path })).rejects.toThrow('The file is no data file of Rollcall.');
    expect(readdirSync(join(console.folder, 'backups'))).toEqual([]);
  });
});

function copyOf(path: string): string {
  writeFileSync(path, readFileSync(join(console.folder, 'original.db')));
  return path;
}

function makeDatabase(path: string, sql: string): void {
  const database = new Database(path);
  database.pragma('foreign_keys = OFF');
  database.exec(sql);
  database.close();
}
