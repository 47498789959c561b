import type { Database } from 'better-sqlite3';
import { type Computer, Hardware, Variables } from '../contract/model.ts';
import { StoreConflict, StoreError } from './errors.ts';
import type { ComputerStore } from './port.ts';

type Row = Omit<Computer, 'seat' | 'variables' | 'hardware'> & {
  readonly seatRow: number | null;
  readonly seatColumn: number | null;
  readonly variables: string;
  readonly hardware: string | null;
};

function fromRow(row: Row): Computer {
  const { seatRow, seatColumn } = row;
  return {
    id: row.id,
    mac: row.mac,
    name: row.name,
    roomId: row.roomId,
    seat: seatRow === null || seatColumn === null ? null : { row: seatRow, column: seatColumn },
    defaultActionId: row.defaultActionId,
    reservedAddress: row.reservedAddress,
    firmware: row.firmware,
    status: row.status,
    variables: row.variables === '{}' ? {} : Variables.parse(JSON.parse(row.variables)),
    maker: row.maker,
    hardware: row.hardware === null ? null : Hardware.parse(JSON.parse(row.hardware)),
    firstSeenAt: row.firstSeenAt,
    lastSeenAt: row.lastSeenAt,
  };
}

function toRow(computer: Omit<Computer, 'id'>): Omit<Row, 'id'> {
  const { seat, variables, hardware, ...fields } = computer;
  return {
    ...fields,
    seatRow: seat?.row ?? null,
    seatColumn: seat?.column ?? null,
    variables: JSON.stringify(variables),
    hardware: hardware === null ? null : JSON.stringify(hardware),
  };
}

export function openComputers(database: Database): ComputerStore {
  const byId = database.prepare<[number], Row>('SELECT * FROM computer WHERE id = ?');
  const byMac = database.prepare<[string], Row>('SELECT * FROM computer WHERE mac = ?');
  const byName = database.prepare<[string], Row>('SELECT * FROM computer WHERE name = ? ORDER BY id');
  const bySeat = database.prepare<[number, number, number], Row>(
    'SELECT * FROM computer WHERE roomId = ? AND seatRow = ? AND seatColumn = ?',
  );
  const byReservation = database.prepare<[string], Row>('SELECT * FROM computer WHERE reservedAddress = ?');
  const all = database.prepare<[], Row>('SELECT * FROM computer ORDER BY id');
  const ofRoom = database.prepare<[number], Row>('SELECT * FROM computer WHERE roomId = ? ORDER BY id');
  const count = database.prepare<[], number>('SELECT count(*) FROM computer').pluck();
  const known = database.prepare<[], number>("SELECT count(*) FROM computer WHERE status = 'known'").pluck();
  const reservations = database.prepare<[], { address: string; mac: string }>(
    'SELECT reservedAddress AS address, mac FROM computer WHERE reservedAddress IS NOT NULL ORDER BY id',
  );
  const roomName = database.prepare<[number], string>('SELECT name FROM room WHERE id = ?').pluck();
  const insert = database.prepare<[Omit<Row, 'id'>]>(
    `INSERT INTO computer (mac, name, roomId, seatRow, seatColumn, defaultActionId, reservedAddress, firmware, status,
       variables, maker, hardware, firstSeenAt, lastSeenAt)
     VALUES (@mac, @name, @roomId, @seatRow, @seatColumn, @defaultActionId, @reservedAddress, @firmware, @status,
       @variables, @maker, @hardware, @firstSeenAt, @lastSeenAt)`,
  );
  const update = database.prepare<[Row]>(
    `UPDATE computer SET mac = @mac, name = @name, roomId = @roomId, seatRow = @seatRow, seatColumn = @seatColumn,
       defaultActionId = @defaultActionId, reservedAddress = @reservedAddress, firmware = @firmware, status = @status,
       variables = @variables, maker = @maker,
       hardware = @hardware, firstSeenAt = @firstSeenAt, lastSeenAt = @lastSeenAt
     WHERE id = @id`,
  );
  const seen = database.prepare<[{ id: number; at: number; firmware: string }]>(
    `UPDATE computer SET lastSeenAt = @at, firstSeenAt = coalesce(firstSeenAt, @at), firmware = @firmware WHERE id = @id`,
  );
  const remove = database.prepare<[number]>('DELETE FROM computer WHERE id = ?');

  const one = (row: Row | undefined): Computer | null => (row ? fromRow(row) : null);

  /** `id` is the row that is being changed; it does not stand in its own way. */
  function refuseTaken(id: number | null, wanted: Omit<Row, 'id'>): void {
    const sameMac = byMac.get(wanted.mac);
    if (sameMac && sameMac.id !== id)
      throw new StoreConflict({ code: 'mac-taken', mac: wanted.mac, name: called(sameMac) });
    if (wanted.roomId !== null && wanted.seatRow !== null && wanted.seatColumn !== null) {
      const sitting = bySeat.get(wanted.roomId, wanted.seatRow, wanted.seatColumn);
      if (sitting && sitting.id !== id) {
        const seat = { row: wanted.seatRow, column: wanted.seatColumn, room: roomName.get(wanted.roomId) ?? null };
        throw new StoreConflict({ code: 'seat-taken', ...seat, name: called(sitting) });
      }
    }
    if (wanted.reservedAddress !== null) {
      const holder = byReservation.get(wanted.reservedAddress);
      if (holder && holder.id !== id) {
        throw new StoreConflict({ code: 'address-reserved', address: wanted.reservedAddress, name: called(holder) });
      }
    }
  }

  return {
    byId: (id) => one(byId.get(id)),
    byMac: (mac) => one(byMac.get(mac)),
    byName: (name) => byName.all(name).map(fromRow),
    bySeat: (roomId, seat) => one(bySeat.get(roomId, seat.row, seat.column)),
    list: (filter) => (filter?.roomId === undefined ? all.all() : ofRoom.all(filter.roomId)).map(fromRow),
    count: () => count.get() ?? 0,
    known: () => known.get() ?? 0,
    reservations: () => reservations.all(),
    add(fields) {
      const computer = { maker: null, hardware: null, ...fields };
      const row = toRow(computer);
      refuseTaken(null, row);
      return { ...computer, id: Number(insert.run(row).lastInsertRowid) };
    },
    set(id, changes) {
      const before = byId.get(id);
      if (!before) throw new StoreError({ code: 'row-missing', table: 'computer', id });
      const after: Computer = { ...fromRow(before), ...changes, id };
      const row = { ...toRow(after), id };
      refuseTaken(id, row);
      update.run(row);
      return after;
    },
    seen: (id, at, firmware) => {
      seen.run({ id, at, firmware });
    },
    remove(id) {
      const before = byId.get(id);
      if (before) remove.run(id);
      return one(before);
    },
  };
}

function called(row: Row): string {
  return row.name ?? row.mac;
}
