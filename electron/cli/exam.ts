import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { parseWindow } from '../boot/window.ts';
import type { Language } from '../contract/console.ts';
import type { Exam } from '../contract/exam.ts';
import { examState } from '../contract/exam-seat.ts';
import { seatTable } from '../contract/seat-table.ts';
import { listArgument, numberArgument } from './arguments.ts';
import type { Cli } from './cli.ts';
import { wrongUsage } from './failure.ts';
import { table } from './table.ts';
import { count, dateAndTime } from './words.ts';

export function addExamCommands(program: Command, cli: Cli): void {
  const exam = program.command('exam').description('exams: every boot of their seats comes back until the end');
  addList(exam, cli);
  addStart(exam, cli);
  addJoin(exam, cli);
  addExtend(exam, cli);
  addSet(exam, cli);
  addEnd(exam, cli);
  addReport(exam, cli);
}

const headings = ['ID', 'NAME', 'BOOTS', 'FROM', 'UNTIL', 'SEATS', 'STATE'];

function examRow(exam: Exam, now: number): string[] {
  return [
    String(exam.id),
    exam.name,
    exam.actionName,
    dateAndTime(exam.notBefore),
    dateAndTime(exam.notAfter),
    String(exam.seats.length),
    examState(exam, now),
  ];
}

function addList(exam: Command, cli: Cli): void {
  exam
    .command('list')
    .description('list the exams, the newest first')
    .action(() =>
      cli.inSession(async (session) => {
        const exams = await session.call('exam.list', {});
        const now = cli.terminal.now();
        cli.show(exams, () =>
          table(
            headings,
            exams.map((each) => examRow(each, now)),
            'There is no exam.',
          ),
        );
      }),
    );
}

interface StartOptions {
  readonly room?: string[];
  readonly computer?: string[];
  readonly action: string;
  readonly from: string;
  readonly for?: string;
  readonly until?: string;
  readonly portal?: string;
  readonly allow?: string[];
  readonly closedNetwork?: boolean;
  readonly variable?: string[];
  readonly variables?: string;
  readonly wake?: boolean;
  readonly preview?: boolean;
  readonly pin?: string;
}

function addStart(exam: Command, cli: Cli): void {
  exam
    .command('start')
    .description('start an exam, now or at a time')
    .argument('<name>')
    .option('--room <room>', 'every computer of this room (repeat, or several between commas)', listArgument)
    .option('--computer <computer>', 'a computer (repeat, or several between commas)', listArgument)
    .requiredOption('--action <action>', 'what the seats boot')
    .option('--from <time>', 'now, +90m, 14:00, 2026-11-25 08:00', 'now')
    .option('--for <length>', '90m, 2h')
    .option('--until <time>', 'as --from')
    .option('--portal <address>', 'the page of the exam: ${exam-portal} in scripts')
    .option('--allow <address>', 'what the seats may reach beside it: ${exam-allow} in scripts', listArgument)
    .option('--closed-network', 'tell the seats no router and no DNS server')
    .option('--variable <computer:name=value>', 'what scripts of one seat may name (repeat)', listArgument)
    .option('--variables <file>', 'the same as a table: a line a seat, the computer first, a first line of names')
    .option('--wake', 'send each seat its magic packet')
    .option('--pin <pin>', 'what changing and ending it asks for (else the first line of stdin)')
    .option('--preview', 'only say what would happen')
    .action((name: string, options: StartOptions) =>
      cli.inSession(async (session) => {
        const window = parseWindow(options, cli.terminal.now());
        if ('error' in window) return wrongUsage(window.error);
        const words = { name, ...startWords(options), ...window };
        if (options.preview) {
          const seen = await session.call('exam.preview', words);
          return cli.show(seen, () => [
            `${count(seen.computers.length, 'seat')}: ${seen.inThisBoot.length} in this boot, ${seen.atNextStart.length} at the next start, ${seen.off.length} off.`,
            `${count(seen.waiting, 'other task')} would wait.`,
          ]);
        }
        const made = await session.call('exam.start', {
          ...words,
          seats: [...(await seatFile(options.variables)), ...seatVariables(options.variable ?? [])],
          wake: options.wake ?? false,
          pin: await pinOf(cli, options),
        });
        cli.show(made, () => [`Exam ${made.name} has ${count(made.seats.length, 'seat')}.`]);
      }),
    );
}

function startWords({ room, computer, action, portal, allow, closedNetwork }: StartOptions) {
  return {
    rooms: room ?? [],
    computers: computer ?? [],
    action,
    portal: portal ?? null,
    allow: allow ?? [],
    closedNetwork: closedNetwork ?? false,
  };
}

async function seatFile(file: string | undefined): Promise<{ computer: string; variables: Record<string, string> }[]> {
  if (file === undefined) return [];
  const lines = seatTable(await readFile(resolve(file), 'utf8'));
  return lines.map(({ computer, variables }) => ({ computer, variables: { ...variables } }));
}

/** `PC-01:candidate=4711`, several of one computer together. A MAC address may stand for the name. */
function seatVariables(said: readonly string[]): { computer: string; variables: Record<string, string> }[] {
  const seats = new Map<string, Record<string, string>>();
  for (const text of said) {
    const [, computer, name, value] = /^(.+?):([a-z][\w-]{0,31})=(.*)$/i.exec(text) ?? [];
    if (computer === undefined || name === undefined || value === undefined) {
      return wrongUsage(`“${text}” is no variable of a seat: PC-01:candidate=4711.`);
    }
    seats.set(computer, { ...seats.get(computer), [name]: value });
  }
  return [...seats].map(([computer, variables]) => ({ computer, variables }));
}

/** An option is seen in the list of processes: a script rather pipes the PIN in. */
async function pinOf(cli: Cli, { pin }: { readonly pin?: string }): Promise<string> {
  return pin ?? (await cli.terminal.readAll()).split(/\r?\n/)[0] ?? '';
}

function addJoin(exam: Command, cli: Cli): void {
  exam
    .command('join')
    .description('seat late computers in an exam')
    .argument('<exam>')
    .argument('<computer...>')
    .action((which: string, computers: string[]) =>
      cli.inSession(async (session) => {
        const joined = await session.call('exam.join', { exam: which, computers });
        cli.show(joined, () => [`Exam ${joined.name} has ${count(joined.seats.length, 'seat')}.`]);
      }),
    );
}

interface ChangeOptions {
  readonly computer?: string[];
  readonly pin?: string;
}

const pinOption = ['--pin <pin>', 'the PIN (else the first line of stdin)'] as const;

function addExtend(exam: Command, cli: Cli): void {
  exam
    .command('extend')
    .description('give an exam more time: all of it, or some seats')
    .argument('<exam>')
    .requiredOption('--minutes <number>', 'how much more', numberArgument(1, 480))
    .option('--computer <computer>', 'only these seats', listArgument)
    .option(...pinOption)
    .action((which: string, options: ChangeOptions & { readonly minutes: number }) =>
      cli.inSession(async (session) => {
        const { computer: computers = [], minutes } = options;
        const input = { exam: which, computers, minutes, pin: await pinOf(cli, options) };
        const changed = await session.call('exam.extend', input);
        cli.show(changed, () => [`Exam ${changed.name} has ${count(minutes, 'more minute')}.`]);
      }),
    );
}

interface SetOptions {
  readonly name?: string;
  readonly from?: string;
  readonly for?: string;
  readonly until?: string;
  readonly portal?: string;
  readonly allow?: string[];
  readonly closedNetwork?: boolean;
  readonly openNetwork?: boolean;
  readonly pin?: string;
}

function addSet(exam: Command, cli: Cli): void {
  exam
    .command('set')
    .description('change an exam; while it runs only its name, its portal, its allow-list, and a network to close')
    .argument('<exam>')
    .option('--name <name>', 'its new name')
    .option('--from <time>', 'a new time, with --for or --until')
    .option('--for <length>', '90m, 2h')
    .option('--until <time>', 'as --from')
    .option('--portal <address>', 'the page of the exam, or none')
    .option('--allow <address>', 'in the place of the allow-list (repeat), or none', listArgument)
    .option('--closed-network', 'tell the seats no router and no DNS server')
    .addOption(new Option('--open-network', 'tell them both').conflicts('closedNetwork'))
    .option(...pinOption)
    .action((which: string, options: SetOptions) =>
      cli.inSession(async (session) => {
        const { name } = options;
        const input = {
          exam: which,
          ...(name === undefined ? {} : { name }),
          ...setWords(options, cli.terminal.now()),
        };
        const changed = await session.call('exam.set', { ...input, pin: await pinOf(cli, options) });
        cli.show(changed, () => [`Exam ${changed.name} is changed.`]);
      }),
    );
}

function setWords(options: SetOptions, now: number) {
  const { portal, allow, closedNetwork, openNetwork } = options;
  return {
    ...newTimes(options, now),
    ...(portal === undefined ? {} : { portal: portal === 'none' ? null : portal }),
    ...(allow === undefined ? {} : { allow: allow.filter((word) => word !== 'none') }),
    ...(closedNetwork || openNetwork ? { closedNetwork: closedNetwork ?? false } : {}),
  };
}

function newTimes({ from, for: length, until }: SetOptions, now: number) {
  if (from === undefined && length === undefined && until === undefined) return {};
  if (from === undefined) return wrongUsage('A new time needs --from, with --for or --until.');
  const options = { from, ...(length === undefined ? {} : { for: length }), ...(until === undefined ? {} : { until }) };
  const window = parseWindow(options, now);
  return 'error' in window ? wrongUsage(window.error) : window;
}

function addEnd(exam: Command, cli: Cli): void {
  exam
    .command('end')
    .description('end an exam at once, or let some seats go: their defaults are back')
    .argument('<exam>')
    .option('--computer <computer>', 'only these seats', listArgument)
    .option(...pinOption)
    .action((which: string, options: ChangeOptions) =>
      cli.inSession(async (session) => {
        const input = { exam: which, computers: options.computer ?? [], pin: await pinOf(cli, options) };
        const ended = await session.call('exam.end', input);
        const open = ended.seats.filter((seat) => seat.releasedAt === null).length;
        cli.show(ended, () => [
          ended.endedAt === null
            ? `Exam ${ended.name} goes on with ${count(open, 'seat')}.`
            : `Exam ${ended.name} is over.`,
        ]);
      }),
    );
}

function addReport(exam: Command, cli: Cli): void {
  exam
    .command('report')
    .description('the record of an exam: each boot of each seat')
    .argument('<exam>')
    .option('--csv <file>', 'write it as CSV')
    .option('--html <file>', 'write it as a page to print')
    .addOption(new Option('--language <language>', 'of its words').choices(['en', 'fr']).default('en'))
    .action((which: string, options: { readonly csv?: string; readonly html?: string; readonly language: Language }) =>
      cli.inSession(async (session) => {
        const input = { exam: which, language: options.language };
        const { rows, csv, html } = await session.call('exam.report', input);
        const wanted = [
          [options.csv, csv],
          [options.html, html],
        ] as const;
        const files: string[] = [];
        for (const [file, text] of wanted) {
          if (file === undefined) continue;
          const path = resolve(cli.terminal.workingFolder, file);
          await writeFile(path, text);
          files.push(path);
        }
        if (files.length === 0 && !cli.json()) return cli.terminal.write(csv);
        cli.show(files.length === 0 ? rows : { files }, () => files.map((path) => `Wrote ${path}.`));
      }),
    );
}
