import dgram from 'node:dgram';
import { once } from 'node:events';
import type { Server } from 'node:net';
import { endianness } from 'node:os';
import { type BindTarget, bindError } from './bind-error.ts';
import { type Libc, libc } from './libc.ts';

export { BindError } from './bind-error.ts';

/** What a whole classroom that powers on at once fits into: 4 MiB. The kernel's usual 208 KiB holds about 100 DISCOVERs. */
const largeReceiveBuffer = 4 * 1_048_576;

/**
 * Numbers of the socket interface. They differ between the two systems whose C library we call: Linux
 * (asm-generic/socket.h) and macOS (sys/socket.h).
 */
const linux = {
  level: 1,
  reuse: 2,
  broadcast: 6,
  receiveBuffer: 8,
  receiveBufferForce: 33,
  bindToDevice: 25,
  flags: 0o2004000,
};
const darwin = {
  level: 0xffff,
  reuse: 4,
  broadcast: 0x20,
  receiveBuffer: 0x1002,
  receiveBufferForce: null,
  boundIf: 25,
  flags: 0,
};
const inet = 2;
const stream = 1;
const datagram = 2;
const udpLevel = 17;
const udpSegment = 103;

export interface UdpOptions {
  readonly card: string;
  /** What to bind: `0.0.0.0` hears broadcasts and every address of the card. */
  readonly address: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** The card's own address: what is bound where the device cannot be. */
  readonly cardAddress: string;
  /** Bytes; the system may give less. Default 4 MiB. */
  readonly receiveBuffer?: number;
  readonly broadcast?: boolean;
  /** Bytes of one datagram: a longer send is cut into datagrams of this size by the kernel (Linux UDP_SEGMENT). */
  readonly segmentSize?: number;
}

export interface BoundUdp {
  readonly socket: dgram.Socket;
  /** Bytes that the system really gave. */
  readonly receiveBuffer: number;
  /** True: sends longer than `segmentSize` (up to 64 segments and 65,507 bytes) are cut by the kernel. */
  readonly segmented: boolean;
  /** The descriptor, where the C library made it: for system calls on the socket while it is open. */
  readonly descriptor: number | null;
}

/**
 * A UDP socket that hears one card only and sends by it.
 *
 * An address is not enough on Linux: a socket on the card's address hears no broadcasts, one on 0.0.0.0 hears them from
 * every card and sends its own by the default route. SO_BINDTODEVICE does both right. macOS has IP_BOUND_IF; on Windows
 * a socket on the card's address hears the card's broadcasts. A port that somebody else holds is an error, so
 * SO_REUSEADDR is not set: two DHCP servers on one port would share its packets by chance.
 *
 * Fails with a `BindError`. A card that is removed leaves the socket deaf without an error: see `watchCard`.
 */
export async function openUdp(options: UdpOptions): Promise<BoundUdp> {
  const target: BindTarget = { protocol: 'udp', card: options.card, address: options.address, port: options.port };
  const receiveBuffer = options.receiveBuffer ?? largeReceiveBuffer;
  // Addresses are numbers already: without its own `lookup` every send would take a turn through the resolver.
  const socket = dgram.createSocket({ type: 'udp4', lookup: (host, _family, done) => done(null, host, 4) });
  if (!libc) {
    // On Linux it would be deaf: better not to serve than to say so and hear no machine.
    if (process.platform === 'linux' && options.broadcast) {
      socket.close();
      throw bindError('ENOSYS', target);
    }
    return bindPlain(socket, { ...options, receiveBuffer }, target);
  }

  const descriptor = openOnCard(libc, target);
  try {
    const received = growReceiveBuffer(libc, descriptor, receiveBuffer);
    if (options.broadcast) libc.setOption(descriptor, names().level, names().broadcast, int32(1));
    const segmented = options.segmentSize !== undefined && segment(libc, descriptor, options.segmentSize);
    require0(libc, libc.bind(descriptor, socketAddress(options.address, options.port)), target);
    socket.bind({ fd: descriptor });
    return { socket, receiveBuffer: received, segmented, descriptor };
  } catch (error) {
    socket.close();
    libc.close(descriptor);
    throw error;
  }
}

/** Lets a TCP or HTTP server listen on one card only. Fails with a `BindError`. Port 0 lets the system choose. */
export async function listenTcp(
  server: Server,
  options: { readonly card: string; readonly address: string; readonly port: number },
): Promise<void> {
  const target: BindTarget = { protocol: 'tcp', ...options };
  const where = libc ? { fd: boundTcp(libc, target) } : { host: options.address, port: options.port };
  const listening = once(server, 'listening');
  server.listen({ ...where, backlog: 1_024 });
  await listening.catch((error: NodeJS.ErrnoException) => {
    if ('fd' in where) libc?.close(where.fd);
    throw bindError(error.code ?? String(error.message), target);
  });
}

function boundTcp(libc: Libc, target: BindTarget): number {
  const descriptor = openOnCard(libc, target);
  try {
    // A restart finds connections of the last run in TIME_WAIT.
    libc.setOption(descriptor, names().level, names().reuse, int32(1));
    require0(libc, libc.bind(descriptor, socketAddress(target.address, target.port)), target);
    return descriptor;
  } catch (error) {
    libc.close(descriptor);
    throw error;
  }
}

/** A socket that is bound to the card and not yet to a port. A card that is not there leaves it on all cards: fatal. */
function openOnCard(libc: Libc, target: BindTarget): number {
  const type = (target.protocol === 'udp' ? datagram : stream) | names().flags;
  const descriptor = libc.socket(inet, type, 0);
  if (descriptor < 0) throw bindError(libc.errno(), target);
  const bound =
    process.platform === 'linux'
      ? libc.setOption(descriptor, linux.level, linux.bindToDevice, Buffer.from(`${target.card}\0`))
      : libc.setOption(descriptor, 0, darwin.boundIf, int32(libc.cardIndex(target.card)));
  if (bound === 0) return descriptor;
  const error = bindError(libc.errno(), target);
  libc.close(descriptor);
  throw error;
}

/** Bytes that the socket got. The forced size is beyond `rmem_max`, and only for an administrator. */
function growReceiveBuffer(libc: Libc, descriptor: number, bytes: number): number {
  const { level, receiveBuffer, receiveBufferForce } = names();
  const forced =
    receiveBufferForce !== null && libc.setOption(descriptor, level, receiveBufferForce, int32(bytes)) === 0;
  if (!forced) libc.setOption(descriptor, level, receiveBuffer, int32(bytes));
  const given = int32(0);
  libc.getOption(descriptor, level, receiveBuffer, given);
  const size = new Int32Array(given.buffer)[0] ?? 0;
  // Linux doubles what it is asked for, to have room for its own bookkeeping (socket(7)).
  return process.platform === 'linux' ? size / 2 : size;
}

function segment(libc: Libc, descriptor: number, bytes: number): boolean {
  return process.platform === 'linux' && libc.setOption(descriptor, udpLevel, udpSegment, int32(bytes)) === 0;
}

async function bindPlain(
  socket: dgram.Socket,
  options: UdpOptions & { readonly receiveBuffer: number },
  target: BindTarget,
): Promise<BoundUdp> {
  const listening = once(socket, 'listening');
  socket.bind({ address: options.cardAddress, port: options.port, exclusive: true });
  await listening.catch((error: NodeJS.ErrnoException) => {
    socket.close();
    throw bindError(error.code ?? error.message, target);
  });
  if (options.broadcast) socket.setBroadcast(true);
  try {
    socket.setRecvBufferSize(options.receiveBuffer);
  } catch {
    // The system keeps its own size; the caller sees it in the result.
  }
  return { socket, receiveBuffer: socket.getRecvBufferSize(), segmented: false, descriptor: null };
}

function require0(libc: Libc, result: number, target: BindTarget): void {
  if (result !== 0) throw bindError(libc.errno(), target);
}

function names(): typeof linux | typeof darwin {
  return process.platform === 'darwin' ? darwin : linux;
}

function int32(value: number): Uint8Array {
  return new Uint8Array(Int32Array.of(value).buffer);
}

/** `struct sockaddr_in`: family, port in network order, address, 8 zeros. macOS has the length in its first byte. */
function socketAddress(address: string, port: number): Uint8Array {
  const bytes = new Uint8Array(16);
  if (process.platform === 'darwin') bytes.set([16, inet]);
  else bytes.set(endianness() === 'LE' ? [inet, 0] : [0, inet]);
  bytes.set([port >> 8, port & 0xff], 2);
  bytes.set(address.split('.').map(Number), 4);
  return bytes;
}
