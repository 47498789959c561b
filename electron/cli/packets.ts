import type { Command } from 'commander';
import { oneLine } from '../transport/one-line.ts';
import { numberArgument } from './arguments.ts';
import type { Cli } from './cli.ts';
import { refuse } from './failure.ts';
import { timeOfDay } from './words.ts';

export function addPacketCommands(program: Command, cli: Cli): void {
  program
    .command('pcap')
    .description('the newest packets of a computer as a capture file on stdout: rollcall pcap PC-07 > PC-07.pcap')
    .argument('<computer>', 'its name, MAC address or number')
    .action((computer: string) =>
      cli.inSession(async (session) => {
        const { packets, base64 } = await session.call('packets.export', { computer });
        if (packets === 0) refuse(`No packet of ${computer} is kept: they are held while Rollcall runs.`);
        cli.terminal.writeBytes(Buffer.from(base64, 'base64'));
      }),
    );
  program
    .command('packets')
    .description('the newest packets of a computer in words')
    .argument('<computer>', 'its name, MAC address or number')
    .option('--options', 'each field and option as well')
    .option('--boot <number>', 'those of this boot alone', numberArgument(1, 9_999_999_999))
    .action((computer: string, { options, boot }: { options?: true; boot?: number }) =>
      cli.inSession(async (session) => {
        const packets = await session.call('packets.list', { computer, ...(boot === undefined ? {} : { boot }) });
        cli.show(packets, () =>
          packets.flatMap(({ at, asks, summary, details }) => [
            `${timeOfDay(at)}  ${asks ? '→' : '←'} ${oneLine(summary, 300)}`,
            ...(options ? details.map(({ name, value }) => `            ${name}: ${oneLine(value, 500)}`) : []),
          ]),
        );
      }),
    );
  program
    .command('report')
    .description('one text for who helps from afar, without secrets')
    .argument('[computer]', 'with the last boots of this one')
    .action((computer: string | undefined) =>
      cli.inSession(async (session) => {
        const { text } = await session.call('support.report', computer === undefined ? {} : { computer });
        cli.show({ text }, () =>
          text
            .trimEnd()
            .split('\n')
            .map((line) => oneLine(line, 2_000)),
        );
      }),
    );
}
