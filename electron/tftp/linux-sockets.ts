import { createRequire } from 'node:module';
import type koffi from 'koffi';
import type { Ipv4 } from '../contract/model.ts';
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
const epollIn = 1;
const epollAdd = 1;
const eventFdFlags = 0x80000 | 0x800;
/** `struct epoll_event` is packed on x86 alone. */
const eventLength = process.arch === 'x64' || process.arch === 'ia32' ? 12 : 16;
const eventDataOffset = eventLength - 8;
/** Where `struct timeval` is two numbers of 64 bits. */
const known64 = process.arch === 'x64' || process.arch === 'arm64';
const eventsAtOnce = 64;
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
  readonly epollCreate: Call;
  readonly epollControl: Call;
  readonly epollWait: Call;
  readonly eventfd: Call;
  readonly write: Call;
  readonly read: Call;
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
    epollCreate: library.func('int epoll_create1(int)'),
    epollControl: library.func('int epoll_ctl(int, int, int, void *)'),
    epollWait: library.func('int epoll_wait(int, void *, int, int)'),
    eventfd: library.func('int eventfd(unsigned int, int)'),
    write: library.func('int64_t write(int, void *, size_t)'),
    read: library.func('int64_t read(int, void *, size_t)'),
  };
}

/** Wakes a `LinuxSockets` of another thread. */
export class Wakeup {
  readonly descriptor: number;
  readonly #c = loadLibC();

  constructor() {
    this.descriptor = this.#c.eventfd(0, eventFdFlags);
    if (this.descriptor < 0) throw new Error(`eventfd: errno ${this.#c.errno()}`);
  }

  wake(): void {
    this.#c.write(this.descriptor, new Uint8Array(BigUint64Array.of(1n).buffer), 8);
  }

  close(): void {
    this.#c.close(this.descriptor);
  }
}

/** A set of connected UDP sockets on one card and the waiting for what they receive. */
export class LinuxSockets {
  readonly #c = loadLibC();
  readonly #poll: number;
  readonly #card: string;
  readonly #address: Ipv4;
  /** What to do when a descriptor can be read; `flags` are those of `recv`. */
  readonly #readers = new Map<number, (flags: number) => void>();
  /** The same, of the sockets alone. */
  readonly #sockets = new Map<number, (flags: number) => void>();
  /** Only a socket with a time limit of its own may be waited for alone. */
  #mayBlock = false;
  readonly #events = Buffer.alloc(eventLength * eventsAtOnce);
  readonly #datagram = Buffer.alloc(longestDatagram);

  constructor(card: string, address: Ipv4) {
    this.#card = card;
    this.#address = address;
    this.#poll = this.#c.epollCreate(0x80000);
    if (this.#poll < 0) throw new Error(`epoll_create1: errno ${this.#c.errno()}`);
  }

  /** Calls `wake` whenever the other thread wakes this one. */
  onWake(descriptor: number, wake: () => void): void {
    const count = Buffer.alloc(8);
    this.#watch(descriptor, () => {
      this.#c.read(descriptor, count, 8);
      wake();
    });
  }

  /**
   * Waits at most so many milliseconds (-1: for ever) and tells each socket what came. A socket that is alone is waited
   * for by `recv` itself: one call less between a packet and its answer, 15 % of a window-1 transfer. Who comes
   * meanwhile is heard after its next packet, or after `aloneFor`.
   */
  wait(milliseconds: number): void {
    const alone = this.#mayBlock && this.#sockets.size === 1 && milliseconds >= aloneFor;
    if (alone) this.#sockets.values().next().value?.(0);
    const count = this.#c.epollWait(this.#poll, this.#events, eventsAtOnce, alone ? 0 : milliseconds);
    for (let index = 0; index < count; index += 1) {
      this.#readers.get(this.#events.readUInt32LE(index * eventLength + eventDataOffset))?.(dontWait);
    }
  }

  close(): void {
    this.#c.close(this.#poll);
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
    this.#sockets.set(descriptor, read);
    this.#watch(descriptor, read);
    return {
      send: (bytes, length, each) => this.#send(descriptor, bytes, length, each, segmented),
      close: () => {
        this.#readers.delete(descriptor);
        this.#sockets.delete(descriptor);
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
    const why = `no socket on ${this.#card} towards ${client}: errno ${this.#c.errno()}`;
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

  #watch(descriptor: number, read: (flags: number) => void): void {
    const event = Buffer.alloc(eventLength);
    event.writeUInt32LE(epollIn);
    event.writeUInt32LE(descriptor, eventDataOffset);
    this.#readers.set(descriptor, read);
    this.#c.epollControl(this.#poll, epollAdd, descriptor, event);
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
