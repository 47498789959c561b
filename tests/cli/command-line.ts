import { projectPaths } from '../../electron/cli/paths.ts';
import { runCommandLine } from '../../electron/cli/program.ts';

/** What a command printed and how it ended. */
export interface Ending {
  readonly code: number;
  readonly out: string[];
  readonly err: string[];
}

export interface Place {
  readonly dataFolder: string;
  readonly workingFolder?: string;
  readonly stdin?: string;
  /** When the person presses Ctrl-C. */
  readonly stopped?: Promise<void>;
  readonly onLine?: (line: string) => void;
}

/** Runs one command line in this process, with the real engine on `dataFolder`. */
export async function rollcall(place: Place, ...words: string[]): Promise<Ending> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine(words, {
    terminal: {
      out: (line) => {
        out.push(line);
        place.onLine?.(line);
      },
      err: (line) => err.push(line),
      write: (text) => out.push(text),
      writeBytes: (bytes) => out.push(Buffer.from(bytes).toString('base64')),
      readAll: () => Promise.resolve(place.stdin ?? ''),
      now: () => Date.now(),
      workingFolder: place.workingFolder ?? place.dataFolder,
      untilStopped: () => place.stopped ?? new Promise(() => undefined),
    },
    paths: projectPaths(),
    env: { ROLLCALL_DATA: place.dataFolder },
    platform: process.platform,
    home: place.dataFolder,
  });
  return { code, out, err };
}
