import dgram from 'node:dgram';
import { once } from 'node:events';
import { seeded } from './seeded.ts';

/** What the link does to packets, each way; shares between 0 and 1. */
export interface LinkFaults {
  readonly loss: number;
  readonly duplication: number;
  /** A packet that is held back until the next one has passed, or for 5 ms. */
  readonly reordering: number;
  readonly seed: number;
}

export interface LossyLink {
  /** Clients ask here, on 127.0.0.1. */
  readonly port: number;
  /** Packets that were not delivered. */
  lost(): number;
  close(): void;
}

/**
 * A relay on loopback between TFTP clients and a server, which loses, doubles and swaps packets by a seeded generator.
 * Each of the server's ports is shown to the client as a port of the relay, so the client sees a new port per transfer.
 */
export async function openLossyLink(serverPort: number, faults: LinkFaults): Promise<LossyLink> {
  const front = dgram.createSocket('udp4');
  const sockets = new Set<dgram.Socket>([front]);
  const toServer = new Map<number, dgram.Socket>();
  const pass = faultyPath(faults);

  const open = () => {
    const socket = dgram.createSocket('udp4');
    sockets.add(socket);
    return socket;
  };
  /** The side that the server sees as the client; gives each server port a face towards the client. */
  const openToServer = (clientPort: number) => {
    const socket = open();
    const faces = new Map<number, dgram.Socket>();
    socket.on('message', (bytes, from) => {
      const face = from.port === serverPort ? front : (faces.get(from.port) ?? openFace(socket, from.port, clientPort));
      faces.set(from.port, face);
      pass.deliver(() => face.send(bytes, clientPort, '127.0.0.1', () => {}));
    });
    return socket;
  };
  const openFace = (behind: dgram.Socket, transferPort: number, clientPort: number) => {
    const face = open();
    face.on('message', (bytes, from) => {
      if (from.port === clientPort) pass.deliver(() => behind.send(bytes, transferPort, '127.0.0.1', () => {}));
    });
    return face;
  };

  front.on('message', (bytes, from) => {
    const socket = toServer.get(from.port) ?? openToServer(from.port);
    toServer.set(from.port, socket);
    pass.deliver(() => socket.send(bytes, serverPort, '127.0.0.1', () => {}));
  });
  front.bind(0, '127.0.0.1');
  await once(front, 'listening');
  return {
    port: front.address().port,
    lost: pass.lost,
    close: () => {
      pass.close();
      for (const socket of sockets) socket.close();
    },
  };
}

function faultyPath(faults: LinkFaults) {
  const random = seeded(faults.seed);
  let lost = 0;
  let closed = false;
  let held: (() => void) | null = null;
  const release = () => {
    const send = held;
    held = null;
    if (!closed) send?.();
  };
  return {
    lost: () => lost,
    close: () => {
      closed = true;
    },
    deliver: (send: () => void) => {
      if (closed) return;
      if (random() < faults.loss) {
        lost += 1;
        return;
      }
      if (held === null && random() < faults.reordering) {
        held = send;
        setTimeout(release, 5).unref();
        return;
      }
      send();
      if (random() < faults.duplication) send();
      release();
    },
  };
}
