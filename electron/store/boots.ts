import type { Database } from 'better-sqlite3';
import type { StoredBoot } from '../boot/stored-boot.ts';
import type { ServedFile } from '../contract/exam.ts';
import { type Boot, type BootEvent, BootFact } from '../contract/model.ts';
import type { BootStore } from './port.ts';

type EventRow = Omit<BootEvent, 'fact'> & { readonly fact: string };

/** Above every id: the newest page begins here. */
const endOfList = Number.MAX_SAFE_INTEGER;

const publicColumns = `id, computerId, startedAt, lastEventAt, stage, address, firmware, actionId, actionName, taskId,
  reason, script, failure`;

function toEvent(row: EventRow): BootEvent {
  const { id, bootId, computerId, at } = row;
  return { id, bootId, computerId, at, fact: BootFact.parse(JSON.parse(row.fact)) };
}

export function openBoots(database: Database): BootStore {
  return { ...bootRows(database), ...secretRows(database), ...fileRows(database), ...eventRows(database) };
}

function bootRows(
  database: Database,
): Omit<
  BootStore,
  'maxEventId' | 'appendEvents' | 'events' | keyof ReturnType<typeof secretRows> | keyof ReturnType<typeof fileRows>
> {
  const byId = database.prepare<[number], StoredBoot>('SELECT * FROM boot WHERE id = ?');
  const byToken = database.prepare<[string], StoredBoot>('SELECT * FROM boot WHERE token = ?');
  const newest = database.prepare<[number], StoredBoot>(
    'SELECT * FROM boot WHERE computerId = +? ORDER BY id DESC LIMIT 1',
  );
  const page = database.prepare<[number, number, number, number, number], StoredBoot>(
    `SELECT * FROM boot WHERE computerId = +? AND id < +? AND startedAt >= ? AND startedAt < ?
     ORDER BY id DESC LIMIT ?`,
  );
  const newestOfAll = database.prepare<[], Boot>(
    `SELECT ${publicColumns} FROM boot
     WHERE id IN (SELECT (SELECT max(id) FROM boot WHERE computerId = computer.id) FROM computer) ORDER BY id`,
  );
  // A history row names its boot for ever, also when the boot is gone: its number must not be given again.
  const maxId = database
    .prepare<[], number>(
      'SELECT max(coalesce((SELECT max(id) FROM boot), 0), coalesce((SELECT max(bootId) FROM history), 0))',
    )
    .pluck();
  const save = database.prepare<[StoredBoot]>(
    `INSERT INTO boot (${publicColumns}, token, historyId, began)
     SELECT @id, @computerId, @startedAt, @lastEventAt, @stage, @address, @firmware, @actionId, @actionName, @taskId,
       @reason, @script, @failure, @token, @historyId, @began
     WHERE EXISTS (SELECT 1 FROM computer WHERE id = +@computerId)
     ON CONFLICT (id) DO UPDATE SET lastEventAt = excluded.lastEventAt, stage = excluded.stage,
       address = excluded.address, firmware = excluded.firmware, actionId = excluded.actionId,
       actionName = excluded.actionName, taskId = excluded.taskId, reason = excluded.reason, script = excluded.script,
       failure = excluded.failure, historyId = excluded.historyId`,
  );
  const prune = database.prepare<[number, number]>(
    `DELETE FROM boot WHERE id IN (SELECT id FROM boot AS old WHERE startedAt < ?
       AND id < (SELECT max(id) FROM boot WHERE computerId = old.computerId) ORDER BY startedAt LIMIT ?)`,
  );

  return {
    byId: (id) => byId.get(id) ?? null,
    byToken: (token) => byToken.get(token) ?? null,
    newest: (computerId) => newest.get(computerId) ?? null,
    maxId: () => maxId.get() ?? 0,
    save: (boot) => save.run(boot).changes === 1,
    list: (computerId, { before = endOfList, from = 0, to = endOfList, limit }) =>
      page.all(computerId, before, from, to, limit),
    newestOfAll: () => newestOfAll.all(),
    prune: (olderThan, limit) => prune.run(olderThan, limit).changes,
  };
}

function secretRows(database: Database): Pick<BootStore, 'hasSecret' | 'giveSecret' | 'takeSecretBack'> {
  const has = database
    .prepare<[number, string], number>('SELECT 1 FROM servedSecret WHERE bootId = ? AND slot = ?')
    .pluck();
  const give = database.prepare<[number, string]>('INSERT OR IGNORE INTO servedSecret (bootId, slot) VALUES (?, ?)');
  const takeBack = database.prepare<[number, string]>('DELETE FROM servedSecret WHERE bootId = ? AND slot = ?');
  return {
    hasSecret: (bootId, slot) => has.get(bootId, slot) === 1,
    giveSecret: (bootId, slot) => {
      give.run(bootId, slot);
    },
    takeSecretBack: (bootId, slot) => {
      takeBack.run(bootId, slot);
    },
  };
}

function fileRows(database: Database): Pick<BootStore, 'files' | 'keepFile'> {
  const all = database.prepare<[number], ServedFile>('SELECT name, bytes, sha256 FROM bootFile WHERE bootId = ?');
  const keep = database.prepare<[ServedFile & { bootId: number }]>(
    `INSERT OR REPLACE INTO bootFile (bootId, name, bytes, sha256)
     SELECT @bootId, @name, @bytes, @sha256 WHERE EXISTS (SELECT 1 FROM boot WHERE id = +@bootId)`,
  );
  return {
    files: (bootId) => all.all(bootId),
    keepFile: (bootId, file) => {
      keep.run({ ...file, bootId });
    },
  };
}

function eventRows(database: Database): Pick<BootStore, 'maxEventId' | 'appendEvents' | 'events'> {
  const maxId = database.prepare<[], number | null>('SELECT max(id) FROM event').pluck();
  const insert = database.prepare<[EventRow & { kind: string }]>(
    `INSERT INTO event (id, bootId, computerId, at, kind, fact)
     SELECT @id, @bootId, @computerId, @at, @kind, @fact WHERE EXISTS (SELECT 1 FROM boot WHERE id = +@bootId)`,
  );
  const append = database.transaction((events: readonly BootEvent[]) => {
    for (const event of events) insert.run({ ...event, kind: event.fact.kind, fact: JSON.stringify(event.fact) });
  });
  const ordered = 'id < +@before ORDER BY id DESC LIMIT @limit';
  type Bounds = { before: number; limit: number };
  const all = database.prepare<[Bounds], EventRow>(`SELECT * FROM event WHERE ${ordered}`);
  const ofComputer = database.prepare<[Bounds & { computerId: number }], EventRow>(
    `SELECT * FROM event WHERE computerId = +@computerId AND ${ordered}`,
  );
  const ofBoot = database.prepare<[Bounds & { bootId: number; computerId: number | null }], EventRow>(
    `SELECT * FROM event WHERE bootId = +@bootId AND (@computerId IS NULL OR computerId = @computerId) AND ${ordered}`,
  );

  // By id from the newest on, whatever the lists are: a page is full soon, or `fromId` ends the search.
  const fitting = database.prepare<
    [
      Bounds & {
        computerId: number | null;
        bootId: number | null;
        computerIds: string | null;
        kinds: string | null;
        fromId: number;
      },
    ],
    EventRow
  >(
    `SELECT * FROM event WHERE id >= +@fromId AND (@bootId IS NULL OR +bootId = @bootId)
       AND (@computerId IS NULL OR +computerId = @computerId)
       AND (@computerIds IS NULL OR +computerId IN (SELECT value FROM json_each(@computerIds)))
       AND (@kinds IS NULL OR kind IN (SELECT value FROM json_each(@kinds))) AND ${ordered}`,
  );

  return {
    maxEventId: () => maxId.get() ?? 0,
    appendEvents: (events) => append(events),
    events({ computerId, computerIds, bootId, kinds, fromId = 0, before = endOfList, limit }) {
      const bounds = { before, limit };
      if (computerIds || kinds) {
        const lists = { computerIds: json(computerIds), kinds: json(kinds) };
        return inOrder(
          fitting.all({ ...bounds, ...lists, fromId, bootId: bootId ?? null, computerId: computerId ?? null }),
        );
      }
      if (bootId !== undefined) return inOrder(ofBoot.all({ ...bounds, bootId, computerId: computerId ?? null }));
      if (computerId !== undefined) return inOrder(ofComputer.all({ ...bounds, computerId }));
      return inOrder(all.all(bounds));
    },
  };
}

function json(list: readonly unknown[] | undefined): string | null {
  return list ? JSON.stringify(list) : null;
}

function inOrder(newestFirst: EventRow[]): BootEvent[] {
  return newestFirst.reverse().map(toEvent);
}
