import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { PlainPhrase } from '../contract/model.ts';
import { openActions } from './actions.ts';
import { openBoots } from './boots.ts';
import { openComputers } from './computers.ts';
import { StoreError } from './errors.ts';
import { openExams } from './exams.ts';
import { openHistory } from './history.ts';
import { openLeases } from './leases.ts';
import { openMedia } from './media.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/list.ts';
import type { Store } from './port.ts';
import { openRemedies } from './remedies.ts';
import { prepareBackup, replaceRows } from './restore.ts';
import { openRooms } from './rooms.ts';
import { missingFromRuntime } from './runtime.ts';
import { openSessions } from './sessions.ts';
import { openSettings } from './settings.ts';
import { openTasks } from './tasks.ts';

export { StoreConflict, StoreError } from './errors.ts';
export * from './port.ts';

/** Opens the data file, or makes it; `:memory:` for one that lives as long as the process. Throws `StoreError`. */
export function openStore(file: string): Store {
  const missing = missingFromRuntime(process.versions);
  if (missing) throw new StoreError({ code: 'words', words: missing });
  const database = openDatabase(file);
  // Inside another transaction it is a savepoint: what the inner work throws undoes the inner work.
  const transaction = database.transaction((work: () => unknown) => work());
  return {
    computers: openComputers(database),
    rooms: openRooms(database),
    actions: openActions(database),
    sessions: openSessions(database),
    exams: openExams(database),
    media: openMedia(database),
    remedies: openRemedies(database),
    tasks: openTasks(database),
    boots: openBoots(database),
    history: openHistory(database),
    leases: openLeases(database),
    settings: openSettings(database),
    transaction: <T>(work: () => T): T => transaction.immediate(work) as T,
    backup: async (toFile) => {
      await database.backup(toFile);
    },
    prepareBackup,
    replaceWith: (scratch) => replaceRows(database, scratch),
    close: () => {
      database.close();
    },
  };
}

function openDatabase(file: string): Database.Database {
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { timeout: 5_000 });
    prepare(database);
    migrate(database, migrations);
    checkSmall(database, file);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof StoreError) throw error;
    throw new StoreError(whyNotOpened(file, error));
  }
}

/** A file up to this size is looked through when it is opened, which takes some 30 ms; a larger one as far as it is read. */
const smallFile = 32 * 1_048_576;

/** Throws `StoreError` for a small file whose pages do not hold together. */
function checkSmall(database: Database.Database, file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > smallFile) return;
  const found = String(database.pragma('quick_check(1)', { simple: true }));
  if (found !== 'ok') throw new StoreError({ code: 'data-file-broken', file, detail: found.split('\n')[0] ?? '' });
}

/** What SQLite says of a damaged file (its result codes 11 and 26), of a folder that takes no writes, and of the rest. */
function whyNotOpened(file: string, error: unknown): PlainPhrase {
  const detail = error instanceof Error ? error.message : String(error);
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return { code: 'data-file-broken', file, detail };
  if (code.startsWith('SQLITE_READONLY')) return { code: 'data-folder-read-only', folder: dirname(file) };
  return { code: 'data-file-not-opened', file, detail };
}

/**
 * In WAL mode with `synchronous = NORMAL` a committed transaction is in the kernel's hands: it outlives a kill -9 of
 * the process, which is what an ACK may rely on, but the newest ones may be lost with the power. `FULL` would sync the
 * disk at every group of leases. Checkpoints, which do sync, come every 16 MiB instead of every 4.
 */
function prepare(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  database.pragma('wal_autocheckpoint = 4000');
  database.pragma('journal_size_limit = 67108864');
}
