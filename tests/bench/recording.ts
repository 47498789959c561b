import { join } from 'node:path';
import Database from 'better-sqlite3';
import { bigStoreMac, makeBigStore } from './big-store.ts';
import type { Field, Running } from './field.ts';
import type { PowerOnResult } from './power-on.ts';
import { type Finding, interleave, type Sample } from './rounds.ts';
import { freshFolder, pool } from './servers.ts';

/** What keeping the packets may cost, as a share of the processor time of an exchange. */
const most = 0.03;

type Work = (field: Field, server: Running) => Promise<Sample>;

/**
 * What it costs to keep the packets of each machine: the same work with them and without, in turns. Processor time and
 * not speed is compared, since the clients share the processors.
 */
export async function measureRecording(field: Field, rounds: number): Promise<readonly Finding[]> {
  return [
    await compared(field, rounds, 'keeping packets: a DHCP exchange of firmware', exchanges),
    await compared(field, rounds, 'keeping packets: a boot script over HTTP', scripts),
  ];
}

async function compared(field: Field, rounds: number, measure: string, work: Work): Promise<Finding> {
  const figures = await interleave(rounds, 'µs', {
    kept: () => whileServing(field, [], work),
    'not kept': () => whileServing(field, ['--import', pathOf('./without-packets.ts')], work),
  });
  const [kept, notKept] = figures;
  const ratio = (kept?.median ?? 0) / (notKept?.median ?? 1);
  return { measure, target: '< 3 % more processor time', figures, ratio, met: ratio < 1 + most };
}

const machines = 10_000;

/** The product from its sources, so that one part of it can be left out, on the data of a large school. */
async function whileServing(field: Field, flags: readonly string[], work: Work): Promise<Sample> {
  const data = freshFolder(field, 'data');
  const file = join(data, 'rollcall.db');
  makeBigStore(file, machines, 1_000);
  const database = new Database(file);
  database.exec('DELETE FROM task');
  database.close();
  const words = ['serve', '--card', field.card, '--data', data, '--range', `${pool.first}-${pool.last}`];
  const program = pathOf('../../electron/cli/main.ts');
  const server = await field.start('Console http', process.execPath, ...flags, program, ...words);
  try {
    return await work(field, server);
  } finally {
    await server.stop();
  }
}

const pathOf = (file: string): string => new URL(file, import.meta.url).pathname;

const passes = 8;

/** The machines become known in the first pass, which is not counted. */
async function exchanges(field: Field, server: Running): Promise<Sample> {
  const ask = () => field.node<PowerOnResult>('power-on.ts', field.card, '1000', '0', '1');
  return each(server, ask, async () => (await ask()).served);
}

interface Asked {
  readonly requests: number;
}

async function scripts(field: Field, server: Running): Promise<Sample> {
  const path = `/boot/${bigStoreMac(1).replaceAll(':', '-').slice(0, 9)}{machine}.ipxe`;
  const words = [field.address, '8080', path, '16', String(machines)];
  const ask = () => field.node<Asked>('script-client.ts', ...words);
  return each(server, ask, async () => (await ask()).requests);
}

/** Microseconds of processor for each of what the passes do, after one to warm up. */
async function each(server: Running, warmUp: () => Promise<unknown>, pass: () => Promise<number>): Promise<Sample> {
  await warmUp();
  const before = server.processorSeconds();
  let done = 0;
  for (let number = 0; number < passes; number += 1) done += await pass();
  return { value: ((server.processorSeconds() - before) / done) * 1_000_000, note: `${done} of them` };
}
