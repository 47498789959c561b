import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { end, run } from '../support/run.ts';

/**
 * Two network namespaces joined by a veth pair, alone for one bench: every server is measured on the same card.
 *
 *     server namespace: eth0 10.88.0.1/16 ───veth─── clients' namespace: eth0 10.88.0.2/16
 */
export interface Field {
  readonly address: string;
  readonly card: string;
  /** A folder that is removed at the end. */
  readonly folder: string;
  /** Starts a program on the server's side and resolves when it has printed `ready`, or at once when that is null. */
  start(ready: string | null, program: string, ...args: readonly string[]): Promise<Running>;
  /** The same on the clients' side. */
  startClient(ready: string | null, program: string, ...args: readonly string[]): Promise<Running>;
  /** Waits until a server has the port, for programs that do not say so. */
  bound(protocol: 'udp' | 'tcp', port: number): Promise<void>;
  /** Runs a program on the clients' side to its end and gives what it printed. Its exit code is no matter. */
  client(program: string, ...args: readonly string[]): Promise<string>;
  /** Runs a Node program of this folder on the clients' side; gives the JSON that it printed. */
  node<T>(program: string, ...args: readonly string[]): Promise<T>;
  close(): void;
}

export interface Running {
  readonly process: ChildProcess;
  /** Processor seconds that it and its threads have used so far, with its children. */
  processorSeconds(): number;
  /** MiB of memory that it ever held at once. */
  peakMemory(): number;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export function openField(): Field {
  const tag = `rcb${process.pid}`;
  const server = `${tag}s`;
  const clients = `${tag}c`;
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'));
  for (const name of [server, clients]) {
    run('ip', 'netns', 'add', name);
    run('ip', '-n', name, 'link', 'set', 'lo', 'up');
  }
  run('ip', '-n', server, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', clients);
  run('ip', '-n', server, 'address', 'add', '10.88.0.1/16', 'dev', 'eth0');
  run('ip', '-n', clients, 'address', 'add', '10.88.0.2/16', 'dev', 'eth0');
  for (const name of [server, clients]) run('ip', '-n', name, 'link', 'set', 'eth0', 'up');
  const started = new Set<ChildProcess>();
  const begin = async (namespace: string, ready: string | null, program: string, args: readonly string[]) => {
    const child = inSpace(namespace, program, args);
    started.add(child);
    child.once('exit', () => started.delete(child));
    await untilPrinted(child, ready);
    return running(child);
  };
  const client = (program: string, ...args: readonly string[]) => outputOf(inSpace(clients, program, args));
  return {
    address: '10.88.0.1',
    card: 'eth0',
    folder,
    start: (ready, program, ...args) => begin(server, ready, program, args),
    startClient: (ready, program, ...args) => begin(clients, ready, program, args),
    bound: async (protocol, port) => {
      for (let looks = 0; looks < 100; looks += 1) {
        const listening = run('ip', 'netns', 'exec', server, 'ss', '-Hln', `--${protocol}`, `sport = :${port}`);
        if (listening.trim() !== '') return;
        await delay(50);
      }
      throw new Error(`nobody has ${protocol} port ${port}`);
    },
    client,
    node: async <T>(program: string, ...args: readonly string[]) => {
      const path = new URL(program, import.meta.url).pathname;
      return JSON.parse(await client(process.execPath, path, ...args)) as T;
    },
    close: () => {
      for (const child of started) child.kill('SIGKILL');
      for (const name of [server, clients]) run('ip', 'netns', 'delete', name);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const environment = { ...process.env, KEA_LOCKFILE_DIR: 'none', KEA_PIDFILE_DIR: tmpdir() };

function inSpace(namespace: string, program: string, args: readonly string[]): ChildProcess {
  const words = ['netns', 'exec', namespace, program, ...args];
  return spawn('ip', words, { stdio: ['ignore', 'pipe', 'pipe'], env: environment });
}

function running(child: ChildProcess): Running {
  const status = () => readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return {
    process: child,
    processorSeconds: () => processorSeconds(child.pid ?? 0),
    peakMemory: () => Number(/^VmHWM:\s+(\d+)/m.exec(status())?.[1]) / 1_024,
    stop: (signal) => end(child, signal),
  };
}

/** Fields 14 and 15 of proc(5) stat, in hundredths of a second; the name in field 2 may hold spaces. */
function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  const own = (Number(fields[11]) + Number(fields[12])) / 100;
  return children.reduce((sum, child) => sum + processorSeconds(child), own);
}

async function outputOf(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.on('data', (data: Buffer) => {
    text += data.toString();
  });
  child.stderr?.pipe(process.stderr);
  await once(child, 'close');
  return text;
}

/** Keeps reading, or a server that logs much would block on its pipe. */
async function untilPrinted(child: ChildProcess, ready: string | null): Promise<void> {
  let text = '';
  const printed = new Promise<void>((resolve, reject) => {
    const read = (data: Buffer): void => {
      if (text.length < 65_536) text += data.toString();
      if (ready !== null && text.includes(ready)) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`${child.spawnargs.join(' ')} ended with ${code}: ${text}`)));
    if (ready === null) child.once('spawn', resolve);
  });
  await printed;
}
