import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { ActionKindView, CommandInput } from '../contract/api.ts';
import { type Action, ActionColour, ActionIcon } from '../contract/model.ts';
import { oneLine } from '../transport/one-line.ts';
import { type Assignments, assignmentArgument } from './arguments.ts';
import type { Cli } from './cli.ts';
import { refuse, wrongUsage } from './failure.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';

export function addActionCommands(program: Command, cli: Cli): void {
  const action = program.command('action').description('the actions: what a computer can boot');
  addList(action, cli);
  addKinds(action, cli);
  addAdd(action, cli);
  addSet(action, cli);
  addDuplicate(action, cli);
  addRemove(action, cli);
  addPreview(action, cli);
}

function addList(action: Command, cli: Cli): void {
  action
    .command('list')
    .description('list the actions')
    .action(() =>
      cli.inSession(async (session) => {
        const actions = await session.call('action.list', {});
        const rows = actions.map((each) => [String(each.id), each.name, each.kind, parameterText(each)]);
        cli.show(actions, () => table(['ID', 'NAME', 'KIND', 'PARAMETERS'], rows, 'There is no action.'));
      }),
    );
}

function parameterText(action: Action): string {
  const entries = Object.entries(action.parameters);
  return entries.map(([key, value]) => `${key}=${Array.isArray(value) ? value.join(',') : String(value)}`).join(' ');
}

function addKinds(action: Command, cli: Cli): void {
  action
    .command('kinds')
    .description('list the kinds of actions and the parameters of each')
    .action(() =>
      cli.inSession(async (session) => {
        const kinds = await session.call('action.kinds', {});
        const rows = kinds.map((kind) => [kind.kind, parameterNames(kind).join(' ') || '-', kind.description]);
        cli.show(kinds, () => table(['KIND', 'PARAMETERS', 'WHAT IT DOES'], rows, 'There is no kind.'));
      }),
    );
}

function parameterNames({ parameters }: ActionKindView): string[] {
  const schema = parameters;
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return [];
  return Object.keys(Object(schema.properties));
}

interface ParameterOptions {
  readonly set?: Assignments;
  readonly setFile?: Assignments;
  readonly icon?: ActionIcon;
  readonly colour?: ActionColour;
}

const iconOption = () => new Option('--icon <icon>', 'its glyph').choices(ActionIcon.options);
const colourOption = () => new Option('--colour <colour>', 'the colour behind its glyph').choices(ActionColour.options);

function lookOf({ icon, colour }: ParameterOptions): { icon?: ActionIcon; colour?: ActionColour } {
  return { ...(icon ? { icon } : {}), ...(colour ? { colour } : {}) };
}

function addAdd(action: Command, cli: Cli): void {
  action
    .command('add')
    .description('add an action')
    .requiredOption('--name <name>', 'its name')
    .requiredOption('--kind <kind>', 'its kind; "rollcall action kinds" lists them')
    .option('--set <key=value>', 'a parameter (repeat; a key given again makes a list)', assignmentArgument)
    .option('--set-file <key=file>', 'a parameter whose text is in a file (repeat)', assignmentArgument)
    .addOption(iconOption())
    .addOption(colourOption())
    .action((options: ParameterOptions & { name: string; kind: string }) =>
      cli.inSession(async (session) => {
        const { name, kind } = options;
        const parameters = await readParameters(cli, session, kind, options);
        const added = await session.call('action.add', { name, kind, parameters, ...lookOf(options) });
        cli.show(added, () => [`Added action ${added.name}.`]);
      }),
    );
}

function addSet(action: Command, cli: Cli): void {
  action
    .command('set')
    .description('change an action: by its name or number')
    .argument('<action>')
    .option('--name <name>', 'its name')
    .option('--set <key=value>', 'a parameter (repeat); the others stay', assignmentArgument)
    .option('--set-file <key=file>', 'a parameter whose text is in a file (repeat)', assignmentArgument)
    .addOption(iconOption())
    .addOption(colourOption())
    .action((which: string, options: ParameterOptions & { name?: string }) =>
      cli.inSession(async (session) => {
        const actions = await session.call('action.list', {});
        const there = actions.find((each) => each.name === which) ?? actions.find((each) => String(each.id) === which);
        if (!there) return refuse(`There is no action ${which}.`);
        const input: CommandInput<'action.set'> = { action: there.id, ...lookOf(options) };
        if (options.name !== undefined) input.name = options.name;
        if (options.set || options.setFile) {
          input.parameters = await readParameters(cli, session, there.kind, options);
        }
        const changed = await session.call('action.set', input);
        cli.show(changed, () => [`Changed action ${changed.name}.`]);
      }),
    );
}

function addDuplicate(action: Command, cli: Cli): void {
  action
    .command('duplicate')
    .description('add a copy of an action')
    .argument('<action>')
    .option('--name <name>', 'the name of the copy (else the next free one)')
    .action((which: string, options: { name?: string }) =>
      cli.inSession(async (session) => {
        const copy = await session.call('action.duplicate', { action: which, ...options });
        cli.show(copy, () => [`Added action ${copy.name}.`]);
      }),
    );
}

function addRemove(action: Command, cli: Cli): void {
  action
    .command('remove')
    .description('remove an action that no task and no default uses')
    .argument('<action>')
    .action((which: string) =>
      cli.inSession(async (session) => {
        const removed = await session.call('action.remove', { action: which });
        cli.show(removed, () => [`Removed action ${removed.name}.`]);
      }),
    );
}

function addPreview(action: Command, cli: Cli): void {
  action
    .command('preview')
    .description('the exact script that a computer would get now; nothing is changed')
    .argument('<computer>', 'its name, MAC address or number')
    .option('--action <action>', 'of this action, else of what is decided for the computer')
    .action((computer: string, options: { action?: string }) =>
      cli.inSession(async (session) => {
        const seen = await session.call('script.preview', { computer, ...options });
        cli.show(seen, () =>
          seen.text
            .trimEnd()
            .split('\n')
            .map((line) => oneLine(line, 4_096)),
        );
      }),
    );
}

type Said = string | number | boolean | string[];

/** The type that a kind's schema names for one parameter, when it names one. */
function parameterType({ parameters }: ActionKindView, name: string): unknown {
  const properties: unknown = Object(parameters).properties;
  return Object.hasOwn(Object(properties), name) ? Object(Object(properties)[name]).type : undefined;
}

/** A word as the type wants it; one that does not fit stays a word, and the engine says what is wrong with it. */
function asParameter(word: string, type: unknown): Said {
  switch (type) {
    case 'boolean':
      return word === 'true' || word === 'yes' ? true : word === 'false' || word === 'no' ? false : word;
    case 'integer':
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(word) ? Number(word) : word;
    case 'array':
      return [word];
    default:
      return word;
  }
}

/** The parameters of `--set` and `--set-file`; paths are made absolute from where the person is. */
async function readParameters(
  cli: Cli,
  session: Session,
  kindName: string,
  { set = new Map(), setFile = new Map() }: ParameterOptions,
): Promise<Record<string, Said>> {
  const from = cli.terminal.workingFolder;
  const kinds = await session.call('action.kinds', {});
  const kind = kinds.find((each) => each.kind === kindName);
  const paths = kind?.fileParameters ?? [];
  const parameters: Record<string, Said> = {};
  for (const [key, values] of set as Assignments) {
    const said = paths.includes(key) ? values.map((value) => resolve(from, value)) : [...values];
    parameters[key] = said.length === 1 ? asParameter(said[0] ?? '', kind && parameterType(kind, key)) : said;
  }
  for (const [key, [file]] of setFile as Assignments) {
    if (key in parameters) wrongUsage(`Say ${key} once: with --set or with --set-file.`);
    parameters[key] = await readFile(resolve(from, file ?? ''), 'utf8');
  }
  return parameters;
}
