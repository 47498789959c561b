import type { Database } from 'better-sqlite3';
import type { HistoryEntry } from '../contract/model.ts';
import { StoreError } from './errors.ts';
import type { HistoryStore } from './port.ts';

/** Above every id: the newest page begins here. */
const endOfList = Number.MAX_SAFE_INTEGER;

export function openHistory(database: Database): HistoryStore {
  const byId = database.prepare<[number], HistoryEntry>('SELECT * FROM history WHERE id = ?');
  const byBoot = database.prepare<[number], HistoryEntry>('SELECT * FROM history WHERE bootId = ?');
  const page = database.prepare<[number, number], HistoryEntry>(
    'SELECT * FROM history WHERE id < +? ORDER BY id DESC LIMIT ?',
  );
  const pageOfComputer = database.prepare<[number, number, number], HistoryEntry>(
    'SELECT * FROM history WHERE computerId = +? AND id < +? ORDER BY id DESC LIMIT ?',
  );
  const update = database.prepare<[HistoryEntry]>(
    'UPDATE history SET outcome = @outcome, startedAt = @startedAt, runningAt = @runningAt WHERE id = @id',
  );

  return {
    byId: (id) => byId.get(id) ?? null,
    byBoot: (bootId) => byBoot.get(bootId) ?? null,
    list({ computerId, before = endOfList, limit }) {
      return computerId === undefined ? page.all(before, limit) : pageOfComputer.all(computerId, before, limit);
    },
    setOutcome(id, change) {
      const entry = byId.get(id);
      if (!entry) throw new StoreError(`There is no history entry ${id}.`);
      const after: HistoryEntry = {
        ...entry,
        outcome: change.outcome,
        startedAt: change.startedAt ?? entry.startedAt,
        runningAt: change.runningAt ?? entry.runningAt,
      };
      update.run(after);
      return after;
    },
  };
}
