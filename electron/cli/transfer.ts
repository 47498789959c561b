import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ImportResult } from '../contract/api.ts';
import { describePhrase } from '../contract/describe.ts';
import type { Cli } from './cli.ts';
import { CommandFailed, refuse } from './failure.ts';
import { count } from './words.ts';

export function addTransferCommands(program: Command, cli: Cli): void {
  program
    .command('import')
    .description('add and change computers from a CSV file: MAC, name, room, row, column, default action')
    .argument('<file>', 'the file; - is stdin')
    .option('--dry-run', 'only say what would change')
    .action((file: string, { dryRun = false }: { dryRun?: boolean }) =>
      cli.inSession(async (session) => {
        const csv = await readText(cli, file);
        const result = await session.call('computers.import', { csv, dryRun });
        cli.show(result, () => [importText(result, dryRun)]);
        endByRefusals(cli, result);
      }),
    );
  program
    .command('export')
    .description('write the computers to a CSV file')
    .argument('<file>', 'the file; - is stdout')
    .action((file: string) =>
      cli.inSession(async (session) => {
        const { csv } = await session.call('computers.export', {});
        if (file === '-' && !cli.json()) return cli.terminal.write(csv);
        if (file === '-') return cli.show({ csv }, () => []);
        const path = resolve(cli.terminal.workingFolder, file);
        await writeFile(path, csv);
        cli.show({ file: path }, () => [`Wrote ${path}.`]);
      }),
    );
}

async function readText(cli: Cli, file: string): Promise<string> {
  if (file === '-') return cli.terminal.readAll();
  const path = resolve(cli.terminal.workingFolder, file);
  try {
    return await readFile(path, 'utf8');
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault) return refuse(`${path} cannot be read: ${reasonOf(fault.code)}.`);
    throw fault;
  }
}

function reasonOf(code: unknown): string {
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
      return 'this user may not read it';
    default:
      return `the system says ${String(code)}`;
  }
}

function importText({ added, changed, unchanged, refused }: ImportResult, dryRun: boolean): string {
  const numbers = `${added} added, ${changed} changed, ${unchanged} unchanged, ${refused.length} refused`;
  return dryRun ? `Would be: ${numbers}.` : `${numbers}.`;
}

/** What could be taken was taken; that something was not is still a failure for who called. */
function endByRefusals(cli: Cli, { refused }: ImportResult): void {
  const last = refused.at(-1);
  if (!last) return;
  for (const { line, why } of refused) cli.terminal.err(`Line ${line}: ${describePhrase(why)}`);
  throw new CommandFailed(1, `${count(refused.length, 'line')} refused.`);
}
