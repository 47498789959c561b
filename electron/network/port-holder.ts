import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * Inode numbers of the sockets that hold a local port, from the text of `/proc/net/udp` or `/proc/net/tcp`. A row is
 * `sl local_address rem_address st … uid timeout inode …`, the port in hexadecimal; TCP rows count when they listen (st 0A).
 */
export function inodesOfPort(table: string, protocol: 'udp' | 'tcp', port: number): string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((field) => field[1]?.endsWith(wanted) && (protocol === 'udp' || field[3] === '0A'))
    .flatMap((field) => field[9] ?? []);
}

/**
 * The program that holds a local port, as `dnsmasq (process 812)`, or null when the system does not tell: not Linux,
 * or the program belongs to somebody whose processes we may not read.
 */
export function portHolder(protocol: 'udp' | 'tcp', port: number): string | null {
  if (process.platform !== 'linux') return null;
  try {
    const inodes = inodesOfPort(readFileSync(`/proc/net/${protocol}`, 'latin1'), protocol, port);
    if (inodes.length === 0) return null;
    return processWithSocket(new Set(inodes.map((inode) => `socket:[${inode}]`)));
  } catch {
    return null;
  }
}

function processWithSocket(sockets: ReadonlySet<string>): string | null {
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const descriptors = readdirSync(`/proc/${pid}/fd`);
      if (!descriptors.some((descriptor) => holds(`/proc/${pid}/fd/${descriptor}`, sockets))) continue;
      return `${basename(readlinkSync(`/proc/${pid}/exe`))} (process ${pid})`;
    } catch {
      // The process has ended, or is not ours to read.
    }
  }
  return null;
}

function holds(link: string, sockets: ReadonlySet<string>): boolean {
  try {
    return sockets.has(readlinkSync(link));
  } catch {
    return false;
  }
}
