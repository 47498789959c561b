import type { Database } from 'better-sqlite3';
import type { Room } from '../contract/model.ts';
import { StoreConflict, StoreError } from './errors.ts';
import type { RoomStore } from './port.ts';

export function openRooms(database: Database): RoomStore {
  const byId = database.prepare<[number], Room>('SELECT * FROM room WHERE id = ?');
  const byName = database.prepare<[string], Room>('SELECT * FROM room WHERE name = ?');
  const all = database.prepare<[], Room>('SELECT * FROM room ORDER BY name');
  const insert = database.prepare<[Omit<Room, 'id'>]>(
    'INSERT INTO room (name, rows, columns, defaultActionId) VALUES (@name, @rows, @columns, @defaultActionId)',
  );
  const update = database.prepare<[Room]>(
    'UPDATE room SET name = @name, rows = @rows, columns = @columns, defaultActionId = @defaultActionId WHERE id = @id',
  );
  const empty = database.prepare<[number]>(
    'UPDATE computer SET roomId = NULL, seatRow = NULL, seatColumn = NULL WHERE roomId = ?',
  );
  const remove = database.prepare<[number]>('DELETE FROM room WHERE id = ?');
  const removeWhole = database.transaction((id: number) => {
    empty.run(id);
    remove.run(id);
  });

  function refuseTaken(id: number | null, name: string): void {
    const same = byName.get(name);
    if (same && same.id !== id) throw new StoreConflict(`There is a room ${same.name} already.`);
  }

  return {
    byId: (id) => byId.get(id) ?? null,
    byName: (name) => byName.get(name) ?? null,
    list: () => all.all(),
    add(fields) {
      refuseTaken(null, fields.name);
      return { ...fields, id: Number(insert.run(fields).lastInsertRowid) };
    },
    set(id, changes) {
      const before = byId.get(id);
      if (!before) throw new StoreError(`There is no room ${id}.`);
      const after: Room = { ...before, ...changes, id };
      refuseTaken(id, after.name);
      update.run(after);
      return after;
    },
    remove(id) {
      const before = byId.get(id) ?? null;
      if (before) removeWhole(id);
      return before;
    },
  };
}
