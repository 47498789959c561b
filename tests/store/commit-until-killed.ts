import { writeSync } from 'node:fs';
import { openStore } from '../../electron/store/store.ts';
import { macOf, newEntry, newLease } from './rows.ts';

/**
 * The process that a test kills: it grants leases and executes tasks as fast as it can, and prints each fact after the
 * call that made it durable has returned, as a server answers after it. Never ends by itself.
 */
const store = openStore(process.argv[2] ?? '');
const tasks = store.tasks.list();
for (let round = 0; ; round += 1) {
  const leases = [0, 1, 2].map((place) => {
    const number = (round * 3 + place) % 60_000;
    return newLease({ address: `10.7.${number >> 8}.${number & 255}`, mac: macOf(number), expiresAt: round });
  });
  store.leases.save(leases);
  for (const lease of leases) writeSync(1, `lease ${lease.address} ${lease.mac}\n`);
  const task = tasks[round];
  if (!task) continue;
  const entry = newEntry({ bootId: round + 1, taskId: task.id, repeat: task.repeat });
  store.transaction(() => store.tasks.execute({ taskId: task.id, entry }));
  writeSync(1, `executed ${task.id} ${entry.bootId}\n`);
}
