import type { ChildProcess } from 'node:child_process';
import { execFile } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TftpReport } from '../../electron/tftp/port.ts';
import type { LoadResult } from '../bench/tftp-client.ts';
import { end, run, spawnIn } from '../support/run.ts';

const execute = promisify(execFile);
const tests = new URL('..', import.meta.url).pathname;
const server = `tftpS${process.pid}`;
const machines = `tftpM${process.pid}`;
const card = { inside: `tc${process.pid}`, outside: `tm${process.pid}`, address: '10.79.0.1', machine: '10.79.0.2' };
const other = { inside: `oc${process.pid}`, outside: `om${process.pid}`, address: '10.80.0.1', machine: '10.80.0.2' };

/** Two namespaces, joined by the card that is served and by another one. */
function connect(link: typeof card): void {
  run('ip', 'link', 'add', link.inside, 'netns', server, 'type', 'veth', 'peer', link.outside, 'netns', machines);
  for (const [namespace, name, address] of [
    [server, link.inside, link.address],
    [machines, link.outside, link.machine],
  ] as const) {
    run('ip', '-n', namespace, 'address', 'add', `${address}/24`, 'dev', name);
    run('ip', '-n', namespace, 'link', 'set', name, 'up');
  }
}

describe('TFTP on one card of two', () => {
  let child: ChildProcess;
  const reports: TftpReport[] = [];

  beforeAll(async () => {
    for (const namespace of [server, machines]) run('ip', 'netns', 'add', namespace);
    connect(card);
    connect(other);
    const program = `${tests}support/tftp-serve.ts`;
    child = spawnIn(server, process.execPath, [program, card.inside, card.address, String(1_048_576)]);
    child.stderr?.pipe(process.stderr);
    const lines = createInterface({ input: child.stdout! });
    await new Promise<void>((resolve) => {
      lines.on('line', (line) => (line === 'serving' ? resolve() : reports.push(JSON.parse(line))));
    });
  });
  afterAll(async () => {
    await end(child);
    for (const namespace of [server, machines]) run('ip', 'netns', 'del', namespace);
  });

  const curl = (address: string) =>
    execute('ip', ['netns', 'exec', machines, 'curl', '-sS', '-m', '2', '-o', '/dev/null', `tftp://${address}/file`]);

  const load = async (...options: string[]): Promise<LoadResult> => {
    const program = [process.execPath, `${tests}bench/tftp-client.ts`, '--server', card.address];
    const { stdout } = await execute('ip', ['netns', 'exec', machines, ...program, ...options]);
    return JSON.parse(stdout);
  };

  it('serves on port 69 of the card', async () => {
    await curl(card.address);
    expect(reports.at(-1)).toMatchObject({ kind: 'sent', transfer: { client: card.machine, size: 1_048_576 } });
  });

  it('does not hear a machine on the other card, even when that asks for the served address', async () => {
    const before = reports.length;
    await expect(curl(other.address)).rejects.toThrow();
    run('ip', '-n', machines, 'route', 'replace', `${card.address}/32`, 'dev', other.outside);
    await expect(curl(card.address)).rejects.toThrow();
    run('ip', '-n', machines, 'route', 'del', `${card.address}/32`, 'dev', other.outside);
    expect(reports).toHaveLength(before);
  });

  it.each([
    ['200 machines at once, 1 % of all packets lost', ['--clients', '200', '--loss', '0.01']],
    ['32 machines with windows of 16, 5 % lost', ['--clients', '32', '--window', '16', '--loss', '0.05']],
  ])('serves %s', async (_sentence, options) => {
    const result = await load(...options);
    expect(result).toMatchObject({ failed: 0, bytes: result.complete * 1_048_576 });
  });
});
