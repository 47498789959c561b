import type { Database } from 'better-sqlite3';
import type { Session } from '../contract/model.ts';
import type { SessionStore } from './port.ts';

export function openSessions(database: Database): SessionStore {
  const byId = database.prepare<[number], Session>('SELECT * FROM session WHERE id = ?');
  const all = database.prepare<[], Session>('SELECT * FROM session ORDER BY id');
  const insert = database.prepare<[Omit<Session, 'id'>]>('INSERT INTO session (name, kind) VALUES (@name, @kind)');
  const remove = database.prepare<[number]>('DELETE FROM session WHERE id = ?');

  return {
    byId: (id) => byId.get(id) ?? null,
    list: () => all.all(),
    add: (fields) => ({ ...fields, id: Number(insert.run(fields).lastInsertRowid) }),
    remove(id) {
      const before = byId.get(id) ?? null;
      if (before) remove.run(id);
      return before;
    },
  };
}
