import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = new URL('../../../out/main/headless.js', import.meta.url).pathname;

export interface Headless {
  /** The address with the token, as it was printed. */
  readonly url: string;
  /** Ends it as Ctrl-C does; resolves to its exit code. */
  stop(): Promise<number | null>;
  close(): Promise<void>;
}

/** The built product without a window, in a namespace, with a data folder of its own unless one is given. */
export async function startHeadless(
  namespace: string,
  data = mkdtempSync(join(tmpdir(), 'rollcall-console-')),
  ...options: readonly string[]
): Promise<Headless> {
  const args = ['netns', 'exec', namespace, process.execPath, program, '--data', data, ...options];
  const child = spawn('ip', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const url = await consoleUrl(child);
  const stop = () => {
    child.kill('SIGINT');
    return ended;
  };
  const close = async () => {
    if (child.exitCode === null) await stop();
    rmSync(data, { recursive: true, force: true });
  };
  return { url, stop, close };
}

function consoleUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const { stdout } = child;
    if (!stdout) throw new Error('headless.js was started without a pipe');
    createInterface({ input: stdout }).on('line', (line) => {
      const url = /^Console (\S+)$/.exec(line)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`headless.js ended with code ${code} before it named its console`)));
  });
}
