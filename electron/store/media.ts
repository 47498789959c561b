import type { Database } from 'better-sqlite3';
import type { LibraryMedium } from '../contract/media.ts';
import type { MediaStore } from './port.ts';

export function openMedia(database: Database): MediaStore {
  const byId = database.prepare<[number], LibraryMedium>('SELECT * FROM medium WHERE id = ?');
  const byPath = database.prepare<[string], LibraryMedium>('SELECT * FROM medium WHERE path = ?');
  const byHash = database.prepare<[string], LibraryMedium>('SELECT * FROM medium WHERE sha256 = ? ORDER BY id');
  const all = database.prepare<[], LibraryMedium>('SELECT * FROM medium ORDER BY id');
  const insert = database.prepare<[Omit<LibraryMedium, 'id'>]>(
    `INSERT INTO medium (name, path, kept, bytes, sha256, system, label, version, addedAt)
     VALUES (@name, @path, @kept, @bytes, @sha256, @system, @label, @version, @addedAt)`,
  );
  const remove = database.prepare<[number]>('DELETE FROM medium WHERE id = ?');
  return {
    byId: (id) => byId.get(id) ?? null,
    byPath: (path) => byPath.get(path) ?? null,
    byHash: (sha256) => byHash.all(sha256),
    list: () => all.all(),
    add: (fields) => ({ ...fields, id: Number(insert.run(fields).lastInsertRowid) }),
    remove(id) {
      const before = byId.get(id) ?? null;
      if (before) remove.run(id);
      return before;
    },
  };
}
