import type { Command } from 'commander';
import { type ConsoleAccess, consoleAccess } from '../transport/console-access.ts';
import type { FaultLog } from '../transport/engine-port.ts';
import type { OwnedEngine } from '../transport/instance.ts';
import { dataFolder, type ProjectPaths } from './paths.ts';
import { openSession, type Session } from './session.ts';
import type { Terminal } from './terminal.ts';

/** What every command is given. */
export interface Cli {
  readonly terminal: Terminal;
  readonly paths: ProjectPaths;
  readonly log: FaultLog;
  json(): boolean;
  dataFolder(): string;
  /** Without `access` one of its own, so that the password can be set while nothing runs. */
  openEngine(access?: ConsoleAccess): Promise<OwnedEngine>;
  /** Opens a session for the length of `work`. */
  inSession(work: (session: Session) => Promise<void>): Promise<void>;
  /** With `--json` the value as one line, else lines for a person. */
  show(value: unknown, lines: () => readonly string[]): void;
}

export interface CliParts {
  readonly terminal: Terminal;
  readonly paths: ProjectPaths;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

export function createCli(program: Command, { terminal, paths, env, platform, home }: CliParts): Cli {
  const asked = () => program.opts<{ data?: string; json?: boolean }>();
  const json = () => asked().json === true;
  const log: FaultLog = (where, fault) => terminal.err(`Fault in ${where}: ${describeFault(fault)}`);
  const folder = () => dataFolder(asked().data, { platform, env, home, workingFolder: terminal.workingFolder });
  const openEngine = async (access?: ConsoleAccess) => {
    // Not before it is needed: the store's native code is for commands that open the data folder themselves.
    const { createEngine } = await import('../engine/engine.ts');
    const { firmwareFolder, version } = paths;
    return createEngine({
      dataFolder: folder(),
      firmwareFolder,
      version,
      console: access ?? consoleAccess(folder()),
      log: (line) => terminal.err(line),
    });
  };
  return {
    terminal,
    paths,
    log,
    json,
    dataFolder: folder,
    openEngine,
    inSession: async (work) => {
      const session = await openSession({
        dataFolder: folder(),
        version: paths.version,
        openEngine: () => openEngine(),
        log,
      });
      try {
        await work(session);
      } finally {
        await session.close();
      }
    },
    show: (value, lines) => {
      for (const line of json() ? [JSON.stringify(value)] : lines()) terminal.out(line);
    },
  };
}

function describeFault(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}
