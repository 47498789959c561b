import { type Command, Option } from 'commander';
import { parseWindow } from '../boot/window.ts';
import type { TaskView } from '../contract/api.ts';
import { Id } from '../contract/model.ts';
import { listArgument } from './arguments.ts';
import type { Cli } from './cli.ts';
import { computersOf } from './computers-of.ts';
import { wrongUsage } from './failure.ts';
import { table } from './table.ts';
import { count, dateAndTime } from './words.ts';

export function addTaskCommands(program: Command, cli: Cli): void {
  const task = program.command('task').description('the tasks: an action for a computer inside a time window');
  addList(task, cli);
  addAdd(task, cli);
  addCancel(task, cli);
  addRearm(task, cli);
}

const headings = ['ID', 'COMPUTER', 'ACTION', 'REPEAT', 'FROM', 'UNTIL', 'STATE'];

function taskRow(task: TaskView): string[] {
  return [
    String(task.id),
    task.computerName,
    task.actionName,
    task.repeat,
    dateAndTime(task.notBefore),
    dateAndTime(task.notAfter),
    task.held ? `${task.state}, held by an exam` : task.state,
  ];
}

function addList(task: Command, cli: Cli): void {
  task
    .command('list')
    .description('list the tasks')
    .option('--computer <computer>', 'only those of this computer')
    .action((options: { computer?: string }) =>
      cli.inSession(async (session) => {
        const tasks = await session.call('task.list', options);
        cli.show(tasks, () => table(headings, tasks.map(taskRow), 'There is no task.'));
      }),
    );
}

interface AddOptions {
  readonly computer?: string[];
  readonly room?: string;
  readonly action: string;
  readonly from: string;
  readonly for?: string;
  readonly until?: string;
  readonly repeat: 'once' | 'every-boot';
}

function addAdd(task: Command, cli: Cli): void {
  task
    .command('add')
    .description('let computers boot an action inside a time window')
    .option('--computer <computer>', 'a computer (repeat, or several between commas)', listArgument)
    .option('--room <room>', 'every computer of this room')
    .requiredOption('--action <action>', 'what they boot')
    .option('--from <time>', 'now, +90m, 14:00, 2026-11-25 08:00', 'now')
    .option('--for <length>', '90m, 2h, 1d')
    .option('--until <time>', 'as --from')
    .addOption(new Option('--repeat <how>', 'how often').choices(['once', 'every-boot']).default('once'))
    .action((options: AddOptions) =>
      cli.inSession(async (session) => {
        const window = parseWindow(options, cli.terminal.now());
        if ('error' in window) return wrongUsage(window.error);
        const tasks = await session.call('task.add', {
          computers: await computersOf(session, options),
          action: options.action,
          repeat: options.repeat === 'every-boot' ? 'every boot' : 'once',
          notBefore: window.notBefore,
          notAfter: window.notAfter,
        });
        cli.show(tasks, () => [`Added ${count(tasks.length, 'task')}.`, ...table(headings, tasks.map(taskRow), '')]);
      }),
    );
}

function addCancel(task: Command, cli: Cli): void {
  task
    .command('cancel')
    .description('take tasks off the list: by their numbers')
    .argument('<task...>')
    .action((words: string[]) =>
      cli.inSession(async (session) => {
        const cancelled = await session.call('task.cancel', { tasks: words.map(taskNumber) });
        cli.show(cancelled, () => [`Cancelled ${count(cancelled.length, 'task')}.`]);
      }),
    );
}

function taskNumber(word: string): number {
  return Id.safeParse(Number(word)).data ?? wrongUsage(`“${word}” is no task number.`);
}

function addRearm(task: Command, cli: Cli): void {
  task
    .command('rearm')
    .description('give tasks a new time window: what was missed is due again')
    .argument('<task...>')
    .option('--from <time>', 'now, +90m, 14:00, 2026-11-25 08:00', 'now')
    .option('--for <length>', '90m, 2h, 1d')
    .option('--until <time>', 'as --from')
    .action((words: string[], options: Pick<AddOptions, 'from' | 'for' | 'until'>) =>
      cli.inSession(async (session) => {
        const window = parseWindow(options, cli.terminal.now());
        if ('error' in window) return wrongUsage(window.error);
        const { notBefore, notAfter } = window;
        const tasks = await session.call('task.rearm', { tasks: words.map(taskNumber), notBefore, notAfter });
        cli.show(tasks, () => [
          `Armed ${count(tasks.length, 'task')} again.`,
          ...table(headings, tasks.map(taskRow), ''),
        ]);
      }),
    );
}
