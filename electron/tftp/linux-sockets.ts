import { createRequire } from 'node:module';
import type koffi from 'koffi';
import type { Ipv4 } from '../contract/model.ts';
import { type Epoll, epollIn } from '../network/epoll.ts';
import type { DataSocket, OpenDataSocket } from './plane.ts';

/**
 * UDP sockets straight from the C library, for the thread that serves TFTP on Linux.
 *
 * One block a round trip is all that most firmware does, so the server's own delay is the transfer's rate. Measured
 * here: a round trip through `dgram` costs the server several times what these calls do, and a window of blocks goes
 * out by one `send` where the kernel cuts it into datagrams (UDP_SEGMENT, Linux 4.18).
 */

const afInet = 2;
const udpSocket = 2 | 0x80000;
const solSocket = 1;
const soSendBuffer = 7;
const soReceiveTimeout = 20;
const soBindToDevice = 25;
const solUdp = 17;
const udpSegment = 103;
const dontWait = 0x40;
const connectionRefused = 111;
const wouldBlock = 11;
const interrupted = 4;
/** Where `struct timeval` is two numbers of 64 bits. */
const known64 = process.arch === 'x64' || process.arch === 'arm64';
const longestDatagram = 2_048;
/** One `send` with UDP_SEGMENT carries at most this many bytes and 64 segments. */
const longestBurst = 65_000;
const mostSegments = 64;

/** How long a transfer that runs alone is waited for on its own socket before anything else is looked at. */
const aloneFor = 5;

type Call = (...values: readonly unknown[]) => number;

interface LibC {
  readonly socket: Call;
  readonly bind: Call;
  readonly connect: Call;
  readonly setsockopt: Call;
  readonly send: Call;
  readonly recv: Call;
  readonly close: Call;
  readonly errno: () => number;
}

/** Throws where the C library cannot be called. */
function loadLibC(): LibC {
  const ffi: typeof koffi = createRequire(import.meta.url)('koffi');
  const library = ffi.load(null);
  return {
    errno: () => ffi.errno(),
    socket: library.func('int socket(int, int, int)'),
    bind: library.func('int bind(int, void *, int)'),
    connect: library.func('int connect(int, void *, int)'),
    setsockopt: library.func('int setsockopt(int, int, int, void *, int)'),
    send: library.func('int64_t send(int, void *, size_t, int)'),
    recv: library.func('int64_t recv(int, void *, size_t, int)'),
    close: library.func('int close(int)'),
  };
}

/** A set of connected UDP sockets on one card, which `epoll` tells of what they receive. */
export class LinuxSockets {
  readonly #c = loadLibC();
  readonly #epoll: Epoll;
  readonly #card: string;
  readonly #address: Ipv4;
  /** How each socket reads; `flags` are those of `recv`. */
  readonly #readers = new Map<number, (flags: number) => void>();
  /** Only a socket with a time limit of its own may be waited for alone. */
  #mayBlock = false;
  readonly #datagram = Buffer.alloc(longestDatagram);

  constructor(epoll: Epoll, card: string, address: Ipv4) {
    this.#epoll = epoll;
    this.#card = card;
    this.#address = address;
  }

  /**
   * A socket that is alone is waited for by `recv` itself, for `aloneFor` if there is so much time: one call less between
   * a packet and its answer, 15 % of a window-1 transfer. Who comes meanwhile is heard after its next packet. True when
   * that was done: then `epoll` is only to be looked at, not waited for.
   */
  hearAlone(milliseconds: number): boolean {
    if (!this.#mayBlock || this.#readers.size !== 1 || milliseconds < aloneFor) return false;
    this.#readers.values().next().value?.(0);
    return true;
  }

  readonly open: OpenDataSocket = (client, clientPort, segment, events): DataSocket | string => {
    const descriptor = this.#connect(client, clientPort);
    if (typeof descriptor === 'string') return descriptor;
    const segmented = this.#option(descriptor, solUdp, udpSegment, segment);
    const read = (flags: number) => {
      const length = this.#c.recv(descriptor, this.#datagram, longestDatagram, flags);
      if (length >= 0) events.datagram(this.#datagram.subarray(0, length));
      else if (this.#c.errno() === connectionRefused) events.gone();
    };
    this.#readers.set(descriptor, read);
    this.#epoll.add(descriptor, epollIn, () => read(dontWait));
    return {
      send: (bytes, length, each) => this.#send(descriptor, bytes, length, each, segmented),
      close: () => {
        this.#readers.delete(descriptor);
        this.#epoll.remove(descriptor);
        this.#c.close(descriptor);
      },
    };
  };

  /** A bound and connected descriptor, or what the system says. Connected, it hears its client alone. */
  #connect(client: Ipv4, clientPort: number): number | string {
    const descriptor = this.#c.socket(afInet, udpSocket, 0);
    if (descriptor < 0) return `no socket: errno ${this.#c.errno()}`;
    const card = Buffer.from(`${this.#card}\0`);
    this.#option(descriptor, solSocket, soSendBuffer, 1024 * 1024);
    this.#mayBlock =
      known64 && this.#c.setsockopt(descriptor, solSocket, soReceiveTimeout, timeValue(aloneFor), 16) === 0;
    const failed =
      this.#c.setsockopt(descriptor, solSocket, soBindToDevice, card, card.length) !== 0 ||
      this.#c.bind(descriptor, socketAddress(this.#address, 0), 16) !== 0 ||
      this.#c.connect(descriptor, socketAddress(client, clientPort), 16) !== 0;
    if (!failed) return descriptor;
    const why = `errno ${this.#c.errno()} on ${this.#card}`;
    this.#c.close(descriptor);
    return why;
  }

  #send(descriptor: number, bytes: Buffer, length: number, segment: number, segmented: boolean): void {
    const burst = segmented
      ? segment * Math.max(1, Math.min(mostSegments, Math.floor(longestBurst / segment)))
      : segment;
    for (let at = 0; at < length; at += burst) {
      const piece = at === 0 ? bytes : bytes.subarray(at);
      const sent = this.#c.send(descriptor, piece, Math.min(burst, length - at), dontWait);
      if (sent >= 0 || !segmented || this.#transient(this.#c.errno())) continue;
      this.#send(descriptor, bytes.subarray(at), length - at, segment, false);
      return;
    }
  }

  #transient(error: number): boolean {
    return error === wouldBlock || error === interrupted || error === connectionRefused;
  }

  #option(descriptor: number, level: number, name: number, value: number): boolean {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    return this.#c.setsockopt(descriptor, level, name, bytes, 4) === 0;
  }
}

/** `struct timeval` of a 64-bit system, less than a second. */
function timeValue(milliseconds: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(milliseconds * 1_000, 8);
  return bytes;
}

/** `struct sockaddr_in`: family in the machine's order, port and address in the network's. */
function socketAddress(address: Ipv4, port: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt16LE(afInet, 0);
  bytes.writeUInt16BE(port, 2);
  address.split('.').forEach((part, index) => {
    bytes[4 + index] = Number(part);
  });
  return bytes;
}
