import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Ipv4 } from '../contract/model.ts';

/** A router by which this computer reaches other networks, and the card, or the card's own address, that leads to it. */
export interface Gateway {
  readonly by: string;
  readonly router: Ipv4;
}

/** `/proc/net/route`: `eth0 00000000 0101A8C0 …`, addresses as hexadecimal numbers of the machine's byte order. */
export function readLinuxRoutes(text: string): readonly Gateway[] {
  return text.split('\n').flatMap((line) => {
    const [card, destination, router] = line.trim().split(/\s+/);
    if (card === undefined || destination !== '00000000' || !/^[0-9A-F]{8}$/.test(router ?? '')) return [];
    const address =
      (router ?? '')
        .match(/../g)
        ?.reverse()
        .map((byte) => Number.parseInt(byte, 16))
        .join('.') ?? '';
    return address === '0.0.0.0' ? [] : [{ by: card, router: address }];
  });
}

/** `route print -4`: `0.0.0.0  0.0.0.0  192.168.1.1  192.168.1.23  25`; the fourth is the card's own address. */
export function readWindowsRoutes(text: string): readonly Gateway[] {
  return text.split('\n').flatMap((line) => {
    const [destination, mask, router = '', own = ''] = line.trim().split(/\s+/);
    const isDefault = destination === '0.0.0.0' && mask === '0.0.0.0' && /^[\d.]+$/.test(router);
    return isDefault ? [{ by: own, router }] : [];
  });
}

/** `netstat -rn -f inet` of macOS: `default  192.168.1.1  UGScg  en0`. */
export function readMacRoutes(text: string): readonly Gateway[] {
  return text.split('\n').flatMap((line) => {
    const [destination, router = '', , card = ''] = line.trim().split(/\s+/);
    return destination === 'default' && /^[\d.]+$/.test(router) ? [{ by: card, router }] : [];
  });
}

/** The router behind a card, as this computer's own routes tell; null: there is none. */
export async function gatewayBehind(card: string, cardAddress: Ipv4): Promise<Ipv4 | null> {
  const found = (await gateways()).find(({ by }) => by === card || by === cardAddress);
  return found?.router ?? null;
}

async function gateways(): Promise<readonly Gateway[]> {
  switch (process.platform) {
    case 'win32':
      return readWindowsRoutes(await printed('route', 'print', '-4'));
    case 'darwin':
      return readMacRoutes(await printed('netstat', '-rn', '-f', 'inet'));
    default:
      return readLinuxRoutes(fileText('/proc/net/route'));
  }
}

function fileText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function printed(program: string, ...args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: 5_000, windowsHide: true }, (fault, out) => resolve(fault ? '' : out));
  });
}
