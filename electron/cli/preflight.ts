import type { Command } from 'commander';
import { describePhrase } from '../contract/describe.ts';
import { oneLine } from '../transport/one-line.ts';
import type { Cli } from './cli.ts';
import { refuse } from './failure.ts';

const marks = { green: 'ok', amber: 'note', red: 'stop' } as const;

export function addPreflightCommand(program: Command, cli: Cli): void {
  program
    .command('preflight')
    .description(
      'look at a card before serving: link, ports, other DHCP servers; ends with 1 when something is in the way',
    )
    .requiredOption('--card <name>', 'the network card; "rollcall cards" lists them')
    .action(({ card }: { card: string }) =>
      cli.inSession(async (session) => {
        const result = await session.call('preflight.run', { card });
        cli.show(result, () => [
          ...result.findings.flatMap(({ level, what, fix }) => [
            `${marks[level].padEnd(4)}  ${oneLine(describePhrase(what), 1_000)}`,
            ...(fix?.commands ?? []).map((command) => `      ${oneLine(command, 1_000)}`),
            ...(fix ? ['      "rollcall serve --open-firewall" does it and takes it back.'] : []),
          ]),
          ...(result.mode === null ? [] : [`Serve with --mode ${result.mode}.`]),
        ]);
        if (result.level === 'red') refuse('Do not serve on this card yet.');
      }),
    );
}
