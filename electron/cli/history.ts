import type { Command } from 'commander';
import { describeReason } from '../contract/describe.ts';
import type { HistoryEntry } from '../contract/model.ts';
import { numberArgument } from './arguments.ts';
import type { Cli } from './cli.ts';
import { table } from './table.ts';
import { dateAndTime } from './words.ts';

export function addHistoryCommands(program: Command, cli: Cli): void {
  const history = program.command('history').description('what was executed');
  history
    .command('list')
    .description('list the newest entries')
    .option('--computer <computer>', 'only those of this computer')
    .option('--limit <number>', 'how many at most', numberArgument(1, 10_000), 200)
    .option('--before <id>', 'only entries older than this one', numberArgument(1, Number.MAX_SAFE_INTEGER))
    .action((options: { computer?: string; limit: number; before?: number }) =>
      cli.inSession(async (session) => {
        const entries = await session.call('history.list', options);
        cli.show(entries, () => table(headings, entries.map(historyRow), 'Nothing was executed yet.'));
      }),
    );
}

const headings = ['ID', 'SERVED', 'COMPUTER', 'ACTION', 'WHY', 'OUTCOME', 'STARTED', 'RUNNING'];

function historyRow(entry: HistoryEntry): string[] {
  return [
    String(entry.id),
    dateAndTime(entry.servedAt),
    entry.computerName ?? entry.mac,
    entry.actionName,
    describeReason(entry.reason),
    entry.outcome,
    dateAndTime(entry.startedAt),
    dateAndTime(entry.runningAt),
  ];
}
