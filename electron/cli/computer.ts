import type { Command } from 'commander';
import { Option } from 'commander';
import type { CommandInput } from '../contract/api.ts';
import { type Computer, FirmwareKind, type Seat } from '../contract/model.ts';
import { type Assignments, addressArgument, assignmentArgument, listArgument, seatArgument } from './arguments.ts';
import type { Cli } from './cli.ts';
import { computersOf } from './computers-of.ts';
import { placeNames } from './place-names.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';
import { count, dateAndTime, seatText } from './words.ts';

export function addComputerCommands(program: Command, cli: Cli): void {
  const computer = program.command('computer').description('the computers: name, seat and default action');
  addList(computer, cli);
  addAdd(computer, cli);
  addSet(computer, cli);
  addRemove(computer, cli);
  addWake(computer, cli);
  addAdmission(computer, cli, 'admit', 'serve computers that appeared by themselves');
  addAdmission(computer, cli, 'refuse', 'leave computers alone from now on; they go on to their disks');
}

function addAdmission(computer: Command, cli: Cli, word: 'admit' | 'refuse', description: string): void {
  computer
    .command(word)
    .description(description)
    .argument('<computer...>', 'names, numbers or MAC addresses')
    .action((computers: string[]) =>
      cli.inSession(async (session) => {
        const told = await session.call('computer.admit', { computers, serve: word === 'admit' });
        const names = told.map(nameOf).join(', ');
        cli.show(told, () => [word === 'admit' ? `Serves ${names}.` : `Leaves ${names} alone.`]);
      }),
    );
}

function addList(computer: Command, cli: Cli): void {
  computer
    .command('list')
    .description('list the computers')
    .option('--room <room>', 'only those of this room')
    .action((options: { room?: string }) =>
      cli.inSession(async (session) => {
        const computers = await session.call('computer.list', options);
        if (cli.json()) return cli.show(computers, () => []);
        const names = await placeNames(session);
        const rows = computers.map((each) => computerRow(each, names));
        cli.show(computers, () => table(headings, rows, 'There is no computer.'));
      }),
    );
}

const headings = ['ID', 'NAME', 'MAC', 'ROOM', 'SEAT', 'DEFAULT', 'ADDRESS', 'FIRMWARE', 'STATUS', 'LAST SEEN'];

function computerRow(computer: Computer, names: Awaited<ReturnType<typeof placeNames>>): string[] {
  return [
    String(computer.id),
    computer.name ?? '-',
    computer.mac,
    names.room(computer.roomId),
    seatText(computer.seat),
    names.action(computer.defaultActionId),
    computer.reservedAddress ?? '-',
    computer.firmware,
    computer.status,
    dateAndTime(computer.lastSeenAt),
  ];
}

interface AddOptions {
  readonly mac: string;
  readonly name?: string;
  readonly room?: string;
  readonly seat?: Seat;
  readonly default?: string;
  readonly address?: string;
  readonly firmware?: FirmwareKind;
  readonly var?: Assignments;
}

function addAdd(computer: Command, cli: Cli): void {
  computer
    .command('add')
    .description('add a computer; a room that is not there yet is made')
    .requiredOption('--mac <mac>', 'its MAC address')
    .option('--name <name>', 'its name')
    .option('--room <room>', 'its room')
    .option('--seat <row,column>', 'its seat in the room', seatArgument)
    .option('--default <action>', 'what it boots when no task is due')
    .option('--address <address>', 'the address that DHCP keeps for it', addressArgument)
    .addOption(new Option('--firmware <kind>', 'its firmware, when known').choices(FirmwareKind.options))
    .option('--var <key=value>', 'a variable for its scripts (repeat)', assignmentArgument)
    .action((options: AddOptions) =>
      cli.inSession(async (session) => {
        const input = addInput(options);
        const made = await makeRoom(session, options.room, options.seat);
        const added = await session.call('computer.add', input);
        cli.show(added, () => [...made, `Added computer ${nameOf(added)}.`]);
      }),
    );
}

function addInput({ mac, name, room, seat, default: action, address, firmware, var: values }: AddOptions) {
  const input: CommandInput<'computer.add'> = { mac };
  if (name !== undefined) input.name = name;
  if (room !== undefined) input.room = room;
  if (seat !== undefined) input.seat = seat;
  if (action !== undefined) input.defaultAction = action;
  if (address !== undefined) input.reservedAddress = address;
  if (firmware !== undefined) input.firmware = firmware;
  if (values !== undefined) input.variables = variablesOf(values);
  return input;
}

/** The first computer of a room brings its room with it, with the usual size or as large as its seat needs. */
async function makeRoom(session: Session, room: string | undefined, seat: Seat | undefined): Promise<string[]> {
  if (room === undefined) return [];
  const rooms = await session.call('room.list', {});
  if (rooms.some((each) => each.name === room || String(each.id) === room)) return [];
  const size = seat ? { rows: Math.max(5, seat.row), columns: Math.max(6, seat.column) } : {};
  const made = await session.call('room.add', { name: room, ...size });
  return [`Made room ${made.name} with ${count(made.rows, 'row')} and ${count(made.columns, 'column')}.`];
}

interface SetOptions {
  readonly name?: string | false;
  readonly room?: string | false;
  readonly seat?: Seat | false;
  readonly default?: string | false;
  readonly address?: string | false;
  readonly var?: Assignments;
}

function addSet(computer: Command, cli: Cli): void {
  computer
    .command('set')
    .description('change a computer: by its name, MAC address or number')
    .argument('<computer>')
    .option('--name <name>', 'its name')
    .option('--no-name', 'take its name away')
    .option('--room <room>', 'its room')
    .option('--no-room', 'take it out of its room')
    .option('--seat <row,column>', 'its seat', seatArgument)
    .option('--no-seat', 'take it off its seat')
    .option('--default <action>', 'what it boots when no task is due')
    .option('--no-default', 'boot what its room says')
    .option('--address <address>', 'the address that DHCP keeps for it', addressArgument)
    .option('--no-address', 'keep no address for it')
    .option('--var <key=value>', 'its variables, all of them (repeat)', assignmentArgument)
    .action((which: string, options: SetOptions) =>
      cli.inSession(async (session) => {
        const changed = await session.call('computer.set', setInput(which, options));
        cli.show(changed, () => [`Changed computer ${nameOf(changed)}.`]);
      }),
    );
}

function setInput(computer: string, options: SetOptions): CommandInput<'computer.set'> {
  const input: CommandInput<'computer.set'> = { computer };
  if (options.name !== undefined) input.name = options.name || null;
  if (options.room !== undefined) input.room = options.room || null;
  if (options.seat !== undefined) input.seat = options.seat || null;
  if (options.default !== undefined) input.defaultAction = options.default || null;
  if (options.address !== undefined) input.reservedAddress = options.address || null;
  if (options.var !== undefined) input.variables = variablesOf(options.var);
  return input;
}

function variablesOf(values: Assignments): Record<string, string> {
  return Object.fromEntries([...values].map(([key, all]) => [key, all.at(-1) ?? '']));
}

function addRemove(computer: Command, cli: Cli): void {
  computer
    .command('remove')
    .description('remove a computer with its tasks; its history stays')
    .argument('<computer>')
    .action((which: string) =>
      cli.inSession(async (session) => {
        const removed = await session.call('computer.remove', { computer: which });
        cli.show(removed, () => [`Removed computer ${nameOf(removed)}.`]);
      }),
    );
}

function addWake(computer: Command, cli: Cli): void {
  computer
    .command('wake')
    .description('switch computers on by Wake-on-LAN, while Rollcall serves')
    .argument('[computer...]')
    .option('--room <room>', 'every computer of this room')
    .option('--computer <computer>', 'another way to name one (repeat, or several between commas)', listArgument)
    .action((words: string[], options: { room?: string; computer?: string[] }) =>
      cli.inSession(async (session) => {
        const computers = await computersOf(session, { ...options, computer: [...words, ...(options.computer ?? [])] });
        const woken = await session.call('computer.wake', { computers });
        cli.show(woken, () => [`Called ${count(woken.computers.length, 'computer')}.`]);
      }),
    );
}

function nameOf(computer: Computer): string {
  return computer.name ? `${computer.name} (${computer.mac})` : computer.mac;
}
