import { openUdp } from '../network/bind-device.ts';
import { batchSize, datagramBatch, type OutgoingDatagram } from '../network/datagram-batch.ts';

/** A received datagram and where it came from. The bytes are only valid until the call with it returns. */
export interface Datagram {
  readonly bytes: Uint8Array;
  readonly address: string;
  readonly port: number;
}

export interface Outgoing extends OutgoingDatagram {
  /** Gets the system's words when the datagram did not leave. */
  done(failure: string | null): void;
}

export interface DhcpSocket {
  /** Bytes that the system gave for what waits to be read. */
  readonly receiveBuffer: number;
  /** The port that it is bound to. */
  readonly port: number;
  send(replies: readonly Outgoing[]): void;
  close(): Promise<void>;
}

export interface DhcpSocketOptions {
  readonly card: string;
  readonly cardAddress: string;
  readonly port: number;
  receive(datagram: Datagram): void;
  /** The card is down, for example. The socket stays open. */
  complain(why: string): void;
}

/** Batches that are read in one turn of the event loop: all that the receive buffer holds, or nearly. */
const mostBatches = 16;

/**
 * A socket for DHCP on one card; fails with a `BindError`. Node reads and sends one datagram at a time, with an object
 * and a callback each; where the system can (Linux), what else waits is read in one call, and replies leave in one.
 */
export async function openDhcpSocket(options: DhcpSocketOptions): Promise<DhcpSocket> {
  const { card, cardAddress, port } = options;
  const bound = await openUdp({ card, cardAddress, port, address: '0.0.0.0', broadcast: true });
  const { socket, receiveBuffer } = bound;
  const batch = datagramBatch(bound.descriptor);
  let drained = batch === null;
  const drain = () => {
    if (drained) return;
    drained = true;
    setImmediate(() => {
      drained = false;
    });
    for (let batches = 0; batches < mostBatches; batches += 1) {
      const count = batch?.receive((bytes, address, from) => options.receive({ bytes, address, port: from }));
      if (count !== batchSize) return;
    }
  };
  const sendOne = ({ bytes, address, port: to, done }: Outgoing) =>
    socket.send(bytes, to, address, (error) => done(error?.message ?? null));
  socket.on('message', (bytes, from) => {
    options.receive({ bytes, address: from.address, port: from.port });
    drain();
  });
  socket.on('error', (error) => options.complain(error.message));
  return {
    receiveBuffer,
    port: socket.address().port,
    send(replies) {
      for (let at = 0; at < replies.length; ) {
        const some = replies.slice(at, at + batchSize);
        const left = batch?.send(some) ?? 0;
        for (const reply of some.slice(0, left)) reply.done(null);
        const refused = some[left];
        if (refused) sendOne(refused);
        at += left + (refused ? 1 : 0);
      }
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
