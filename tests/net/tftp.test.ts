import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LinkFaults, openLossyLink } from '../support/lossy-link.ts';
import { patterned, serveOnLoopback, type TestServer } from '../support/tftp.ts';

const run = promisify(execFile);
const loader = patterned(400_000);
const even = patterned(512 * 100);

/** The programs that people have, each as it is called. */
const programs: readonly {
  program: string;
  fetch: (port: number, name: string, into: string) => Promise<unknown>;
}[] = [
  {
    program: 'curl, blocks of 512',
    fetch: (port, name, into) => run('curl', ['-sS', '-m', '60', '-o', into, `tftp://127.0.0.1:${port}/${name}`]),
  },
  {
    program: 'curl, blocks of 1432',
    fetch: (port, name, into) =>
      run('curl', ['-sS', '-m', '60', '--tftp-blksize', '1432', '-o', into, `tftp://127.0.0.1:${port}/${name}`]),
  },
  {
    program: 'curl without options, as RFC 1350 has it',
    fetch: (port, name, into) =>
      run('curl', ['-sS', '-m', '60', '--tftp-no-options', '-o', into, `tftp://127.0.0.1:${port}/${name}`]),
  },
  {
    program: 'tftp-hpa',
    fetch: (port, name, into) => run('tftp', ['-m', 'binary', '127.0.0.1', String(port), '-c', 'get', name, into]),
  },
  {
    program: 'atftp, blocks of 1468',
    fetch: (port, name, into) =>
      run('atftp', ['--option', 'blksize 1468', '-g', '-r', name, '-l', into, '127.0.0.1', String(port)]),
  },
  {
    program: 'atftp, windows of 16',
    fetch: (port, name, into) =>
      run('atftp', [
        ...['--option', 'blksize 1468', '--option', 'windowsize 16', '--option', 'tsize'],
        ...['-g', '-r', name, '-l', into, '127.0.0.1', String(port)],
      ]),
  },
];

const clean: LinkFaults = { loss: 0, duplication: 0, reordering: 0, seed: 1 };
const lossy: LinkFaults = { loss: 0.05, duplication: 0, reordering: 0, seed: 5 };

describe.each(programs)('$program', ({ fetch }) => {
  let served: TestServer;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rollcall-tftp-'));
    served = await serveOnLoopback({ 'boot/loader.efi': loader, 'even.bin': even });
  });
  afterAll(async () => {
    await served.close();
    rmSync(folder, { recursive: true });
  });

  const fetched = async (port: number, name: string) => {
    const into = join(folder, 'fetched');
    await fetch(port, name, into);
    const bytes = readFileSync(into);
    rmSync(into);
    return bytes;
  };

  it('gets a file whole', async () => {
    expect((await fetched(served.port, 'boot/loader.efi')).equals(loader)).toBe(true);
  });

  it('gets a file that ends with an empty block', async () => {
    expect((await fetched(served.port, 'even.bin')).equals(even)).toBe(true);
  });

  it('gets a file by the name that Windows loaders use', async () => {
    expect((await fetched(served.port, 'Boot\\Loader.EFI')).equals(loader)).toBe(true);
  });

  it.each([
    ['a clean link', clean],
    ['a link that loses 5 %', lossy],
  ])('gets a file whole through %s', async (_sentence, faults) => {
    const link = await openLossyLink(served.port, faults);
    expect((await fetched(link.port, 'boot/loader.efi')).equals(loader)).toBe(true);
    link.close();
  });
});
