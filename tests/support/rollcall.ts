import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { LogLine } from '../../electron/contract/api.ts';
import type { Lab } from './lab.ts';
import { end, spawnIn } from './run.ts';

const root = new URL('../..', import.meta.url).pathname;
const commandLine = `${root}electron/cli/main.ts`;

/** The real program on a data folder, served from the lab's card. */
export interface Rollcall {
  /** What it printed so far. */
  output(): string;
  /** Runs another command against it with `--json` and gives what it printed, read. Throws its words when it is refused. */
  run(...args: readonly string[]): Promise<unknown>;
  /** The log from now on, line by line. */
  follow(): Promise<Follower>;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

export interface Follower {
  /** Every line so far. */
  readonly lines: readonly LogLine[];
  /** The first line, past or to come, that is asked for. Rejects when `limit` milliseconds have passed without it. */
  until(what: string, wanted: (line: LogLine) => boolean, limit: number): Promise<LogLine>;
  close(): Promise<void>;
}

/** Starts `rollcall serve` in the server's namespace and waits until it serves. */
export async function serve(lab: Lab, dataFolder: string, ...options: readonly string[]): Promise<Rollcall> {
  const args = [commandLine, 'serve', '--card', lab.card, '--data', dataFolder, ...options];
  const child = spawnIn(lab.server, process.execPath, args);
  let text = '';
  child.stdout?.on('data', (data: Buffer) => {
    text += data.toString();
  });
  child.stderr?.on('data', (data: Buffer) => {
    text += data.toString();
  });
  await printed(
    child,
    () => text.includes('Console http'),
    () => text,
  );
  return {
    output: () => text,
    run: (...command) => runCommand(lab, dataFolder, command),
    follow: () => follow(lab, dataFolder),
    process: child,
    stop: () => end(child),
  };
}

async function printed(child: ChildProcess, there: () => boolean, text: () => string): Promise<void> {
  while (!there()) {
    const [what] = await Promise.race([
      once(child.stdout ?? child, 'data').then(() => ['data'] as const),
      once(child, 'exit').then(() => ['exit'] as const),
    ]);
    if (what === 'exit' && !there()) throw new Error(`rollcall ended: ${text()}`);
  }
}

/** One command of the command line in the server's namespace. */
export async function runCommand(lab: Lab, dataFolder: string, command: readonly string[]): Promise<unknown> {
  const child = spawnIn(lab.server, process.execPath, [commandLine, '--data', dataFolder, '--json', ...command]);
  let out = '';
  let err = '';
  child.stdout?.on('data', (data: Buffer) => {
    out += data.toString();
  });
  child.stderr?.on('data', (data: Buffer) => {
    err += data.toString();
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`rollcall ${command.join(' ')}: ${err.trim()}`);
  return out.trim() === '' ? null : JSON.parse(out);
}

async function follow(lab: Lab, dataFolder: string): Promise<Follower> {
  const args = [
    'netns',
    'exec',
    lab.server,
    process.execPath,
    commandLine,
    '--data',
    dataFolder,
    '--json',
    'log',
    '--follow',
  ];
  const child = spawn('ip', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: LogLine[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line) as LogLine);
    for (const look of waiting) look();
  });
  return {
    lines,
    until: (what, wanted, limit) =>
      new Promise((resolve, reject) => {
        const finish = () => {
          clearTimeout(timer);
          waiting.delete(look);
        };
        const look = () => {
          const line = lines.find(wanted);
          if (!line) return;
          finish();
          resolve(line);
        };
        const timer = setTimeout(() => {
          finish();
          const log = lines.map((line) => line.text).join('\n');
          reject(new Error(`${what}: not within ${limit / 1_000} s. The log:\n${log}`));
        }, limit);
        waiting.add(look);
        look();
      }),
    close: () => end(child),
  };
}
