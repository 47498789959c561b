import type { Database } from 'better-sqlite3';
import type { SettingsStore } from './port.ts';

export function openSettings(database: Database): SettingsStore {
  const get = database.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck();
  const set = database.prepare<[string, string]>('REPLACE INTO setting (key, value) VALUES (?, ?)');

  return {
    get(key): unknown {
      const text = get.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    set(key, value) {
      set.run(key, JSON.stringify(value));
    },
  };
}
