import Database from 'better-sqlite3';
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
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof StoreError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new StoreError({ code: 'data-file-not-opened', file, detail });
  }
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
