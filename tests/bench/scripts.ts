import { join } from 'node:path';
import Database from 'better-sqlite3';
import { bigStoreMac, makeBigStore } from './big-store.ts';
import type { Field } from './field.ts';
import { type Figure, type Finding, interleave, type Sample, within } from './rounds.ts';
import { freshFolder, startRollcall } from './servers.ts';

const machines = 10_000;
const connections = 16;

interface Asked {
  readonly seconds: number;
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
}

/**
 * Boot scripts of 10,000 machines, each asked for once: with a task, which is on disk before its script leaves and
 * moves into the history after it; with a default; and asked again by the same boots.
 */
export async function measureScripts(field: Field, rounds: number): Promise<readonly Finding[]> {
  const withTask = await interleave(rounds, 'scripts/s', { rollcall: () => ask(field, true, 1) });
  const withDefault = await interleave(rounds, 'scripts/s', { rollcall: () => ask(field, false, 1) });
  const again = await interleave(rounds, 'scripts/s', { rollcall: () => ask(field, false, 2) });
  return [
    judged('boot scripts, each decides a task and stores it', withTask),
    judged('boot scripts, each decides a default', withDefault),
    judged('boot scripts, asked again by the same boot', again),
  ];
}

const slowest = 10;

function judged(measure: string, figures: readonly Figure[]): Finding {
  const p99s = [...(figures[0]?.note ?? '').matchAll(/p99 ([\d.]+)/g)].map((found) => Number(found[1]));
  const met = (figures[0]?.median ?? 0) >= 10_000 && p99s.every((p99) => p99 < slowest);
  return within(measure, figures, '≥ 10,000/s, p99 < 10 ms', met);
}

async function ask(field: Field, tasks: boolean, times: number): Promise<Sample> {
  const data = freshFolder(field, 'data');
  const file = join(data, 'rollcall.db');
  makeBigStore(file, machines, 1_000);
  const database = new Database(file);
  // Their boots are running: the script that is asked for is of a new one.
  if (!tasks) database.exec('DELETE FROM task');
  database.close();
  const server = await startRollcall(field, data);
  try {
    const path = `/boot/${bigStoreMac(1).replaceAll(':', '-').slice(0, 9)}{machine}.ipxe`;
    const words = [field.address, '8080', path, String(connections), String(machines)];
    const before = server.processorSeconds();
    let asked = await field.node<Asked>('script-client.ts', ...words);
    for (let time = 1; time < times; time += 1) asked = await field.node<Asked>('script-client.ts', ...words);
    const each = ((server.processorSeconds() - before) / (asked.requests * times)) * 1_000_000;
    const note = `p50 ${asked.p50.toFixed(2)} ms, p99 ${asked.p99.toFixed(2)} ms, ${each.toFixed(0)} µs of processor each`;
    return { value: asked.requests / asked.seconds, note };
  } finally {
    await server.stop();
  }
}
