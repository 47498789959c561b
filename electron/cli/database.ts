import { resolve } from 'node:path';
import type { Command } from 'commander';
import { describeBytes } from '../contract/describe.ts';
import type { Recovery } from '../engine/recover.ts';
import { claimFolder } from '../transport/instance.ts';
import type { Cli } from './cli.ts';
import { refuse } from './failure.ts';
import { table } from './table.ts';
import { dateAndTime } from './words.ts';

export function addDatabaseCommands(program: Command, cli: Cli): void {
  const database = program.command('database').description('the data file: back it up and restore it');
  addBackup(database, cli);
  addList(database, cli);
  addRestore(database, cli);
  addRecover(database, cli);
}

function addBackup(database: Command, cli: Cli): void {
  database
    .command('backup')
    .description('copy the data file, also while it is in use')
    .argument('[path]', 'a new file or a folder (else the folder of backups)')
    .action((path: string | undefined) =>
      cli.inSession(async (session) => {
        const input = path === undefined ? {} : { path: resolve(cli.terminal.workingFolder, path) };
        const made = await session.call('database.backup', input);
        cli.show(made, () => [`Backed up to ${made.path} (${describeBytes(made.bytes)}).`]);
      }),
    );
}

function addList(database: Command, cli: Cli): void {
  database
    .command('list')
    .description('list the folder of backups')
    .action(() =>
      cli.inSession(async (session) => {
        const backups = await session.call('database.list', {});
        const rows = backups.map((each) => [each.file, dateAndTime(each.at), describeBytes(each.bytes)]);
        cli.show(backups, () => table(['FILE', 'MADE', 'SIZE'], rows, 'There is no backup.'));
      }),
    );
}

function addRestore(database: Command, cli: Cli): void {
  database
    .command('restore')
    .description('put a backup in the place of all data; what was there is kept as a backup')
    .argument('<file>', 'a name of the list, or a path')
    .action((file: string) =>
      cli.inSession(async (session) => {
        const isName = !/[\\/]/.test(file);
        const kept = await session.call('database.restore', {
          file: isName ? file : resolve(cli.terminal.workingFolder, file),
        });
        cli.show(kept, () => [`Restored ${file}. What was there is kept in ${kept.file}.`]);
      }),
    );
}

function addRecover(database: Command, cli: Cli): void {
  database
    .command('recover')
    .description('put the newest whole backup in the place of a damaged data file, which is kept')
    .option('--empty', 'begin with an empty one when there is no whole backup')
    .action(async ({ empty }: { empty?: true }) => {
      const dataFolder = cli.dataFolder();
      const claim = await claimFolder(dataFolder, cli.paths.version);
      if (claim.kind === 'taken') refuse(`Process ${claim.by.pid} uses ${dataFolder}: end it first.`);
      try {
        // Not before it is needed, as with the engine: the store's native code.
        const { damageOf, recoverData } = await import('../engine/recover.ts');
        const damage = damageOf(dataFolder);
        if (!damage) return cli.show({ damage }, () => ['The data file is whole: nothing was changed.']);
        const done = recoverData(dataFolder, cli.terminal.now(), empty === true);
        if (!done) refuse('There is no whole backup: say --empty to begin anew. Nothing was changed.');
        cli.show({ damage, ...done }, () => recoveryLines(done));
      } finally {
        claim.hold.release();
      }
    });
}

function recoveryLines({ kept, from }: Recovery): string[] {
  const now = from
    ? `The backup ${from.file} of ${dateAndTime(from.at)} took the place of the data file.`
    : 'An empty data file takes its place.';
  return [now, `The damaged one is kept as ${kept}.`];
}
