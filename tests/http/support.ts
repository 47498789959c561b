import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { HttpPort, HttpReport } from '../../electron/http/port.ts';
import { type BootServer, type BootServerOptions, startBootServer } from '../../electron/http/server.ts';

/** Everything that a server told its port, in order; tests wait for what they need to see. */
export class Told {
  readonly all: string[] = [];
  readonly reports: HttpReport[] = [];
  readonly #changes = new EventEmitter();

  constructor() {
    this.#changes.setMaxListeners(0);
  }

  add(what: string, report?: HttpReport): void {
    this.all.push(what);
    if (report) this.reports.push(report);
    this.#changes.emit('change');
  }

  async until(what: string): Promise<void> {
    while (!this.all.includes(what)) await once(this.#changes, 'change');
  }

  /** The report of this kind, as soon as there is one. */
  async report<Kind extends HttpReport['kind']>(kind: Kind): Promise<HttpReport & { kind: Kind }> {
    for (;;) {
      const found = this.reports.find((report) => report.kind === kind);
      if (found) return found as HttpReport & { kind: Kind };
      await once(this.#changes, 'change');
    }
  }
}

export interface Running {
  readonly port: number;
  readonly told: Told;
  close(): Promise<void>;
}

/** A server on loopback with a port that answers as the test says and notes what it was told. */
export async function serve(
  answers: Partial<Omit<HttpPort, 'report' | 'script'>> & {
    readonly script?: string;
    readonly served?: () => void;
    readonly ready?: () => Promise<void>;
  } = {},
  options: Partial<BootServerOptions> = {},
): Promise<Running> {
  const told = new Told();
  const boot: HttpPort = {
    script: (mac, { method }) => {
      told.add(`script ${mac} ${method}`);
      return {
        text: answers.script ?? `#!ipxe\necho ${mac}\n`,
        ...(answers.ready ? { ready: answers.ready() } : {}),
        served: () => {
          told.add('served');
          answers.served?.();
        },
        aborted: () => told.add('aborted'),
      };
    },
    root: answers.root ?? (() => ({ kind: 'missing' })),
    file: answers.file ?? (() => ({ kind: 'missing' })),
    tree: answers.tree ?? (() => ({ kind: 'missing' })),
    rootTree: answers.rootTree ?? (() => ({ kind: 'missing' })),
    beacon: (token, beacon, facts) => {
      told.add(`beacon ${token} ${JSON.stringify(beacon)}`);
      return answers.beacon?.(token, beacon, facts) ?? true;
    },
    report: (report) => told.add(report.kind, report),
  };
  const server: BootServer = await startBootServer({ card: 'lo', address: '127.0.0.1', port: 0, boot, ...options });
  onTestFinished(() => server.close());
  return { port: server.port, told, close: () => server.close() };
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

/** One request on a connection of its own. */
export async function ask(
  port: number,
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false });
  const answered = once(asked, 'response');
  asked.end();
  const [response] = await answered;
  return { status: response.statusCode, headers: response.headers, text: await readText(response) };
}

/** A bare connection; an error of it (a reset) is left to `close`. */
export async function dial(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port });
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  socket.on('error', () => {});
  return socket;
}

/** Sends text as it stands and gives all that comes until the server closes. */
export async function raw(port: number, text: string): Promise<string> {
  const socket = await dial(port);
  socket.setEncoding('latin1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  const closed = once(socket, 'close');
  socket.write(text, 'latin1');
  await closed;
  return answer;
}

export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'rollcall-http-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** A file whose every part differs from every other, so that a misplaced byte shows. */
export async function largeFile(path: string, bytes: number): Promise<string> {
  const file = await open(path, 'w');
  const block = Buffer.allocUnsafe(1_048_576);
  for (let position = 0; position < bytes; position += block.length) {
    for (let at = 0; at < block.length; at += 4)
      block.writeUInt32LE(((position + at) * 2_654_435_761) % 4_294_967_296, at);
    await file.write(block, 0, Math.min(block.length, bytes - position));
  }
  await file.close();
  return path;
}

/** SHA-256 of a part of a file, both ends included. */
export async function hashOf(path: string, start: number, end: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { start, end })) hash.update(chunk);
  return hash.digest('hex');
}

/** A GET whose body is hashed as it comes; `cut` is true when the connection ended before its length. */
export async function fetchHash(
  port: number,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; bytes: number; hash: string; cut: boolean }> {
  const asked = request({ host: '127.0.0.1', port, path, headers, agent: false });
  const answered = once(asked, 'response');
  asked.end();
  const [response] = await answered;
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of response) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch {
    return { status: response.statusCode, bytes, hash: '', cut: true };
  }
  return { status: response.statusCode, bytes, hash: hash.digest('hex'), cut: !response.complete };
}
