import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { makeBigStore } from './big-store.ts';
import type { Field } from './field.ts';
import { type Finding, interleave, type Sample, within } from './rounds.ts';
import { freshFolder, startRollcall } from './servers.ts';

const limit = 500;

/** From the start of the built program to the first DISCOVER that it answers, with the data of a large school. */
export async function measureStart(field: Field, rounds: number): Promise<readonly Finding[]> {
  const made = join(freshFolder(field, 'made'), 'rollcall.db');
  makeBigStore(made, 10_000, 1_000_000);
  const figures = await interleave(rounds, 'ms', { rollcall: () => start(field, made) });
  const met = figures.every((figure) => figure.median < limit);
  const measure = 'start to first answered DISCOVER, 10,000 computers, 1,000,000 history rows';
  return [within(measure, figures, '< 500 ms', met)];
}

async function start(field: Field, made: string): Promise<Sample> {
  const data = freshFolder(field, 'data');
  cpSync(made, join(data, 'rollcall.db'));
  const program = new URL('first-answer.ts', import.meta.url).pathname;
  const machines = await field.startClient('Asking', process.execPath, program, field.card);
  const answer = once(createInterface({ input: machines.process.stdout! }), 'line');
  const before = performance.timeOrigin + performance.now();
  const server = await startRollcall(field, data);
  const serving = performance.timeOrigin + performance.now();
  const [line] = (await answer) as [string];
  await server.stop();
  const { at } = JSON.parse(line) as { at: number };
  return { value: at - before, note: `says that it serves after ${(serving - before).toFixed(0)} ms` };
}
