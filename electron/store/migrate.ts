import type { Database } from 'better-sqlite3';
import { StoreError } from './errors.ts';

/**
 * Brings the file to the newest shape, each step in a transaction of its own together with its number, so that a crash
 * leaves a file of a whole version. The number is read inside it: of two processes that open a new file at once the
 * second finds the work done. A file that a later Rollcall has changed is refused: its rows may mean something
 * that this one would destroy.
 */
export function migrate(database: Database, migrations: readonly string[]): void {
  const version = versionOf(database);
  if (version > migrations.length) {
    throw new StoreError({ code: 'data-file-newer', version, known: migrations.length });
  }
  for (const [index, sql] of migrations.entries()) {
    database
      .transaction(() => {
        if (versionOf(database) > index) return;
        database.exec(sql);
        database.pragma(`user_version = ${index + 1}`);
      })
      .immediate();
  }
}

/** How many migrations the file has had; 0 for a new one. */
export function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}
