import { CommanderError } from 'commander';
import { oneLine } from '../transport/one-line.ts';
import { CommandFailed, type ExitCode } from './failure.ts';
import type { Terminal } from './terminal.ts';

/** Says on stderr why a command ended early, and gives the exit code for it. */
export function endBy(fault: unknown, terminal: Terminal): ExitCode {
  // commander has already said it.
  if (fault instanceof CommanderError) return fault.exitCode === 0 ? 0 : 2;
  if (fault instanceof CommandFailed) {
    terminal.err(fault.message);
    return fault.exitCode;
  }
  terminal.err(isExpected(fault) ? oneLine(fault.message, 1_000) : describe(fault));
  return 1;
}

/** A data folder or a file that cannot be used: the store's own sentence, or the system's. */
function isExpected(fault: unknown): fault is Error {
  return fault instanceof Error && (fault.name === 'StoreError' || fault.name === 'FolderError' || 'syscall' in fault);
}

function describe(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}
