import type { Command } from 'commander';
import type { Status } from '../contract/api.ts';
import type { Cli } from './cli.ts';
import { servingLines, troubleOf } from './serving.ts';
import type { Session } from './session.ts';
import { pairs } from './table.ts';
import { count } from './words.ts';

export function addStatusCommand(program: Command, cli: Cli): void {
  program
    .command('status')
    .description('say whether Rollcall runs on the data folder, and what it serves')
    .action(() =>
      cli.inSession(async (session) => {
        const status = await session.call('status', {});
        cli.show({ running: session.kind === 'running', ...status }, () => [
          ...runningLines(session, status),
          ...pairs(statusPairs(status)),
        ]);
      }),
    );
}

function runningLines(session: Session, { service, pid }: Status): string[] {
  if (session.kind === 'alone') return ['Rollcall does not run on this data folder.'];
  const runs = `Rollcall runs as process ${pid}, console ${session.instance.url}`;
  switch (service.state) {
    case 'stopped':
      return [runs, 'It does not serve.'];
    case 'failed':
      return [runs, `It cannot serve on ${service.settings.card}: ${troubleOf(service)}`];
    case 'serving':
      return [runs, ...servingLines(service)];
  }
}

function statusPairs(status: Status): (readonly [string, string])[] {
  const loaders = status.firmware.filter((file) => file.present).length;
  return [
    ['Version', status.version],
    ['Data folder', status.dataFolder],
    ['Computers', String(status.computers)],
    ['Leases', String(status.leases)],
    ['Tasks', `${status.dueTasks} due, ${status.missedTasks} missed`],
    ['Boot loaders', `${loaders} of ${count(status.firmware.length, 'file')}`],
  ];
}
