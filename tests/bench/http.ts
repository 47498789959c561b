import { closeSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Field, Running } from './field.ts';
import type { Pulled } from './http-pull.ts';
import { against, type Finding, interleave, type Sample } from './rounds.ts';
import { freshFolder, rollcallCommand, startNginx, startRollcall } from './servers.ts';

const gibibyte = 1_073_741_824;
/** Fetched whole by each client; 1 GiB for one, less for many, so that a round stays a few seconds long. */
const perClient = { 1: gibibyte, 8: gibibyte / 2, 32: gibibyte / 8 };

/** HTTP: a large hot file for 1, 8 and 32 clients, beside nginx with sendfile. */
export async function measureHttp(field: Field, rounds: number): Promise<readonly Finding[]> {
  const folder = join(field.folder, 'http');
  mkdirSync(folder);
  const findings: Finding[] = [];
  for (const [clients, bytes] of Object.entries(perClient)) {
    const file = makeFile(folder, `file-${clients}`, bytes);
    const { data, path } = dataWithFile(field, file);
    const figures = await interleave(rounds, 'GiB/s', {
      rollcall: () => pull(field, () => startRollcall(field, data), '8080', path, clients, bytes),
      nginx: () => pull(field, () => startNginx(field, folder), '8081', `/file-${clients}`, clients, bytes),
    });
    findings.push(against(`HTTP, hot file of ${bytes / 1_048_576} MiB, ${clients} clients`, figures, 'most', 0.8));
  }
  return findings;
}

/** A file without holes, so that it is read from the page cache and not made up. */
export function makeFile(folder: string, name: string, bytes: number): string {
  const path = join(folder, name);
  const descriptor = openSync(path, 'w');
  const part = Buffer.alloc(4 * 1_048_576, name);
  for (let written = 0; written < bytes; written += part.length) writeSync(descriptor, part);
  ftruncateSync(descriptor, bytes);
  closeSync(descriptor);
  return path;
}

/** A data folder with an action that names the file, and the path by which it is served. */
export function dataWithFile(field: Field, file: string): { data: string; path: string } {
  const data = freshFolder(field, 'data');
  const words = ['action', 'add', '--name', 'Large', '--kind', 'linux', '--set', `kernel=${file}`];
  const { id } = rollcallCommand<{ id: number }>(data, ...words);
  return { data, path: `/files/${id}/kernel/${file.split('/').at(-1)}` };
}

async function pull(
  field: Field,
  start: () => Promise<Running>,
  port: string,
  path: string,
  clients: string,
  bytes: number,
): Promise<Sample> {
  const server = await start();
  try {
    // Once before it counts: the file is hot, and so is the server's code.
    await field.node<Pulled>('http-pull.ts', field.address, port, path, '1');
    const before = server.processorSeconds();
    const result = await field.node<Pulled>('http-pull.ts', field.address, port, path, clients);
    if (result.bytes < bytes * Number(clients))
      throw new Error(`${result.refused} refused, ${result.bytes} bytes of ${path} came`);
    const size = result.bytes / gibibyte;
    const cost = ((server.processorSeconds() - before) / size).toFixed(2);
    return {
      value: size / result.seconds,
      note: `${cost} s of processor a GiB, ${server.peakMemory().toFixed(0)} MiB`,
    };
  } finally {
    await server.stop();
  }
}
