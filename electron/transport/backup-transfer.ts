import { randomBytes } from 'node:crypto';
import { createWriteStream, readdirSync, rmSync } from 'node:fs';
import { open, statfs } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { CommandResult } from '../contract/api.ts';
import { backupsPath } from '../contract/wire.ts';
import { say } from './answer.ts';
import { callTyped, refused } from './dispatcher.ts';
import type { EnginePort, FaultLog } from './engine-port.ts';

/** The largest backup that is taken, in bytes: a hundred times what a school fills in ten years. */
export const largestUpload = 2 * 1024 ** 3;

type Received = CommandResult<'database.receive'>;

/** Backups for a browser that was let in already: it saves them and brings them. */
export interface BackupTransfer {
  /** Answers a request for which `isBackups` is true, from who was let in already. */
  answer(engine: EnginePort, request: IncomingMessage, response: ServerResponse): void;
}

/** `folder` holds what is on its way; what an earlier run left there is removed. */
export function createBackupTransfer(folder: string, log: FaultLog): BackupTransfer {
  removeLeft(folder);
  let receiving = false;
  const receive = async (engine: EnginePort, request: IncomingMessage): Promise<Received> => {
    if (receiving) return refused('conflict', { code: 'upload-busy' });
    receiving = true;
    try {
      return await receiveInto(folder, engine, request, log);
    } finally {
      receiving = false;
    }
  };
  const answer = async (engine: EnginePort, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === backupsPath && request.method === 'POST') {
      tell(response, await receive(engine, request));
    } else if (request.method === 'GET' || request.method === 'HEAD') {
      await send(engine, request, response, log);
    } else {
      response.setHeader('Allow', 'GET, HEAD, POST');
      say(response, 405, 'Backups are got, or brought by POST.');
    }
  };
  return {
    answer: (engine, request, response) => {
      answer(engine, request, response).catch((fault: unknown) => {
        // Who goes away in the middle is no fault of ours.
        if (!request.destroyed && !response.destroyed) log('backups', fault);
        response.destroy();
      });
    },
  };
}

/** Is this the address of the backups, or of one of them? */
export function isBackups(url: string | undefined): boolean {
  return url === backupsPath || url?.startsWith(`${backupsPath}/`) === true;
}

async function send(
  engine: EnginePort,
  request: IncomingMessage,
  response: ServerResponse,
  log: FaultLog,
): Promise<void> {
  const name = nameIn(request.url ?? '');
  const list = await callTyped(engine, 'database.list', {}, log);
  const backup = list.ok ? list.value.find(({ file }) => file === name) : undefined;
  if (!backup) return say(response, 404, 'There is no such backup.');
  const file = await open(backup.path, 'r');
  try {
    const { size } = await file.stat();
    response.writeHead(200, {
      'Content-Type': 'application/vnd.sqlite3',
      'Content-Length': size,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(backup.file)}`,
      'Cache-Control': 'no-store',
    });
    if (request.method === 'HEAD' || size === 0) response.end();
    else await pipeline(file.createReadStream({ end: size - 1, autoClose: false }), response);
  } finally {
    await file.close();
  }
}

function nameIn(url: string): string | null {
  try {
    return decodeURIComponent(url.slice(backupsPath.length + 1));
  } catch {
    return null;
  }
}

/** Streams the body into a file of its own, which the engine checks before it counts as a backup. */
async function receiveInto(
  folder: string,
  engine: EnginePort,
  request: IncomingMessage,
  log: FaultLog,
): Promise<Received> {
  const wrong = await whyNot(folder, engine, request, log);
  if (wrong !== null) return wrong;
  const path = join(folder, `upload-${randomBytes(9).toString('hex')}.part`);
  try {
    await pipeline(request, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    return await callTyped(engine, 'database.receive', { path }, log);
  } finally {
    rmSync(path, { force: true });
  }
}

/** What can be known before the first byte is kept. The length is what Node's parser holds the body to. */
async function whyNot(
  folder: string,
  engine: EnginePort,
  { headers }: IncomingMessage,
  log: FaultLog,
): Promise<Received | null> {
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (!(length > 0)) return refused('usage', { code: 'upload-empty' });
  if (length > largestUpload) return refused('refused', { code: 'upload-large' });
  const status = await callTyped(engine, 'status', {}, log);
  if (status.ok && status.value.service.state === 'serving') return refused('refused', { code: 'stop-serving-first' });
  const { bavail, bsize } = await statfs(folder);
  // The file, the copy that is checked, and what is kept before a restore.
  if (bavail * bsize < length * 3) return refused('refused', { code: 'upload-no-room' });
  return null;
}

function tell(response: ServerResponse, result: Received): void {
  const bytes = Buffer.from(JSON.stringify(result));
  response.writeHead(result.ok ? 200 : statusOf(result.code), {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': bytes.byteLength,
    'Cache-Control': 'no-store',
    // What was not read of a refused body must not be taken for the next request.
    ...(result.ok ? {} : { Connection: 'close' }),
  });
  response.end(bytes);
}

function statusOf(code: Extract<Received, { ok: false }>['code']): number {
  switch (code) {
    case 'failed':
      return 500;
    case 'conflict':
      return 409;
    default:
      return 422;
  }
}

function removeLeft(folder: string): void {
  const left = readdirSync(folder).filter((name) => /^upload-[0-9a-f]{18}\.part$/.test(name));
  for (const name of left) rmSync(join(folder, name), { force: true });
}
