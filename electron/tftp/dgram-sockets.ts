import type { Socket } from 'node:dgram';
import type { Ipv4 } from '../contract/model.ts';
import { openUdp } from '../network/bind-device.ts';
import type { DataSocket, DataSocketEvents, OpenDataSocket } from './plane.ts';

/** Data sockets through Node's own `dgram`: for every system, and for a Linux on which no worker can be had. */
export function dgramSockets(card: string, cardAddress: Ipv4): OpenDataSocket {
  return (client, clientPort, _segment, events): DataSocket => {
    let socket: Socket | null = null;
    let closed = false;
    const waiting: Buffer[] = [];
    openUdp({ card, address: cardAddress, port: 0, cardAddress, receiveBuffer: 256 * 1024 }).then(
      (opened) => {
        for (const datagram of waiting) opened.socket.send(datagram, clientPort, client, ignoreOutcome);
        if (closed) {
          opened.socket.close();
          return;
        }
        socket = opened.socket;
        listen(socket, client, clientPort, events);
      },
      (error: Error) => events.fault(error.message),
    );
    return {
      send: (bytes, length, segment) => {
        for (let at = 0; at < length; at += segment) {
          const datagram = Buffer.from(bytes.subarray(at, Math.min(length, at + segment)));
          if (socket === null) waiting.push(datagram);
          else socket.send(datagram, clientPort, client, ignoreOutcome);
        }
      },
      close: () => {
        if (closed) return;
        closed = true;
        socket?.close();
      },
    };
  };
}

/** Hears the one client; a stranger that has found the port gets ERROR 5 (RFC 1350 §4) and disturbs nothing. */
function listen(socket: Socket, client: Ipv4, clientPort: number, events: DataSocketEvents): void {
  const stranger = Buffer.from([0, 5, 0, 5, 0]);
  socket.on('error', (error) => events.fault(error.message));
  socket.on('message', (bytes, from) => {
    if (from.port === clientPort && from.address === client) events.datagram(bytes);
    else if (bytes[1] !== 5) socket.send(stranger, from.port, from.address, ignoreOutcome);
  });
}

/** A datagram that does not leave is a lost one: the transfer's timer sends it again. */
function ignoreOutcome(): void {}
