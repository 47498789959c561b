import type { Database } from 'better-sqlite3';
import { Aisles, type Room } from '../contract/model.ts';
import { StoreConflict, StoreError } from './errors.ts';
import type { RoomStore } from './port.ts';
import { rememberText } from './remembered-text.ts';

type Row = Omit<Room, 'aisles'> & { readonly aisles: string };

const aislesOf = rememberText((text) => Aisles.parse(JSON.parse(text)));

function fromRow(row: Row): Room {
  return { ...row, aisles: aislesOf(row.aisles) };
}

function toRow<T extends Omit<Room, 'id'>>(room: T): Omit<T, 'aisles'> & { readonly aisles: string } {
  return { ...room, aisles: JSON.stringify(room.aisles) };
}

/** As people count: Room 2 before Room 10. */
const byNumber = new Intl.Collator('en', { numeric: true });

export function openRooms(database: Database): RoomStore {
  const byId = database.prepare<[number], Row>('SELECT * FROM room WHERE id = ?');
  const byName = database.prepare<[string], Row>('SELECT * FROM room WHERE name = ?');
  const all = database.prepare<[], Row>('SELECT * FROM room');
  const two = database.prepare<[], Row>('SELECT * FROM room LIMIT 2');
  const insert = database.prepare<[Omit<Row, 'id'>]>(
    `INSERT INTO room (name, rows, columns, aisles, desk, defaultActionId, unknown)
     VALUES (@name, @rows, @columns, @aisles, @desk, @defaultActionId, @unknown)`,
  );
  const update = database.prepare<[Row]>(
    `UPDATE room SET name = @name, rows = @rows, columns = @columns, aisles = @aisles, desk = @desk,
       defaultActionId = @defaultActionId, unknown = @unknown WHERE id = @id`,
  );
  const empty = database.prepare<[number]>(
    'UPDATE computer SET roomId = NULL, seatRow = NULL, seatColumn = NULL WHERE roomId = ?',
  );
  const remove = database.prepare<[number]>('DELETE FROM room WHERE id = ?');
  const removeWhole = database.transaction((id: number) => {
    empty.run(id);
    remove.run(id);
  });

  const one = (row: Row | undefined): Room | null => (row ? fromRow(row) : null);

  function refuseTaken(id: number | null, name: string): void {
    const same = byName.get(name);
    if (same && same.id !== id) throw new StoreConflict({ code: 'room-name-taken', name: same.name });
  }

  return {
    byId: (id) => one(byId.get(id)),
    byName: (name) => one(byName.get(name)),
    only: () => {
      const [room, other] = two.all();
      return room && !other ? fromRow(room) : null;
    },
    list: () =>
      all
        .all()
        .map(fromRow)
        .sort((room, other) => byNumber.compare(room.name, other.name)),
    add(fields) {
      refuseTaken(null, fields.name);
      const room = { aisles: { rows: [], columns: [] }, desk: 'top' as const, unknown: null, ...fields };
      return { ...room, id: Number(insert.run(toRow(room)).lastInsertRowid) };
    },
    set(id, changes) {
      const before = byId.get(id);
      if (!before) throw new StoreError({ code: 'row-missing', table: 'room', id });
      const after: Room = { ...fromRow(before), ...changes, id };
      refuseTaken(id, after.name);
      update.run(toRow(after));
      return after;
    },
    remove(id) {
      const before = one(byId.get(id));
      if (before) removeWhole(id);
      return before;
    },
  };
}
