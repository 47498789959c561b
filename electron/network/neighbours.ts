import { readFileSync } from 'node:fs';
import type { Ipv4, Mac } from '../contract/model.ts';

/**
 * The MAC address that the system's neighbour (ARP) table holds for an address, or null. Linux only: elsewhere the
 * table is not readable without a child process, and DHCP tells us enough.
 */
export function neighbourOf(address: Ipv4): Mac | null {
  if (process.platform !== 'linux') return null;
  let table: string;
  try {
    table = readFileSync('/proc/net/arp', 'latin1');
  } catch {
    return null;
  }
  const row = table.split('\n').find((line) => line.startsWith(`${address} `));
  const mac = row?.split(/\s+/)[3];
  return mac && mac !== '00:00:00:00:00:00' ? mac.toLowerCase() : null;
}
