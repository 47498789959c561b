import { Command } from 'commander';
import { addActionCommands } from './action.ts';
import { addCardsCommand } from './cards.ts';
import { type CliParts, createCli } from './cli.ts';
import { addComputerCommands } from './computer.ts';
import { addConsoleCommands } from './console.ts';
import { addDatabaseCommands } from './database.ts';
import { endBy } from './ending.ts';
import { addExamCommands } from './exam.ts';
import { addExplainCommand } from './explain.ts';
import type { ExitCode } from './failure.ts';
import { addHistoryCommands } from './history.ts';
import { addLogCommand } from './log.ts';
import { addMediaCommands } from './media.ts';
import { addPacketCommands } from './packets.ts';
import { addPreflightCommand } from './preflight.ts';
import { addRemedyCommand } from './remedy.ts';
import { addRoomCommands } from './room.ts';
import { addServeCommand } from './serve.ts';
import { addStatusCommand } from './status.ts';
import { addStickCommand } from './stick.ts';
import { addTaskCommands } from './task.ts';
import { addTransferCommands } from './transfer.ts';

/** Runs one command line (without the program's own name) and says how the process shall end. */
export async function runCommandLine(words: readonly string[], parts: CliParts): Promise<ExitCode> {
  const { terminal } = parts;
  try {
    await createProgram(parts).parseAsync([...words], { from: 'user' });
    return 0;
  } catch (fault) {
    return endBy(fault, terminal);
  }
}

function createProgram(parts: CliParts): Command {
  const { terminal, paths } = parts;
  const program = new Command('rollcall')
    .description('Network boot for the classroom: DHCP, TFTP and HTTP on one card, and what each computer boots.')
    .version(paths.version)
    .option('--data <folder>', 'data folder (else ROLLCALL_DATA, else the usual one of this system)')
    .option('--json', 'one JSON value instead of text')
    .exitOverride()
    .showHelpAfterError('(--help says what is possible)')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => terminal.write(text), writeErr: (text) => terminal.err(text.trimEnd()) });
  const cli = createCli(program, parts);
  addServeCommand(program, cli);
  addCardsCommand(program, cli);
  addPreflightCommand(program, cli);
  addStatusCommand(program, cli);
  addComputerCommands(program, cli);
  addRoomCommands(program, cli);
  addActionCommands(program, cli);
  addMediaCommands(program, cli);
  addTaskCommands(program, cli);
  addExamCommands(program, cli);
  addHistoryCommands(program, cli);
  addLogCommand(program, cli);
  addExplainCommand(program, cli);
  addRemedyCommand(program, cli);
  addPacketCommands(program, cli);
  addStickCommand(program, cli);
  addTransferCommands(program, cli);
  addDatabaseCommands(program, cli);
  addConsoleCommands(program, cli);
  return program;
}
