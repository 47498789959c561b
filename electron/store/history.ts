import type { Database } from 'better-sqlite3';
import type { HistoryEntry } from '../contract/model.ts';
import { StoreError } from './errors.ts';
import type { HistoryStore } from './port.ts';

/** Above every id: the newest page begins here. */
const endOfList = Number.MAX_SAFE_INTEGER;

/**
 * A stretch of time up to this long is looked up by the time, and what is in it sorted. A longer one is looked through
 * from the newest entry on, since sorting most of the history for its newest page takes half a second.
 */
const fewDays = 8 * 86_400_000;

export function openHistory(database: Database): HistoryStore {
  const byId = database.prepare<[number], HistoryEntry>('SELECT * FROM history WHERE id = ?');
  const byBoot = database.prepare<[number], HistoryEntry>('SELECT * FROM history WHERE bootId = ?');
  const fits = `id < +@before AND (@outcomes IS NULL OR outcome IN (SELECT value FROM json_each(@outcomes)))
    ORDER BY id DESC LIMIT @limit`;
  type Wanted = { before: number; from: number; to: number; outcomes: string | null; limit: number };
  const page = database.prepare<[Wanted], HistoryEntry>(
    `SELECT * FROM history WHERE +servedAt >= @from AND +servedAt < @to AND ${fits}`,
  );
  const pageOfDays = database.prepare<[Wanted], HistoryEntry>(
    `SELECT * FROM history WHERE servedAt >= +@from AND servedAt < +@to AND ${fits}`,
  );
  const pageOfComputer = database.prepare<[Wanted & { computerId: number }], HistoryEntry>(
    `SELECT * FROM history WHERE computerId = +@computerId AND +servedAt >= @from AND +servedAt < @to AND ${fits}`,
  );
  const update = database.prepare<[HistoryEntry]>(
    'UPDATE history SET outcome = @outcome, startedAt = @startedAt, runningAt = @runningAt WHERE id = @id',
  );

  return {
    byId: (id) => byId.get(id) ?? null,
    byBoot: (bootId) => byBoot.get(bootId) ?? null,
    list({ computerId, before = endOfList, from = 0, to = endOfList, outcomes, limit }) {
      const wanted = { before, from, to, outcomes: outcomes ? JSON.stringify(outcomes) : null, limit };
      if (computerId !== undefined) return pageOfComputer.all({ ...wanted, computerId });
      return (to - from <= fewDays ? pageOfDays : page).all(wanted);
    },
    setOutcome(id, change) {
      const entry = byId.get(id);
      if (!entry) throw new StoreError({ code: 'row-missing', table: 'history entry', id });
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
