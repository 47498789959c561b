import type { Database } from 'better-sqlite3';
import { defaultLook } from '../contract/action-look.ts';
import { Action } from '../contract/model.ts';
import { StoreConflict, StoreError } from './errors.ts';
import { type ActionStore, globalDefaultActionKey } from './port.ts';
import { rememberText } from './remembered-text.ts';

type Row = Omit<Action, 'parameters' | 'builtIn'> & { readonly parameters: string; readonly builtIn: number };

/** What names an action, for the sentence that refuses to remove it. */
interface Uses {
  readonly tasks: number;
  readonly rooms: number;
  readonly computers: number;
  readonly everywhere: number;
}

const parametersOf = rememberText((text) => Action.shape.parameters.parse(JSON.parse(text)));

function fromRow(row: Row): Action {
  return {
    ...row,
    parameters: parametersOf(row.parameters),
    builtIn: row.builtIn === 1,
  };
}

export function openActions(database: Database): ActionStore {
  const byId = database.prepare<[number], Row>('SELECT * FROM action WHERE id = ?');
  const byName = database.prepare<[string], Row>('SELECT * FROM action WHERE name = ?');
  const ofKind = database.prepare<[string], number>('SELECT 1 FROM action WHERE kind = ? LIMIT 1').pluck();
  const all = database.prepare<[], Row>('SELECT * FROM action ORDER BY id');
  const insert = database.prepare<[Omit<Row, 'id' | 'builtIn'>]>(
    `INSERT INTO action (name, kind, parameters, icon, colour, builtIn)
     VALUES (@name, @kind, @parameters, @icon, @colour, 0)`,
  );
  const update = database.prepare<[Omit<Row, 'builtIn'>]>(
    `UPDATE action SET name = @name, kind = @kind, parameters = @parameters, icon = @icon, colour = @colour
     WHERE id = @id`,
  );
  const uses = database.prepare<[{ id: number; key: string; value: string }], Uses>(
    `SELECT (SELECT count(*) FROM task WHERE actionId = @id) AS tasks,
       (SELECT count(*) FROM room WHERE defaultActionId = @id) AS rooms,
       (SELECT count(*) FROM computer WHERE defaultActionId = @id) AS computers,
       (SELECT count(*) FROM setting WHERE key = @key AND value = @value) AS everywhere`,
  );
  const remove = database.prepare<[number]>('DELETE FROM action WHERE id = ?');

  const one = (row: Row | undefined): Action | null => (row ? fromRow(row) : null);

  function refuseTaken(id: number | null, name: string): void {
    const same = byName.get(name);
    if (same && same.id !== id) throw new StoreConflict({ code: 'action-name-taken', name: same.name });
  }

  function refuseUsed(action: Row): void {
    const used = uses.get({ id: action.id, key: globalDefaultActionKey, value: JSON.stringify(action.id) });
    if (!used || used.tasks + used.rooms + used.computers + used.everywhere === 0) return;
    throw new StoreConflict({ code: 'action-used', name: action.name, ...used, everywhere: used.everywhere > 0 });
  }

  return {
    byId: (id) => one(byId.get(id)),
    hasKind: (kind) => ofKind.get(kind) === 1,
    byName: (name) => one(byName.get(name)),
    list: () => all.all().map(fromRow),
    add(fields) {
      const action = { ...defaultLook(fields.kind), ...fields };
      refuseTaken(null, action.name);
      const added = insert.run({ ...action, parameters: JSON.stringify(action.parameters) });
      return { ...action, id: Number(added.lastInsertRowid), builtIn: false };
    },
    set(id, changes) {
      const before = byId.get(id);
      if (!before) throw new StoreError({ code: 'row-missing', table: 'action', id });
      if (before.builtIn) throw new StoreConflict({ code: 'action-built-in-kept', name: before.name });
      const after: Action = { ...fromRow(before), ...changes, id, builtIn: false };
      refuseTaken(id, after.name);
      const { builtIn: _, parameters, ...row } = after;
      update.run({ ...row, parameters: JSON.stringify(parameters) });
      return after;
    },
    remove(id) {
      const before = byId.get(id);
      if (!before) return null;
      if (before.builtIn) throw new StoreConflict({ code: 'action-built-in-stays', name: before.name });
      refuseUsed(before);
      remove.run(id);
      return fromRow(before);
    },
  };
}
