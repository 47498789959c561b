import { closeSync, copyFileSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { LibraryMedium } from '../contract/media.ts';
import { Action, Computer, Room, Task } from '../contract/model.ts';
import { openActions } from './actions.ts';
import { openComputers } from './computers.ts';
import { StoreError } from './errors.ts';
import { openMedia } from './media.ts';
import { migrate, versionOf } from './migrate.ts';
import { migrations } from './migrations/list.ts';
import { openRooms } from './rooms.ts';
import { openTasks } from './tasks.ts';

/** The first bytes of every SQLite file (its file format, §1.3). */
const magic = 'SQLite format 3\0';

/**
 * Copies a backup to `scratch` and makes sure that it can take the place of the data: it is whole, of a version that
 * this Rollcall knows (older ones are brought up to date in the copy), its rows hold together, and what they hold is
 * what the contract allows, since some of it reaches boot scripts. Throws `StoreError` with the reason.
 */
export function prepareBackup(file: string, scratch: string): void {
  if (!startsAsDatabase(file)) throw new StoreError({ code: 'data-file-foreign', file });
  copyFileSync(file, scratch);
  const database = new Database(scratch);
  try {
    database.pragma('journal_mode = DELETE');
    checkWhole(database, file);
    migrate(database, migrations);
    checkRows(database, file);
  } catch (fault) {
    if (fault instanceof StoreError) throw fault;
    throw new StoreError({
      code: 'data-file-unreadable',
      file,
      detail: fault instanceof Error ? fault.message : String(fault),
    });
  } finally {
    database.close();
  }
}

function startsAsDatabase(file: string): boolean {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new StoreError({ code: 'data-file-missing', file });
  const start = Buffer.alloc(magic.length);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, start, 0, start.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return start.toString('latin1') === magic;
}

function checkWhole(database: Database.Database, file: string): void {
  const found = database.pragma('integrity_check(1)', { simple: true });
  if (found !== 'ok')
    throw new StoreError({ code: 'data-file-damaged', file, detail: String(found).split('\n')[0] ?? '' });
  const tables = new Set(database.prepare<[], string>('SELECT name FROM sqlite_schema').pluck().all());
  if (versionOf(database) < 1 || !tables.has('computer') || !tables.has('history'))
    throw new StoreError({ code: 'data-file-foreign', file });
}

function checkRows(database: Database.Database, file: string): void {
  const loose = database.pragma('foreign_key_check') as readonly { readonly table: string }[];
  if (loose[0]) throw new StoreError({ code: 'data-file-loose-row', file, table: loose[0].table });
  const parts = {
    computer: z.array(Computer).safeParse(openComputers(database).list()),
    room: z.array(Room).safeParse(openRooms(database).list()),
    action: z.array(Action).safeParse(openActions(database).list()),
    task: z.array(Task).safeParse(openTasks(database).list()),
    medium: z.array(LibraryMedium).safeParse(openMedia(database).list()),
  };
  for (const [table, { error }] of Object.entries(parts)) {
    const issue = error?.issues[0];
    if (issue)
      throw new StoreError({
        code: 'data-file-damaged',
        file,
        detail: `${table}: ${issue.path.slice(1).join('.')}: ${issue.message}`,
      });
  }
}

/**
 * Puts the rows of a prepared backup in the place of all rows, in one transaction: after a crash either all are there or
 * none. Numbers that were given once are not given again.
 */
export function replaceRows(database: Database.Database, prepared: string): void {
  database.prepare('ATTACH DATABASE ? AS incoming').run(prepared);
  try {
    database
      .transaction(() => {
        database.pragma('defer_foreign_keys = ON');
        const tables = tablesOf(database);
        for (const table of tables) database.exec(`DELETE FROM main."${table}"`);
        for (const table of tables) copyTable(database, table);
        database.exec(
          `UPDATE main.sqlite_sequence SET seq = max(seq, coalesce(
             (SELECT seq FROM incoming.sqlite_sequence AS other WHERE other.name = main.sqlite_sequence.name), 0))`,
        );
      })
      .immediate();
  } finally {
    database.exec('DETACH DATABASE incoming');
  }
}

function tablesOf(database: Database.Database): string[] {
  return database
    .prepare<[], string>("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
}

function copyTable(database: Database.Database, table: string): void {
  const columns = database
    .prepare<[string], string>("SELECT name FROM pragma_table_info(?, 'main')")
    .pluck()
    .all(table)
    .map((name) => `"${name}"`)
    .join(', ');
  database.exec(`INSERT INTO main."${table}" (${columns}) SELECT ${columns} FROM incoming."${table}"`);
}
