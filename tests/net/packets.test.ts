import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PacketView } from '../../electron/contract/api.ts';
import { type MachineClass, openClass } from '../support/class.ts';
import { inside, type Lab, openLab } from '../support/lab.ts';
import { type Rollcall, serve } from '../support/rollcall.ts';

/** What is kept of a real boot, read by the real tshark. Needs root, iproute2 and tshark. */
const secrets = [
  'adm1n-s3cret',
  'share-s3cret',
  's3cret-variable',
  '4711-pin-s3cret',
  's3cret-preseed',
  'KEY00-s3cret',
  'root-s3cret',
];

let lab: Lab;
let folder: string;
let rollcall: Rollcall;
let machines: MachineClass;
let capture: string;
/** What tcpdump saw of DHCP on the server's card meanwhile. */
let wire: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-packets-'));
  lab = openLab();
  rollcall = await serve(lab, join(folder, 'data'));
  machines = openClass(lab);
  for (const name of ['vmlinuz', 'initrd', 'win.iso', 'wimboot']) writeFileSync(join(folder, name), name.repeat(5_000));
  const { mac } = machines.machine(0);
  const [password, share, variable, pin, preseed, key, root] = secrets;
  const set = (...pairs: readonly string[]) => pairs.flatMap((pair) => ['--set', pair]);
  const windows = set(
    `image=${folder}/win.iso`,
    `wimboot=${folder}/wimboot`,
    `password=${password}`,
    `productKey=${key}`,
  );
  const smb = set('media=smb', 'share=\\\\nas\\win', `sharePassword=${share}`);
  await rollcall.run('action', 'add', '--name', 'Windows', '--kind', 'windows-setup', ...windows, ...smb);
  const rescue = set(`image=${folder}/win.iso`, `rootPassword=${root}`);
  await rollcall.run('action', 'add', '--name', 'Rescue', '--kind', 'systemrescue', ...rescue);
  const installer = set(`kernel=${folder}/vmlinuz`, `initrd=${folder}/initrd`, `preseed=d-i x/y string ${preseed}`);
  await rollcall.run('action', 'add', '--name', 'Install', '--kind', 'debian-installer', ...installer);
  await rollcall.run(
    'computer',
    'add',
    '--mac',
    mac,
    '--name',
    'PC-01',
    '--var',
    `key=${variable}`,
    '--default',
    'Install',
  );
  wire = join(folder, 'wire.pcap');
  const listening = await listen(lab, wire);
  await machines.machine(0).bootThrough();
  await listening.stop();
  await rollcall.run(
    'exam',
    'start',
    'Maths',
    '--computer',
    'PC-01',
    '--action',
    'Install',
    '--for',
    '1h',
    '--pin',
    pin ?? '',
  );
  capture = join(folder, 'pc-01.pcap');
  const cli = new URL('../../electron/cli/main.ts', import.meta.url).pathname;
  const shell = `"$0" "$1" --data "$2" pcap PC-01 > "$3"`;
  inside(lab.server, 'sh', '-c', shell, process.execPath, cli, join(folder, 'data'), capture);
});

afterAll(async () => {
  await machines?.close();
  await rollcall?.stop();
  lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** tcpdump on the server's card, which hears every packet from then on that it says that it listens. */
async function listen({ server, card }: Lab, file: string): Promise<{ stop(): Promise<void> }> {
  const words = [
    'netns',
    'exec',
    server,
    'tcpdump',
    '--immediate-mode',
    '-U',
    '-n',
    '-Z',
    'root',
    '-i',
    card,
    '-w',
    file,
  ];
  const program = spawn('ip', [...words, 'udp port 67 or udp port 4011'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    program.stderr.on('data', (data: Buffer) => {
      said += data.toString();
      if (said.includes('listening on')) resolve();
    });
    program.once('exit', () => reject(new Error(said)));
  });
  return {
    stop: async () => {
      const ended = once(program, 'exit');
      program.kill('SIGINT');
      await ended;
    },
  };
}

/** Each datagram of the machine's DHCP by its ends, its hardware addresses and every byte. */
function datagrams(file: string): string[] {
  const fields = ['eth.src', 'eth.dst', 'ip.src', 'ip.dst', 'udp.srcport', 'udp.dstport', 'udp.payload'];
  const words = [
    '-r',
    file,
    '-Y',
    `dhcp.hw.mac_addr == ${machines.machine(0).mac}`,
    '-T',
    'fields',
    ...fields.flatMap((field) => ['-e', field]),
  ];
  return execFileSync('tshark', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    .trim()
    .split('\n');
}

function tshark(...words: readonly string[]): string {
  const checks = ['ip', 'udp', 'tcp'].flatMap((protocol) => ['-o', `${protocol}.check_checksum:TRUE`]);
  return execFileSync('tshark', ['-r', capture, ...checks, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

it('is a capture file without a complaint of tshark', () => {
  const complaints = '_ws.malformed or ip.checksum.status == 0 or udp.checksum.status == 0 or tcp.checksum.status == 0';
  expect(tshark('-Y', complaints)).toBe('');
  expect(tshark('-Y', '_ws.expert.severity >= 0x600000')).toBe('');
});

it('holds the datagrams of DHCP as they were on the wire, each byte and both ends', () => {
  const kept = datagrams(capture);
  expect(kept.length).toBeGreaterThanOrEqual(4);
  expect(kept).toEqual(datagrams(wire));
});

it('holds the exchanges of the boot in their order', () => {
  const seen = tshark('-T', 'fields', '-e', 'dhcp.option.dhcp', '-e', 'tftp.source_file', '-e', 'http.request.uri')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  expect(seen.slice(0, 4)).toEqual(['1', '2', '3', '5']);
  expect(seen).toContain('snponly.efi');
  expect(seen.some((line) => /^\/boot\/52-54-.*\.ipxe$/.test(line))).toBe(true);
  expect(seen.some((line) => line.startsWith('/files/'))).toBe(true);
});

it('is told in words, with every option', async () => {
  const packets = (await rollcall.run('packets', 'PC-01')) as readonly PacketView[];
  expect(packets.slice(0, 4).map(({ summary }) => summary)).toEqual([
    'DHCP DISCOVER',
    'DHCP OFFER',
    'DHCP REQUEST',
    'DHCP ACK',
  ]);
  const offer = Object.fromEntries(packets[1]?.details.map(({ name, value }) => [name, value]) ?? []);
  expect(offer).toMatchObject({ '54 server identifier': '10.77.0.1', '67 boot file name': 'snponly.efi' });
});

it('a report for support tells the boot and no secret', async () => {
  const { text } = (await rollcall.run('report', 'PC-01')) as { text: string };
  expect(text).toMatch(/Serving\n {2}on room0 10\.77\.0\.1\/24/);
  expect(text).toMatch(/snponly\.efi \S+ [0-9a-f]{64}/);
  expect(text).toContain('boots “Install” as its own default.');
  const token = /[?&]boot=([\w-]{3,})|\/beacon\/([\w-]{3,})/;
  expect(text).not.toMatch(token);
  const kept = [text, readFileSync(capture, 'latin1'), JSON.stringify(await rollcall.run('packets', 'PC-01'))];
  for (const secret of secrets) for (const each of kept) expect(each).not.toContain(secret);
});
