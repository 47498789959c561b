import type { Field } from './field.ts';
import { dataWithFile, makeFile } from './http.ts';
import type { PowerOnResult } from './power-on.ts';
import { type Finding, interleave, type Sample, within } from './rounds.ts';
import { startRollcall } from './servers.ts';

const limit = 20;
const clients = '32';
/** Long enough that the clients still pull when the last machine has its address. */
const bytes = 1_024 * 1_048_576;
const machines = '400';
const everyMilliseconds = '10';

/** DHCP of one machine after the other while 32 clients pull a file as fast as it comes. */
export async function measureDhcpUnderLoad(field: Field, rounds: number): Promise<readonly Finding[]> {
  const file = makeFile(field.folder, 'image', bytes);
  const { data, path } = dataWithFile(field, file);
  let first = 0;
  const figures = await interleave(rounds, 'ms', {
    rollcall: async () => {
      first += Number(machines);
      return powerOn(field, data, path, first);
    },
  });
  const met = figures.every((figure) => figure.median < limit);
  return [within('DHCP p99 (DISCOVER to ACK) while 32 clients pull files', figures, '< 20 ms', met)];
}

async function powerOn(field: Field, data: string, path: string, first: number): Promise<Sample> {
  const server = await startRollcall(field, data);
  try {
    // The code of both planes is warm, as it is when a room has been at work.
    await field.node<PowerOnResult>('power-on.ts', field.card, '200', '20000', '5');
    const program = new URL('http-pull.ts', import.meta.url).pathname;
    const words = [field.address, '8080', path, clients];
    const pulling = await field.startClient(null, process.execPath, program, ...words);
    const from = String(first);
    const result = await field.node<PowerOnResult>('power-on.ts', field.card, machines, from, everyMilliseconds);
    const over = pulling.process.exitCode !== null;
    await pulling.stop('SIGKILL');
    const note = `${result.served} of ${machines} served${over ? ', files were over before' : ''}`;
    return { value: result.p99, note };
  } finally {
    await server.stop();
  }
}
