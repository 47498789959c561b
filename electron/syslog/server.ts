import type { RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import type { Ipv4 } from '../contract/model.ts';
import { openUdp } from '../network/bind-device.ts';
import { parseSyslog } from './parse.ts';
import { LineRate } from './rate.ts';

export interface SyslogOptions {
  readonly card: string;
  /** What to bind, as `openUdp` takes it. */
  readonly address: string;
  readonly cardAddress: Ipv4;
  /** 514 unless another is given; 0 lets the system choose. */
  readonly port?: number;
  report(client: Ipv4, text: string): void;
}

export interface Syslog {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens for the console lines that iPXE sends to the address of DHCP option 7. Nothing is ever sent back. Lines past
 * the rate bound are dropped: they are told for people to read. Fails with a `BindError`.
 */
export async function startSyslog(options: SyslogOptions): Promise<Syslog> {
  const { card, address, cardAddress, port = 514 } = options;
  const { socket } = await openUdp({ card, address, cardAddress, port, receiveBuffer: 1_048_576 });
  const rate = new LineRate();
  socket.on('message', (datagram: Buffer, sender: RemoteInfo) => {
    if (!rate.allows(sender.address, performance.now())) return;
    const line = parseSyslog(datagram);
    if (line) options.report(sender.address, line.text);
  });
  socket.on('error', () => {
    // An unreachable sender is none of our concern: the socket stays open and goes on hearing.
  });
  return {
    port: socket.address().port,
    async close() {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}
