import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Field, Running } from './field.ts';
import { against, type Finding, interleave, median, type Sample } from './rounds.ts';
import { freshFolder, startAtftpd, startDnsmasq, startRollcall, startTftpdHpa } from './servers.ts';
import type { LoadResult } from './tftp-client.ts';

const large = 'large.bin';
const largeBytes = 32 * 1_048_576;
/** A boot loader of 1 MiB, which the whole product serves. */
const loader = 'ipxe-amd64.efi';

interface Load {
  readonly name: string;
  readonly clients: number;
  readonly window: number;
  /** Share of packets that are lost each way. */
  readonly loss: number;
  /** How often a round does it; the median counts. */
  readonly pulls: number;
}

type Start = () => Promise<Running>;

/** TFTP: one client, a room at once, and a school on a bad line. */
export async function measureTftp(field: Field, rounds: number): Promise<readonly Finding[]> {
  const folder = makeFiles(field);
  const peers: Readonly<Record<string, Start>> = {
    'tftpd-hpa': () => startTftpdHpa(field, folder),
    atftpd: () => startAtftpd(field, folder),
    dnsmasq: () => startDnsmasq(field, folder),
  };
  const plane = new URL('tftp-plane.ts', import.meta.url).pathname;
  const alone: Start = () => field.start('Serving', process.execPath, plane, field.card, field.address, folder);
  const whole: Start = () => startRollcall(field, freshFolder(field, 'data'));
  const findings: Finding[] = [];
  for (const window of [1, 4, 16]) {
    const load = { name: large, clients: 1, window, loss: 0, pulls: 3 };
    const figures = await interleave(rounds, 'MiB/s', each(field, { rollcall: alone, ...peers }, load, speed));
    findings.push(against(`TFTP, one client, 32 MiB, blksize 1468, window ${window}`, figures, 'most', 1));
  }
  for (const window of [1, 16]) {
    const load = { name: loader, clients: 32, window, loss: 0, pulls: 7 };
    const figures = await interleave(rounds, 's', each(field, { rollcall: whole, ...peers }, load, time));
    findings.push(against(`TFTP, 32 clients × 1 MiB, window ${window}`, figures, 'least', 1));
  }
  const lossy = { name: loader, clients: 200, window: 4, loss: 0.01, pulls: 1 };
  const figures = await interleave(rounds, 's', each(field, { rollcall: whole, ...peers }, lossy, time));
  const finding = against('TFTP, 200 clients × 1 MiB, window 4, 1 % loss each way', figures, 'least', 2);
  const complete = figures.find((figure) => figure.server === 'rollcall')?.rounds.every(Number.isFinite) === true;
  return [...findings, { ...finding, met: finding.met && complete }];
}

function makeFiles(field: Field): string {
  const folder = join(field.folder, 'tftp');
  mkdirSync(folder, { mode: 0o755 });
  writeFileSync(join(folder, large), randomBytes(largeBytes));
  copyFileSync(new URL(`../../firmware/files/${loader}`, import.meta.url), join(folder, loader));
  return folder;
}

type Judge = (result: LoadResult) => number;

const speed: Judge = (result) => result.mebibytesPerSecond;
/** Seconds until the last client had its file; a server that left one without is not ranked. */
const time: Judge = (result) => (result.failed === 0 ? result.seconds : Number.POSITIVE_INFINITY);

function each(field: Field, starts: Readonly<Record<string, Start>>, load: Load, judge: Judge) {
  return Object.fromEntries(
    Object.entries(starts).map(([name, start]) => [name, () => pullFrom(field, start, load, judge)]),
  );
}

async function pullFrom(field: Field, start: Start, load: Load, judge: Judge): Promise<Sample> {
  const server = await start();
  try {
    const options = Object.entries({ name: load.name, clients: load.clients, window: load.window, loss: load.loss });
    const words = options.flatMap(([name, value]) => [`--${name}`, String(value)]);
    const results: LoadResult[] = [];
    for (let pulls = 0; pulls < load.pulls; pulls += 1) {
      results.push(await field.node<LoadResult>('tftp-client.ts', '--server', field.address, ...words));
    }
    const total = (of: (result: LoadResult) => number) => results.reduce((sum, result) => sum + of(result), 0);
    const failed = total((result) => result.failed);
    const note = `${total((result) => result.duplicates)} sent twice${failed === 0 ? '' : `, ${failed} failed`}`;
    return { value: median(results.map(judge)), note };
  } finally {
    await server.stop();
  }
}
