import type { Terminal } from './terminal.ts';

/** The terminal, pipes and signals of this process. */
export function processTerminal(): Terminal {
  process.stdout.on('error', endQuietly);
  process.stderr.on('error', endQuietly);
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    write: (text) => process.stdout.write(text),
    writeBytes: (bytes) => process.stdout.write(bytes),
    readAll,
    now: () => Date.now(),
    workingFolder: workingFolder(),
    untilStopped: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
      }),
  };
}

/** Who reads us may stop reading (`rollcall log | head`): that is the end, and no fault. */
function endQuietly(fault: NodeJS.ErrnoException): void {
  if (fault.code !== 'EPIPE') throw fault;
  process.exit(0);
}

async function readAll(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

/** npm runs its scripts in the project's folder and says in INIT_CWD where the person was. */
function workingFolder(): string {
  const byNpm = process.env.npm_lifecycle_event === 'rollcall' ? process.env.INIT_CWD : undefined;
  return byNpm ?? process.cwd();
}
