import type { Database } from 'better-sqlite3';
import type { Lease } from '../contract/model.ts';
import type { LeaseStore } from './port.ts';

export function openLeases(database: Database): LeaseStore {
  const all = database.prepare<[], Lease>('SELECT * FROM lease');
  const inUse = database
    .prepare<[number], number>("SELECT count(*) FROM lease WHERE state = 'bound' AND expiresAt > ?")
    .pluck();
  const upsert = database.prepare<[string, string, string, number, string | null]>(
    'REPLACE INTO lease (address, mac, state, expiresAt, hostName) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = database.prepare<[string]>('DELETE FROM lease WHERE address = ?');
  const save = database.transaction((leases: readonly Lease[]) => {
    for (const { address, mac, state, expiresAt, hostName } of leases) {
      upsert.run(address, mac, state, expiresAt, hostName);
    }
  });
  const removeAll = database.transaction((addresses: readonly string[]) => {
    for (const address of addresses) remove.run(address);
  });

  return {
    all: () => all.all(),
    inUse: (now) => inUse.get(now) ?? 0,
    save: (leases) => save(leases),
    remove: (addresses) => removeAll(addresses),
  };
}
