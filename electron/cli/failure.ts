import type { CommandName, CommandOutput, CommandResult } from '../contract/api.ts';

/** 1: refused. 2: not said right. */
export type ExitCode = 0 | 1 | 2;

/** Ends a command: its sentence goes to stderr, its code to the shell. */
export class CommandFailed extends Error {
  readonly exitCode: 1 | 2;
  constructor(exitCode: 1 | 2, sentence: string) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

export function refuse(sentence: string): never {
  throw new CommandFailed(1, sentence);
}

export function wrongUsage(sentence: string): never {
  throw new CommandFailed(2, sentence);
}

/** The value of a result; a refusal ends the command. */
export function accepted<N extends CommandName>(result: CommandResult<N>): CommandOutput<N> {
  if (result.ok) return result.value;
  throw new CommandFailed(result.code === 'usage' ? 2 : 1, result.message);
}
