import { randomInt } from 'node:crypto';
import type { Ipv4 } from '../contract/model.ts';
import { messageType, readOption } from './options.ts';
import { type DhcpPacket, decodeDhcp, encodeDhcp, isDecodeError, isEncodeError } from './packet.ts';
import { makeProbe, probeKinds } from './probe.ts';
import { localMac } from './probe-socket.ts';
import { type DhcpSocket, openDhcpSocket } from './socket.ts';

/** How often it is asked who else answers, and how soon again while machines ask, in milliseconds. */
const usualPause = 30_000;
const shortestPause = 2_000;

export interface WatchOptions {
  readonly card: string;
  readonly cardAddress: Ipv4;
  /** Another server of addresses answered a machine or a probe. */
  heard(server: Ipv4): void;
  complain(why: string): void;
}

/** Looks for other DHCP servers while one of ours serves. */
export interface Watch {
  /** Whether a question is a probe of this watch, which our own server leaves alone. */
  isProbe(xid: number): boolean;
  /** Asks now, or 2 s after it last did: a machine asks, and what others answer it may not be for us to hear. */
  ask(): void;
  close(): Promise<void>;
}

/**
 * Hears every OFFER and ACK that is broadcast on the card, and asks by itself at once, every 30 s, and while machines
 * ask: a switch keeps unicasts to other machines from us, and Kea answers each machine in a frame that is for it alone. Fails with a `BindError` when port 68 is taken.
 */
export async function watchServers({ card, cardAddress, heard, complain }: WatchOptions): Promise<Watch> {
  const probes = probeKinds.map((kind) => makeProbe(kind, localMac(), randomInt(1, 0x1_0000_0000)));
  const xids = new Set(probes.map(({ xid }) => xid));
  const socket = await openDhcpSocket({
    card,
    cardAddress,
    port: 68,
    receive: ({ bytes, address }) => {
      const packet = decodeDhcp(bytes);
      const server = isDecodeError(packet) || address === cardAddress ? null : addressServer(packet);
      if (server !== null && server !== cardAddress) heard(server);
    },
    complain,
  });
  let pause: NodeJS.Timeout | null = null;
  let wanted = false;
  const ask = (): void => {
    wanted = pause !== null;
    if (wanted) return;
    pause = setTimeout(() => {
      pause = null;
      if (wanted) ask();
    }, shortestPause);
    sendAll(socket, probes, complain);
  };
  ask();
  const timer = setInterval(ask, usualPause);
  return {
    isProbe: (xid) => xids.has(xid),
    ask,
    close: () => {
      clearInterval(timer);
      if (pause !== null) clearTimeout(pause);
      return socket.close();
    },
  };
}

/** The server that gives an address by this packet; null for any other packet, as those of a proxy that gives boot files. */
export function addressServer(packet: DhcpPacket): Ipv4 | null {
  const type = messageType(packet);
  if (packet.op !== 2 || (type !== 'offer' && type !== 'ack') || packet.yiaddr === '0.0.0.0') return null;
  return readOption(packet, 'serverIdentifier') ?? packet.siaddr;
}

function sendAll(socket: DhcpSocket, probes: readonly DhcpPacket[], complain: (why: string) => void): void {
  socket.send(
    probes.map((probe) => {
      const bytes = encodeDhcp(probe);
      if (isEncodeError(bytes)) throw new Error(bytes.why);
      const done = (failure: string | null): void => {
        if (failure !== null) complain(failure);
      };
      return { bytes, address: '255.255.255.255', port: 67, done };
    }),
  );
}
