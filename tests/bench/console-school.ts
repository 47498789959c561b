import Database from 'better-sqlite3';
import { openStore } from '../../electron/store/store.ts';
import { machineMac, macText } from '../support/dhcp-clients.ts';

/** The size of the school that the console is measured with. */
export const school = { rooms: 10, seats: 100, logLines: 100_000 } as const;

const factsOfBoot = [
  { kind: 'discover', asks: 'firmware', firmware: 'uefi-x64', architecture: 7, vendorClass: null, ipxeVersion: null },
  { kind: 'offer', address: '10.77.0.100', bootFile: 'snponly.efi' },
  { kind: 'address', address: '10.77.0.100', by: 'rollcall', hostName: null },
  {
    kind: 'file-sent',
    protocol: 'tftp',
    role: 'loader',
    file: 'snponly.efi',
    bytes: 296_448,
    milliseconds: 180,
    retransmitted: 0,
  },
  {
    kind: 'script-served',
    actionId: 1,
    actionName: 'Local disk',
    taskId: null,
    reason: 'global default',
    bytes: 312,
    again: false,
  },
  { kind: 'started', actionName: 'Local disk' },
  { kind: 'running', sign: 'report', hostName: null, system: null },
] as const;

/**
 * Fills a data file with ten rooms of 100 seats, whose machines have booted so often that the log has 100,000 lines.
 * The machines are those of `machineMac`, so that a test class can go on where they stand.
 */
export function makeSchool(file: string): void {
  openStore(file).close();
  const database = new Database(file);
  database.transaction(() => {
    fillRooms(database);
    fillLog(database);
  })();
  database.close();
}

function fillRooms(database: Database.Database): void {
  const room = database.prepare(
    `INSERT INTO room (name, rows, columns, aisles, desk) VALUES (?, 10, 10, '{"rows":[],"columns":[5]}', 'top')`,
  );
  const computer = database.prepare(
    `INSERT INTO computer (mac, name, roomId, seatRow, seatColumn, firmware, status, variables, firstSeenAt, lastSeenAt)
     VALUES (?, ?, ?, ?, ?, 'uefi-x64', 'known', '{}', ?, ?)`,
  );
  const now = Date.now();
  for (let number = 0; number < school.rooms * school.seats; number += 1) {
    const place = number % school.seats;
    if (place === 0) room.run(`Room ${number / school.seats + 1}`);
    const roomId = Math.floor(number / school.seats) + 1;
    const name = `PC-${String(number + 1).padStart(4, '0')}`;
    computer.run(macText(machineMac(number)), name, roomId, Math.floor(place / 10) + 1, (place % 10) + 1, now, now);
  }
}

function fillLog(database: Database.Database): void {
  const boot = database.prepare(
    `INSERT INTO boot (id, computerId, startedAt, lastEventAt, stage, firmware, actionName, token, began)
     VALUES (?, ?, ?, ?, 'running', 'uefi-x64', 'Local disk', ?, 'firmware')`,
  );
  const event = database.prepare('INSERT INTO event (bootId, computerId, at, kind, fact) VALUES (?, ?, ?, ?, ?)');
  const facts = factsOfBoot.map((fact) => ({ kind: fact.kind, text: JSON.stringify(fact) }));
  const computers = school.rooms * school.seats;
  const boots = Math.ceil(school.logLines / facts.length);
  const begin = Date.now() - 7 * 3_600_000;
  const step = (6 * 3_600_000) / boots;
  for (let number = 0; number < boots; number += 1) {
    const at = Math.round(begin + number * step);
    const computerId = (number % computers) + 1;
    boot.run(number + 1, computerId, at, at + facts.length, `school-${number}`);
    for (const [index, fact] of facts.entries()) event.run(number + 1, computerId, at + index, fact.kind, fact.text);
  }
}
