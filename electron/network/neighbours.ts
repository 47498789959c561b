import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Ipv4, Mac } from '../contract/model.ts';
import { openUdp } from './bind-device.ts';

/** Somebody who answered to an address. */
export interface Neighbour {
  readonly address: Ipv4;
  readonly mac: Mac;
}

/**
 * The MAC address that the system's neighbour (ARP) table holds for an address, or null. Linux only: elsewhere the
 * table is not readable without a child process, and DHCP tells us enough.
 */
export function neighbourOf(address: Ipv4): Mac | null {
  if (process.platform !== 'linux') return null;
  const row = tableText()
    .split('\n')
    .find((line) => line.startsWith(`${address} `));
  return readLinuxNeighbours(row ?? '')[0]?.mac ?? null;
}

/** `/proc/net/arp`: `10.77.0.3  0x1  0x2  52:54:00:00:00:02  *  eth0`; those that answered, of one card or of all. */
export function readLinuxNeighbours(text: string, card?: string): readonly Neighbour[] {
  return text.split('\n').flatMap((line) => {
    const [address = '', , , mac = '', , device] = line.trim().split(/\s+/);
    const answered = /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(mac) && mac !== '00:00:00:00:00:00';
    return answered && (card === undefined || device === card) ? [{ address, mac: mac.toLowerCase() }] : [];
  });
}

/** `arp -a` of Windows and macOS: `10.77.0.3  52-54-00-00-00-02  dynamic`; `? (10.77.0.3) at 52:54:0:0:0:2 on en0 …`. */
export function readArpList(text: string): readonly Neighbour[] {
  return text.split('\n').flatMap((line) => {
    const address = /\b\d{1,3}(?:\.\d{1,3}){3}\b/.exec(line)?.[0];
    const mac = /\b[0-9a-f]{1,2}(?:[:-][0-9a-f]{1,2}){5}\b/i.exec(line)?.[0];
    if (address === undefined || mac === undefined) return [];
    const bytes = mac.split(/[:-]/).map((byte) => byte.padStart(2, '0').toLowerCase());
    return bytes.every((byte) => byte === 'ff') ? [] : [{ address, mac: bytes.join(':') }];
  });
}

/**
 * Whether a machine that the system remembers is there still: it takes a connection, or refuses it. False for one that is
 * off, and for one whose firewall says nothing.
 */
export function isThere(address: Ipv4, cardAddress: Ipv4): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: 9, localAddress: cardAddress, timeout: patience });
    const end = (there: boolean) => {
      socket.destroy();
      resolve(there);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', (fault: NodeJS.ErrnoException) => end(fault.code === 'ECONNREFUSED'));
  });
}

/** The addresses of a card that the system remembers a neighbour for, from before. */
export function rememberedNeighbours(card: string): ReadonlySet<Ipv4> {
  return new Set(readLinuxNeighbours(tableText(), card).map(({ address }) => address));
}

/** How long neighbours may take to answer, in milliseconds; Linux asks three times, a second apart. */
const patience = 1_200;

/**
 * Who answers to one of these addresses on the card: each is sent one byte to port 9 (discard, RFC 863), for which the
 * system has to find out who it is. 256 at most. Fails with a `BindError`.
 */
export async function askNeighbours(
  card: string,
  cardAddress: Ipv4,
  addresses: readonly Ipv4[],
): Promise<readonly Neighbour[]> {
  const asked = new Set(addresses.slice(0, 256));
  if (asked.size === 0) return [];
  const { socket } = await openUdp({ card, cardAddress, port: 0, address: '0.0.0.0', broadcast: false });
  socket.on('error', () => undefined);
  try {
    for (const address of asked) socket.send(Uint8Array.of(0), 9, address, () => undefined);
    return await answered(card, asked);
  } finally {
    socket.close();
  }
}

/** Those of the addresses that somebody answers to; ends early when all do. */
async function answered(card: string, asked: ReadonlySet<Ipv4>): Promise<readonly Neighbour[]> {
  const end = Date.now() + patience;
  for (;;) {
    await wait(process.platform === 'linux' ? 50 : patience);
    const all = process.platform === 'linux' ? readLinuxNeighbours(tableText(), card) : readArpList(await arpList());
    const found = all.filter(({ address }) => asked.has(address));
    if (found.length === asked.size || Date.now() > end) return found;
  }
}

function tableText(): string {
  try {
    return readFileSync('/proc/net/arp', 'latin1');
  } catch {
    return '';
  }
}

function arpList(): Promise<string> {
  return new Promise((resolve) => {
    execFile('arp', ['-a'], { timeout: 5_000, windowsHide: true }, (fault, out) => resolve(fault ? '' : out));
  });
}
