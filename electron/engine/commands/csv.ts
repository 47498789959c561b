import { parse } from 'csv-parse/sync';
import { type CheckedInput, type CommandHandlers, type ImportResult, Refusal } from '../../contract/api.ts';
import { brokenRule } from '../../contract/input-rule.ts';
import { type Computer, Label, Mac, type Room } from '../../contract/model.ts';
import type { Store } from '../../store/port.ts';
import { addComputer, publish, setComputer } from './computers.ts';
import { type CommandContext, inOneStep } from './context.ts';
import { actionOf } from './resolve.ts';

type CsvCommands = Pick<CommandHandlers, 'computers.import' | 'computers.export'>;

/** The columns of a list of computers, in their order. The first line names them; case does not matter. */
const csvColumns = ['MAC', 'name', 'room', 'row', 'column', 'default action'] as const;

/** What the machines told of themselves follows in an export; an import passes it over. */
const toldColumns = [
  ['manufacturer', 'manufacturer'],
  ['product', 'product'],
  ['serial', 'serial'],
  ['asset', 'asset'],
  ['uuid', 'uuid'],
  ['memory MiB', 'memory'],
  ['processor', 'cpu'],
  ['network chip', 'nic'],
] as const;

/** More lines than any school has machines. */
const mostLines = 20_000;

export function csvCommands(context: CommandContext): CsvCommands {
  return {
    'computers.import': (input) => importComputers(context, input),
    'computers.export': () => ({ csv: exportComputers(context.store) }),
  };
}

interface Row {
  readonly line: number;
  readonly text: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** Thrown to leave the transaction of a dry run without a trace. */
class Undo extends Error {
  readonly result: ImportResult;
  constructor(result: ImportResult) {
    super('undone');
    this.result = result;
  }
}

/** Takes every line that can be taken; each other one is named with its reason. A dry run says the same and changes nothing. */
function importComputers(context: CommandContext, input: CheckedInput<'computers.import'>): ImportResult {
  const rows = readRows(input.csv);
  const touched: number[] = [];
  const rooms = new Set(context.store.rooms.list().map((room) => room.id));
  let result: ImportResult;
  try {
    result = inOneStep(context, () => {
      const done = takeRows(context, rows, touched);
      if (input.dryRun) throw new Undo(done);
      return done;
    });
  } catch (fault) {
    if (fault instanceof Undo) return fault.result;
    throw fault;
  }
  for (const room of context.store.rooms.list())
    if (!rooms.has(room.id) || touched.length > 0) context.bus.publish({ kind: 'room', room });
  for (const id of touched) {
    const computer = context.store.computers.byId(id);
    if (computer) publish(context, computer);
  }
  return result;
}

function readRows(csv: string): Row[] {
  if (csv.includes('\uFFFD')) {
    throw new Refusal('refused', { code: 'csv-encoding' });
  }
  let headings: readonly string[] = [];
  let records: { record: Record<string, string>; info: { lines: number }; raw: string }[];
  try {
    records = parse(csv, {
      bom: true,
      columns: (names: string[]) => {
        headings = names.map((name) => name.trim().toLowerCase());
        return [...headings];
      },
      delimiter: [',', ';', '\t'],
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      cast: unguarded,
    });
  } catch (fault) {
    const detail = fault instanceof Error ? fault.message : String(fault);
    throw new Refusal('refused', { code: 'csv-unreadable', detail });
  }
  if (records.length > mostLines) throw new Refusal('refused', { code: 'csv-long', most: mostLines });
  if (!headings.includes('mac')) {
    throw new Refusal('refused', { code: 'csv-columns', headings: csvColumns.join(',') });
  }
  return records.map(({ record, info, raw }) => ({ line: info.lines, text: raw.trim().slice(0, 200), cells: record }));
}

function takeRows(context: CommandContext, rows: readonly Row[], touched: number[]): ImportResult {
  const result = { added: 0, changed: 0, unchanged: 0, refused: [] as ImportResult['refused'] };
  for (const row of rows) {
    try {
      const done = takeRow(context, row.cells);
      result[done.what] += 1;
      if (done.what !== 'unchanged') touched.push(done.id);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      result.refused.push({ line: row.line, text: row.text, why: fault.phrase });
    }
  }
  return result;
}

/** An empty cell says nothing: what is there stays. */
function takeRow(
  context: CommandContext,
  cells: Row['cells'],
): { what: 'added' | 'changed' | 'unchanged'; id: number } {
  const { store } = context;
  const mac = Mac.safeParse(cells.mac ?? '');
  if (!mac.success) throw new Refusal('refused', { code: 'csv-mac', text: cells.mac ?? '' });
  return inOneStep(context, () => {
    const wanted = {
      ...(cells.name ? { name: label(cells.name) } : {}),
      ...placeOf(context, cells),
      ...(cells['default action'] ? { defaultAction: actionOf(store, cells['default action']).id } : {}),
    };
    const there = store.computers.byMac(mac.data);
    if (!there || there.status === 'discovered') {
      return { what: 'added' as const, id: addComputer(context, { mac: mac.data, ...wanted }).id };
    }
    const after = setComputer(context, { computer: there.id, ...wanted });
    return { what: same(there, after) ? ('unchanged' as const) : ('changed' as const), id: after.id };
  });
}

function label(text: string): string {
  const checked = Label.safeParse(text);
  if (!checked.success)
    throw new Refusal('refused', { code: 'csv-name', text, rule: brokenRule(checked.error.issues).rule });
  return checked.data;
}

function same(one: Computer, other: Computer): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A room that is not there yet is added, and one that is too small grows: the list is how a room is first described. */
function placeOf(
  context: CommandContext,
  cells: Row['cells'],
): { room?: number; seat?: { row: number; column: number } } {
  const name = cells.room;
  const row = seatNumber(cells.row, 'row');
  const column = seatNumber(cells.column, 'column');
  if (!name) {
    if (row !== null || column !== null) throw new Refusal('refused', { code: 'csv-seat-without-room' });
    return {};
  }
  if ((row === null) !== (column === null)) throw new Refusal('refused', { code: 'csv-half-seat' });
  const room = roomFor(context.store, label(name), row ?? 1, column ?? 1);
  return row === null || column === null ? { room: room.id } : { room: room.id, seat: { row, column } };
}

function seatNumber(text: string | undefined, what: 'row' | 'column'): number | null {
  if (!text) return null;
  if (!/^[1-9]\d?$/.test(text)) throw new Refusal('refused', { code: 'csv-number', text, what });
  return Number(text);
}

function roomFor(store: Store, name: string, row: number, column: number): Room {
  const there = store.rooms.byName(name);
  if (!there)
    return store.rooms.add({ name, rows: Math.max(5, row), columns: Math.max(6, column), defaultActionId: null });
  if (row <= there.rows && column <= there.columns) return there;
  return store.rooms.set(there.id, { rows: Math.max(there.rows, row), columns: Math.max(there.columns, column) });
}

/** The columns that `import` reads, then those of the inventory. */
function exportComputers(store: Store): string {
  const rooms = new Map(store.rooms.list().map((room) => [room.id, room.name]));
  const actions = new Map(store.actions.list().map((action) => [action.id, action.name]));
  const lines = store.computers
    .list()
    .map((computer) =>
      [
        computer.mac,
        computer.name ?? '',
        computer.roomId === null ? '' : (rooms.get(computer.roomId) ?? ''),
        computer.seat?.row ?? '',
        computer.seat?.column ?? '',
        computer.defaultActionId === null ? '' : (actions.get(computer.defaultActionId) ?? ''),
        ...toldColumns.map(([, name]) => computer.hardware?.[name] ?? ''),
        computer.firmware === 'unknown' ? '' : computer.firmware,
      ]
        .map((cell) => quoted(String(cell)))
        .join(','),
    );
  const headings = [...csvColumns, ...toldColumns.map(([heading]) => heading), 'firmware'];
  return `${[headings.join(','), ...lines].join('\r\n')}\r\n`;
}

/** Takes off the apostrophe that `quoted` put before what a spreadsheet would take for a formula. */
function unguarded(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

/** RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
