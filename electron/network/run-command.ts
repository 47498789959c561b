import { execFile } from 'node:child_process';

/** A program of the system with its arguments. */
export type SystemCommand = readonly [program: string, ...args: readonly string[]];

/** As a person types it: words with blanks between double quotes. */
export function commandText(command: SystemCommand): string {
  return command.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `"${word}"`)).join(' ');
}

/** Several in one line, each after the one before went well. */
export function commandLine(commands: readonly SystemCommand[]): string {
  return commands.map(commandText).join(' && ');
}

/** How long a command may take, in milliseconds; a person may have to type a password first. */
const patience = 120_000;

/**
 * Runs a command of the system with the rights that it needs. Resolves to null, or to why it failed in the words of the
 * system, one line. An ordinary user of Linux is asked by polkit, one of macOS by its own window.
 */
export function runCommand(command: SystemCommand): Promise<string | null> {
  const [program, ...args] = withRights(command);
  return new Promise((resolve) => {
    execFile(program, args, { timeout: patience, windowsHide: true }, (fault, out, err) => {
      if (!fault) return resolve(null);
      const words = `${err}${out}`.trim() || fault.message;
      resolve(words.replace(/\s+/g, ' ').slice(0, 300));
    });
  });
}

function withRights(command: SystemCommand): SystemCommand {
  if (process.platform === 'win32' || process.getuid?.() === 0) return command;
  if (process.platform !== 'darwin') return ['pkexec', ...command];
  const shell = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const quoted = shell.replace(/[\\"]/g, '\\$&');
  return ['/usr/bin/osascript', '-e', `do shell script "${quoted}" with administrator privileges`];
}
