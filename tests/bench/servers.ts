import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackedPackage } from '../support/debian-package.ts';
import { run } from '../support/run.ts';
import type { Field, Running } from './field.ts';

const root = new URL('../..', import.meta.url).pathname;
/** What `npm run build` makes, and what people start. */
const commandLine = join(root, 'out/main/cli.js');

/** 64,000 addresses for every DHCP server that is measured. */
export const pool = { first: '10.88.1.0', last: '10.88.250.255' };

/** A fresh folder of the field. */
export function freshFolder(field: Field, name: string): string {
  return mkdtempSync(join(field.folder, `${name}-`));
}

/** The product on a data folder. ROLLCALL_BENCH_PROFILE names a folder that gets a profile of its processor time. */
export function startRollcall(field: Field, data: string, ...options: readonly string[]): Promise<Running> {
  const profiles = process.env.ROLLCALL_BENCH_PROFILE;
  const flags = profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
  const range = ['--range', `${pool.first}-${pool.last}`];
  const words = ['serve', '--card', field.card, '--data', data, ...range, ...options];
  return field.start('Console http', process.execPath, ...flags, commandLine, ...words);
}

/** One command on a data folder that nobody serves; reads what it printed. */
export function rollcallCommand<T>(data: string, ...words: readonly string[]): T {
  return JSON.parse(run(process.execPath, commandLine, '--data', data, '--json', ...words)) as T;
}

/** Kea with its leases in memory and in a file, as it comes from Debian. */
export function startKea(field: Field): Promise<Running> {
  const folder = freshFolder(field, 'kea');
  const config = {
    Dhcp4: {
      'interfaces-config': { interfaces: [field.card] },
      'lease-database': { type: 'memfile', persist: true, name: join(folder, 'leases.csv'), 'lfc-interval': 0 },
      'valid-lifetime': 3_600,
      subnet4: [{ subnet: '10.88.0.0/16', pools: [{ pool: `${pool.first} - ${pool.last}` }], ...keaBoot }],
      loggers: [
        { name: 'kea-dhcp4', severity: 'WARN', output_options: [{ output: 'stdout' }] },
        { name: 'kea-dhcp4.dhcp4', severity: 'INFO', output_options: [{ output: 'stdout' }] },
      ],
    },
  };
  const file = join(folder, 'kea.json');
  writeFileSync(file, JSON.stringify(config));
  return field.start('DHCP4_STARTED', 'kea-dhcp4', '-c', file);
}

const keaBoot = { 'next-server': '10.88.0.1', 'boot-file-name': 'snponly.efi' };

/** dnsmasq with its lease file on disk, as it comes from Debian, and no line for each packet. */
export function startDnsmasq(field: Field, tftpRoot: string | null = null): Promise<Running> {
  const leases = join(freshFolder(field, 'dnsmasq'), 'leases');
  const range = `--dhcp-range=${pool.first},${pool.last},255.255.0.0,1h`;
  const tftp = tftpRoot === null ? [] : ['--enable-tftp', `--tftp-root=${tftpRoot}`, '--tftp-max=1000'];
  const words = ['--keep-in-foreground', '--log-facility=-', '--conf-file=/dev/null', '--port=0', '--user=root'];
  const dhcp = [range, '--dhcp-lease-max=65000', `--dhcp-leasefile=${leases}`, '--no-ping', '--quiet-dhcp'];
  const boot = ['--dhcp-authoritative', '--dhcp-boot=snponly.efi', '--pid-file='];
  return field.start('started', 'dnsmasq', ...words, `--interface=${field.card}`, ...dhcp, ...boot, ...tftp);
}

/** Debian's tftpd-hpa, unpacked and not installed: its service would take port 69 of the machine. */
export function startTftpdHpa(field: Field, folder: string): Promise<Running> {
  const words = ['--foreground', '--user', 'root', '--address', '0.0.0.0:69', '--secure', folder];
  return startUnpacked(field, 'tftpd-hpa', 'usr/sbin/in.tftpd', words);
}

export function startAtftpd(field: Field, folder: string): Promise<Running> {
  const words = ['--daemon', '--no-fork', '--user', 'root.root', '--logfile', '/dev/null', '--maxthread', '1000'];
  return startUnpacked(field, 'atftpd', 'usr/sbin/atftpd', [...words, folder]);
}

async function startUnpacked(field: Field, name: string, path: string, words: readonly string[]): Promise<Running> {
  const library = join(unpackedPackage('libwrap0'), 'usr/lib');
  const found = run('find', library, '-name', 'libwrap.so.0', '-printf', '%h').trim();
  const program = join(unpackedPackage(name), path);
  const server = await field.start(null, 'env', `LD_LIBRARY_PATH=${found}`, program, ...words);
  await field.bound('udp', 69);
  return server;
}

/** nginx as Debian sets it up: sendfile, one worker for each processor, no access log. */
export async function startNginx(field: Field, folder: string): Promise<Running> {
  const work = freshFolder(field, 'nginx');
  const config = `daemon off; pid ${work}/pid; error_log stderr warn; worker_processes auto; user root;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  server { listen ${field.address}:8081 backlog=1024; root ${folder}; } }
`;
  writeFileSync(join(work, 'nginx.conf'), config);
  const server = await field.start(null, 'nginx', '-p', work, '-c', join(work, 'nginx.conf'));
  await field.bound('tcp', 8081);
  return server;
}
