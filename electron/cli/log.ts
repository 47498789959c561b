import type { Command } from 'commander';
import type { EventBatch, LogLine } from '../contract/api.ts';
import { numberArgument } from './arguments.ts';
import type { Cli } from './cli.ts';
import { refuse } from './failure.ts';
import type { RunningSession, Session } from './session.ts';
import { dateAndTime, logText, timeOfDay } from './words.ts';

interface LogOptions {
  readonly follow?: boolean;
  readonly computer?: string;
  readonly limit: number;
}

/** WebSocket close codes: the server stopped; this reader was too slow and shall come back. */
const goingAway = 1001;
const tooSlow = 1013;

/** The most lines that one call brings. */
const mostLines = 10_000;

export function addLogCommand(program: Command, cli: Cli): void {
  program
    .command('log')
    .description('what the computers did, in plain words')
    .option('--follow', 'go on with new lines as they come; with --json one object a line')
    .option('--computer <computer>', 'only of this computer')
    .option('--limit <number>', 'how many of the newest lines at first', numberArgument(1, mostLines), 200)
    .action((options: LogOptions) => (options.follow ? follow(cli, options) : show(cli, options)));
}

function show(cli: Cli, { limit, computer }: LogOptions): Promise<void> {
  return cli.inSession(async (session) => {
    const lines = await session.call('log.list', { limit, ...(computer === undefined ? {} : { computer }) });
    cli.show(lines, () =>
      lines.map((line) => logText(line, `${dateAndTime(line.at)}:${timeOfDay(line.at).slice(-2)}`)),
    );
  });
}

async function follow(cli: Cli, options: LogOptions): Promise<void> {
  const stopped = cli.terminal.untilStopped();
  const printed = { last: 0 };
  let { limit } = options;
  for (;;) {
    let again = false;
    await cli.inSession(async (session) => {
      again = await followOnce(cli, session, { ...options, limit }, printed, stopped);
    });
    if (!again) return;
    limit = mostLines;
  }
}

/** Prints what there is, then what comes. True: the connection was cut because we were slow, and shall be made again. */
async function followOnce(
  cli: Cli,
  session: Session,
  options: LogOptions,
  printed: { last: number },
  stopped: Promise<void>,
): Promise<boolean> {
  if (session.kind === 'alone') return refuse('Rollcall does not run on this data folder: there is nothing to follow.');
  const printer = createPrinter(cli, printed, await computerId(session, options.computer));
  session.subscribe((batch) => printer.take(batch));
  printer.start(await session.call('log.list', listInput(options)));
  const end = await Promise.race([stopped.then(() => null), session.ended]);
  if (end === null || end.code === goingAway) return false;
  if (end.code === tooSlow) return true;
  return refuse('The connection to Rollcall was lost.');
}

function listInput({ limit, computer }: LogOptions) {
  return computer === undefined ? { limit } : { limit, computer };
}

async function computerId(session: RunningSession, computer: string | undefined): Promise<number | null> {
  if (computer === undefined) return null;
  const computers = await session.call('computer.list', {});
  const asked = computer.toLowerCase().replaceAll('-', ':');
  const found =
    computers.find((each) => each.mac === asked || each.name === computer) ??
    computers.find((each) => String(each.id) === computer);
  return found ? found.id : refuse(`There is no computer ${computer}.`);
}

/** Lines that arrive while the first ones are fetched wait; a line is printed once, in the order of their numbers. */
function createPrinter(cli: Cli, printed: { last: number }, computer: number | null) {
  let waiting: LogLine[] | null = [];
  const print = (line: LogLine) => {
    if (line.id <= printed.last || (computer !== null && line.computerId !== computer)) return;
    printed.last = line.id;
    cli.show(line, () => [logText(line, timeOfDay(line.at))]);
  };
  return {
    take: ({ events }: EventBatch) => {
      for (const event of events) {
        if (event.kind !== 'log') continue;
        if (waiting) waiting.push(event.line);
        else print(event.line);
      }
    },
    start: (lines: readonly LogLine[]) => {
      for (const line of [...lines, ...(waiting ?? [])]) print(line);
      waiting = null;
    },
  };
}
