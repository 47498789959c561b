import { openUdp } from '../network/bind-device.ts';

/** A received datagram and where it came from. */
export interface Datagram {
  readonly bytes: Uint8Array;
  readonly address: string;
  readonly port: number;
}

export interface DhcpSocket {
  /** Bytes that the system gave for what waits to be read. */
  readonly receiveBuffer: number;
  /** The port that it is bound to. */
  readonly port: number;
  /** `done` gets the system's words when the datagram did not leave. */
  send(bytes: Uint8Array, port: number, address: string, done: (failure: string | null) => void): void;
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

/** A socket for DHCP on one card; fails with a `BindError`. */
export async function openDhcpSocket(options: DhcpSocketOptions): Promise<DhcpSocket> {
  const { card, cardAddress, port } = options;
  const { socket, receiveBuffer } = await openUdp({ card, cardAddress, port, address: '0.0.0.0', broadcast: true });
  socket.on('message', (bytes, from) => options.receive({ bytes, address: from.address, port: from.port }));
  socket.on('error', (error) => options.complain(error.message));
  return {
    receiveBuffer,
    port: socket.address().port,
    send: (bytes, toPort, address, done) =>
      socket.send(bytes, toPort, address, (error) => done(error?.message ?? null)),
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
