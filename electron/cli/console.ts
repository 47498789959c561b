import type { Command } from 'commander';
import type { ConsoleFault, NetworkConsole } from '../contract/network-console.ts';
import { numberArgument } from './arguments.ts';
import type { Cli } from './cli.ts';
import { count } from './words.ts';

export function addConsoleCommands(program: Command, cli: Cli): void {
  const group = program.command('console').description('the console on the network: off unless it is opened');
  group
    .command('password')
    .description('set its password from standard input, and log every browser out')
    .action(() =>
      cli.inSession(async (session) => {
        const password = (await cli.terminal.readAll()).replace(/\r?\n$/, '');
        const set = await session.call('console.password', { password });
        cli.show(set, () => ['The password is set. Every browser that was logged in is logged out.']);
      }),
    );
  group
    .command('open')
    .description('open it to the network, now and at each start; it is plain HTTP')
    .option('--card <name>', 'the card on which it is served (else all cards)')
    .option('--port <number>', 'its port', numberArgument(1, 65_535), 8_090)
    .action(({ card, port }: { card?: string; port: number }) =>
      cli.inSession(async (session) => {
        const opened = await session.call('console.open', { card: card ?? null, port });
        cli.show(opened, () =>
          session.kind === 'running' ? networkLines(opened) : ['It will be open when Rollcall runs.'],
        );
      }),
    );
  addShort(group, cli, 'close', 'close it: every browser on the network is cut off at once', 'console.close');
  addShort(group, cli, 'logout', 'log every browser on the network out', 'console.logout');
}

function addShort(
  group: Command,
  cli: Cli,
  name: string,
  description: string,
  command: 'console.close' | 'console.logout',
): void {
  group
    .command(name)
    .description(description)
    .action(() =>
      cli.inSession(async (session) => {
        const view = await session.call(command, {});
        cli.show(view, () => networkLines(view));
      }),
    );
}

/** How the console on the network stands; each line says what it means. */
export function networkLines(view: NetworkConsole): string[] {
  switch (view.state) {
    case 'closed':
      return ['The console is closed to the network.'];
    case 'failed':
      return [`The console is not open to the network: ${describeFault(view.fault)}.`];
    case 'open':
      return [
        `Open to the network, with its password: ${view.urls.join(' ')} (${count(view.browsers, 'browser')} logged in)`,
        'Warning: it is plain HTTP. Who listens on that network can read the password and all that is shown.',
      ];
  }
}

function describeFault(fault: ConsoleFault): string {
  switch (fault) {
    case 'no-address':
      return 'its card has no address, and is tried again';
    case 'port-taken':
      return 'another program uses its port';
    case 'no-privilege':
      return 'ports below 1024 need a privilege';
    case 'other':
      return 'the system refused';
  }
}
