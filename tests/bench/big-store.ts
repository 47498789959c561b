import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { openStore } from '../../electron/store/store.ts';

/**
 * Makes a data file of a large school: `computers` machines in rooms of 30, each with one task, and `history` executed
 * tasks spread over them, each with the script that was served. Overwrites `file`. Run as a program it takes the file
 * and prints how long opening it and the first look-ups take.
 */
export function makeBigStore(file: string, computers = 10_000, history = 1_000_000): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  openStore(file).close();
  const database = new Database(file);
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.transaction(() => {
    fillRooms(database, computers);
    fillHistory(database, computers, history);
  })();
  database.pragma('journal_mode = WAL');
  database.close();
}

/** The MAC address of computer `number`, from 1 on. */
export function bigStoreMac(number: number): string {
  const hex = number.toString(16).padStart(6, '0');
  return `52:54:00:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}`;
}

const series = 'WITH RECURSIVE series (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < @count)';
const yearAgo = 1_770_000_000_000;
const inYears = 4_000_000_000_000;

function fillRooms(database: Database.Database, computers: number): void {
  const room = database.prepare(
    `INSERT INTO room (name, rows, columns, aisles, desk) VALUES (?, 5, 6, '{"rows":[],"columns":[]}', 'top')`,
  );
  const computer = database.prepare(
    `INSERT INTO computer (mac, name, roomId, seatRow, seatColumn, firmware, status, variables, firstSeenAt, lastSeenAt)
     VALUES (?, ?, ?, ?, ?, 'uefi-x64', 'known', '{}', ?, ?)`,
  );
  const task = database.prepare(
    `INSERT INTO task (computerId, actionId, repeat, notBefore, notAfter, executions, createdAt)
     VALUES (?, 2, 'every boot', ?, ?, 0, ?)`,
  );
  let roomId: number | bigint = 0;
  for (let number = 1; number <= computers; number += 1) {
    const place = (number - 1) % 30;
    if (place === 0) roomId = room.run(`Room ${Math.ceil(number / 30)}`).lastInsertRowid;
    const seat = [Math.floor(place / 6) + 1, (place % 6) + 1];
    const added = computer.run(bigStoreMac(number), `PC-${number}`, roomId, ...seat, yearAgo, yearAgo);
    task.run(added.lastInsertRowid, yearAgo, inYears, yearAgo);
  }
}

function fillHistory(database: Database.Database, computers: number, history: number): void {
  const script = [
    '#!ipxe',
    'kernel http://10.77.0.1:8080/files/vmlinuz initrd=initrd.img console=ttyS0 quiet ||',
    'initrd http://10.77.0.1:8080/files/initrd.img ||',
    'boot || exit',
    '',
  ].join('\n');
  database
    .prepare(
      `${series} INSERT INTO history (bootId, taskId, computerId, mac, computerName, actionName, actionKind, repeat,
         notBefore, notAfter, reason, script, servedAt, startedAt, runningAt, outcome)
       SELECT n, 1000000 + n, computer.id, mac, name, 'Lab Linux', 'linux', 'once', @at + n, @at + n + 7200000, 'task',
         @script, @at + n + 1, @at + n + 2, @at + n + 3, 'running'
       FROM series JOIN computer ON computer.id = 1 + n % @computers`,
    )
    .run({ count: history, computers, script, at: yearAgo });
  database
    .prepare(
      `${series} INSERT INTO boot (id, computerId, startedAt, lastEventAt, stage, firmware, actionName, token, historyId, began)
       SELECT @history + n, n, @at + n, @at + n, 'running', 'uefi-x64', 'Lab Linux', 'token-' || n, n, 'firmware' FROM series`,
    )
    .run({ count: computers, history, at: yearAgo });
}

/** Milliseconds of each step of a start, in the order of a start. */
export function measureOpening(file: string, computers = 10_000): Record<string, number> {
  const figures: Record<string, number> = {};
  let before = performance.now();
  const lap = (name: string): void => {
    figures[name] = Math.round((performance.now() - before) * 100) / 100;
    before = performance.now();
  };
  const store = openStore(file);
  lap('open');
  const computer = store.computers.byMac(bigStoreMac(computers >> 1));
  lap('first look-up');
  store.tasks.forComputer(computer?.id ?? 0);
  store.boots.newest(computer?.id ?? 0);
  lap('its tasks and newest boot');
  store.boots.maxId();
  store.boots.maxEventId();
  store.tasks.nextEdge(Date.now());
  lap('numbers and next edge');
  store.leases.all();
  store.computers.reservations();
  lap('leases and reservations');
  store.history.list({ computerId: computer?.id, limit: 200 });
  lap('a page of its history');
  store.history.list({ limit: 200, before: 500_000 });
  lap('a page from the middle');
  store.computers.list();
  lap('all computers');
  store.tasks.list();
  lap('all tasks');
  store.boots.newestOfAll();
  lap('newest boot of all');
  store.close();
  lap('close');
  return figures;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = process.argv[2];
  if (file === undefined) throw new Error('usage: big-store.ts FILE');
  const before = performance.now();
  makeBigStore(file);
  process.stdout.write(`made in ${Math.round(performance.now() - before)} ms\n`);
  process.stdout.write(`${JSON.stringify(measureOpening(file), null, 2)}\n`);
}
