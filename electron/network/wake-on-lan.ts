import type { Ipv4, Mac } from '../contract/model.ts';
import { openUdp } from './bind-device.ts';

/** The discard port: the card looks for the pattern in any packet, and nothing answers there. */
const port = 9;

/** A single packet may be lost at a switch port that sleeps. */
const times = 3;

/**
 * The packet that switches a machine on (AMD, "Magic Packet Technology", 1995): 102 bytes.
 *
 *     0      6       12                          102
 *     +------+-------+---------------------------+
 *     | FF×6 | MAC   | the MAC 15 times more     |
 *     +------+-------+---------------------------+
 */
export function magicPacket(mac: Mac): Uint8Array {
  const address = mac.split(':').map((pair) => Number.parseInt(pair, 16));
  return Uint8Array.from([255, 255, 255, 255, 255, 255, ...Array.from({ length: 16 }, () => address).flat()]);
}

export interface WakeOptions {
  readonly card: string;
  /** The card's own address. */
  readonly cardAddress: Ipv4;
  /** Where broadcasts of the card's network go, beside 255.255.255.255: some switches pass only one of both. */
  readonly broadcast: Ipv4;
}

/** Sends each machine its magic packet by one card. Fails with a `BindError`, or when a send fails. */
export async function wake(macs: readonly Mac[], { card, cardAddress, broadcast }: WakeOptions): Promise<void> {
  const { socket } = await openUdp({ card, cardAddress, address: '0.0.0.0', port: 0, broadcast: true });
  const send = (packet: Uint8Array, address: Ipv4): Promise<void> =>
    new Promise((resolve, reject) =>
      socket.send(packet, port, address, (error) => (error ? reject(error) : resolve())),
    );
  try {
    for (let round = 0; round < times; round += 1) {
      for (const mac of macs) {
        const packet = magicPacket(mac);
        await send(packet, '255.255.255.255');
        await send(packet, broadcast);
      }
    }
  } finally {
    socket.close();
  }
}
