import { type Command, Option } from 'commander';
import type { CommandInput } from '../contract/api.ts';
import { Desk, type Readiness, type Room, UnknownRule } from '../contract/model.ts';
import { numberArgument, numbersArgument } from './arguments.ts';
import type { Cli } from './cli.ts';
import { wrongUsage } from './failure.ts';
import { placeNames } from './place-names.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';
import { count } from './words.ts';

export function addRoomCommands(program: Command, cli: Cli): void {
  const room = program.command('room').description('the rooms: a grid of seats');
  addList(room, cli);
  addAdd(room, cli);
  addSet(room, cli);
  addRemove(room, cli);
  addReadiness(room, cli);
}

const readinessWords: Readonly<Record<Readiness['state'], string>> = {
  'no-secure-boot': 'ready: a BIOS has no Secure Boot',
  'starts-unsigned': 'ready: it starts loaders that are not signed',
  'starts-signed': 'ready: it needs signed loaders and gets them',
  'action-unsigned': 'NOT READY: it has Secure Boot on, and nobody signed what this action starts',
  'loader-missing': 'NOT READY: it has Secure Boot on, and the signed loaders are not there (npm run firmware)',
  untried: 'not known: it has not tried a loader yet',
  unseen: 'not known: it was never heard of',
};

function addReadiness(room: Command, cli: Cli): void {
  room
    .command('readiness')
    .description('which machines of a room can start an action under Secure Boot')
    .argument('<room>')
    .option('--action <action>', 'instead of what each boots now')
    .action((which: string, { action }: { action?: string }) =>
      cli.inSession(async (session) => {
        const computers = await session.call('computer.list', { room: which });
        const named = new Map(computers.map(({ id, name, mac }) => [id, name ?? mac]));
        const input = { computers: computers.map(({ id }) => id), ...(action === undefined ? {} : { action }) };
        const list = computers.length === 0 ? [] : await session.call('computer.readiness', input);
        const rows = list.map(({ computerId, state }) => [named.get(computerId) ?? '', readinessWords[state]]);
        cli.show(list, () => table(['NAME', 'SECURE BOOT'], rows, 'Nobody is in this room.'));
      }),
    );
}

function addList(room: Command, cli: Cli): void {
  room
    .command('list')
    .description('list the rooms')
    .action(() =>
      cli.inSession(async (session) => {
        const rooms = await session.call('room.list', {});
        const names = await placeNames(session);
        const rows = rooms.map((each) => [
          String(each.id),
          each.name,
          String(each.rows),
          String(each.columns),
          names.action(each.defaultActionId),
        ]);
        cli.show(rooms, () => table(['ID', 'NAME', 'ROWS', 'COLUMNS', 'DEFAULT'], rows, 'There is no room.'));
      }),
    );
}

interface RoomOptions {
  readonly name?: string;
  readonly rows?: number;
  readonly columns?: number;
  readonly default?: string | false;
  readonly desk?: Desk;
  readonly aisleRows?: number[];
  readonly aisleColumns?: number[];
  readonly unknown?: UnknownRule | 'as-served';
}

const unknownOption = () =>
  new Option('--unknown <how>', 'its machines that are not in the list').choices([...UnknownRule.options, 'as-served']);

const deskOption = () => new Option('--desk <side>', 'where the teacher’s desk stands').choices(Desk.options);

const seats = numberArgument(1, 99);

function addAdd(room: Command, cli: Cli): void {
  room
    .command('add')
    .description('add a room')
    .argument('[name]', 'its name')
    .option('--name <name>', 'its name, another way to say it')
    .option('--rows <number>', 'rows of seats (5 unless said)', seats)
    .option('--columns <number>', 'seats in a row (6 unless said)', seats)
    .addOption(deskOption())
    .option('--aisle-rows <numbers>', 'a gap after these rows: 2,4', numbersArgument)
    .option('--aisle-columns <numbers>', 'a gap after these columns: 3', numbersArgument)
    .option('--default <action>', 'what its computers boot when no task is due')
    .addOption(unknownOption())
    .action((word: string | undefined, options: RoomOptions) =>
      cli.inSession(async (session) => {
        const name = word ?? options.name ?? wrongUsage('Say the name of the room.');
        const input: CommandInput<'room.add'> = { name };
        if (options.rows !== undefined) input.rows = options.rows;
        if (options.columns !== undefined) input.columns = options.columns;
        if (options.default) input.defaultAction = options.default;
        if (options.desk) input.desk = options.desk;
        if (options.unknown) input.unknown = ruleOf(options.unknown);
        const { aisleRows: rows = [], aisleColumns: columns = [] } = options;
        input.aisles = { rows, columns };
        const made = await session.call('room.add', input);
        const size = `${count(made.rows, 'row')} and ${count(made.columns, 'column')}`;
        cli.show(made, () => [`Added room ${made.name} with ${size}.`]);
      }),
    );
}

function addSet(room: Command, cli: Cli): void {
  room
    .command('set')
    .description('change a room: by its name or number')
    .argument('<room>')
    .option('--name <name>', 'its name')
    .option('--rows <number>', 'rows of seats', seats)
    .option('--columns <number>', 'seats in a row', seats)
    .addOption(deskOption())
    .option('--aisle-rows <numbers>', 'a gap after these rows; "" for none', numbersArgument)
    .option('--aisle-columns <numbers>', 'a gap after these columns; "" for none', numbersArgument)
    .option('--default <action>', 'what its computers boot when no task is due')
    .option('--no-default', 'boot what is set for all')
    .addOption(unknownOption())
    .action((which: string, options: RoomOptions) =>
      cli.inSession(async (session) => {
        const { default: action, aisleRows, aisleColumns, unknown, ...fields } = options;
        const input: CommandInput<'room.set'> = { room: which, ...fields };
        if (action !== undefined) input.defaultAction = action || null;
        if (unknown) input.unknown = ruleOf(unknown);
        if (aisleRows || aisleColumns) input.aisles = await aislesOf(session, which, { aisleRows, aisleColumns });
        const changed = await session.call('room.set', input);
        cli.show(changed, () => [`Changed room ${changed.name}.`]);
      }),
    );
}

const ruleOf = (said: UnknownRule | 'as-served'): UnknownRule | null => (said === 'as-served' ? null : said);

/** Whoever names one of the two means the other to stay. */
async function aislesOf(
  session: Session,
  which: string,
  { aisleRows, aisleColumns }: { aisleRows: number[] | undefined; aisleColumns: number[] | undefined },
): Promise<Room['aisles']> {
  const rooms = await session.call('room.list', {});
  const before = (rooms.find((each) => each.name === which) ?? rooms.find((each) => String(each.id) === which))?.aisles;
  return { rows: aisleRows ?? before?.rows ?? [], columns: aisleColumns ?? before?.columns ?? [] };
}

function addRemove(room: Command, cli: Cli): void {
  room
    .command('remove')
    .description('remove a room; its computers stay')
    .argument('<room>')
    .action((which: string) =>
      cli.inSession(async (session) => {
        const removed = await session.call('room.remove', { room: which });
        cli.show(removed, () => [`Removed room ${removed.name}.`]);
      }),
    );
}
