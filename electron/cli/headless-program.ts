import { Command } from 'commander';
import { type Cli, type CliParts, createCli } from './cli.ts';
import { endBy } from './ending.ts';
import { type ExitCode, refuse } from './failure.ts';
import { consoleOption, createEventPrinter, openInstance, showConsole } from './serve.ts';

/** Opens engine and console without choosing a card: the page starts the service. Ends by a signal. */
export async function runHeadless(words: readonly string[], parts: CliParts): Promise<ExitCode> {
  const { terminal } = parts;
  const program = new Command('rollcall-headless')
    .description('The console of Rollcall in a browser.')
    .option('--data <folder>', 'data folder (else ROLLCALL_DATA, else the usual one of this system)')
    .option('--json', 'one JSON value a line instead of text')
    .addOption(consoleOption())
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.write(text), writeErr: (text) => terminal.err(text.trimEnd()) });
  const cli = createCli(program, parts);
  program.action((options: { console: { host: string; port: number } }) => openConsole(cli, options.console));
  try {
    await program.parseAsync([...words], { from: 'user' });
    return 0;
  } catch (fault) {
    return endBy(fault, terminal);
  }
}

async function openConsole(cli: Cli, place: { host: string; port: number }): Promise<void> {
  const stopped = cli.terminal.untilStopped();
  const start = await openInstance(cli, place);
  switch (start.kind) {
    case 'failed':
      return refuse(start.why);
    case 'taken': {
      const { pid, url, token } = start.by;
      if (url === null || token === null) return refuse(`Process ${pid} is busy with ${cli.dataFolder()}.`);
      const entry = `${url}?token=${token}`;
      return cli.show({ kind: 'console', url: entry }, () => [
        `Rollcall runs already, as process ${pid}.`,
        `Console ${entry}`,
      ]);
    }
    case 'running': {
      const printer = createEventPrinter(cli);
      start.instance.engine.subscribe((batch) => printer.take(batch));
      showConsole(cli, start.instance);
      printer.start();
      await stopped;
      await start.instance.close();
    }
  }
}
