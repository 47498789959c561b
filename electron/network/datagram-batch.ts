import { endianness } from 'node:os';
import { type Libc, libc } from './libc.ts';

export interface OutgoingDatagram {
  readonly bytes: Uint8Array;
  readonly address: string;
  readonly port: number;
}

/** Datagrams of an open socket in one system call for many, beside what `dgram` does with the same socket. */
export interface DatagramBatch {
  /** Hands over what waits, up to `batchSize`, and tells how many; `bytes` are only valid during the call. Never waits. */
  receive(visit: (bytes: Uint8Array, address: string, port: number) => void): number;
  /** Sends up to `batchSize` from the first on; how many left. The one behind them did not: send it by `dgram`. */
  send(datagrams: readonly OutgoingDatagram[]): number;
}

export const batchSize = 256;

/** What a frame carries; a longer datagram is cut by the kernel. */
const room = 1_536;
const dontWait = 0x40;
const inet = 2;

/*
 * struct mmsghdr on 64-bit Linux, offsets in bytes (recvmmsg(2)):
 *
 *    0  | msg_name: address of a sockaddr_in        |
 *    8  | msg_namelen (4) | 0 (4)                   |
 *   16  | msg_iov: address of an iovec              |
 *   24  | msg_iovlen: 1                             |
 *   32  | msg_control: 0     | msg_controllen: 0     |
 *   48  | msg_flags (4) | 0 (4)                     |
 *   56  | msg_len (4): bytes of this datagram | 0   |
 *
 * struct iovec: base (8), length (8). struct sockaddr_in: family (2), port (2, network order), address (4), zeros (8).
 */
const headerSize = 64;
const iovecSize = 16;
const nameSize = 16;

/** Null where it cannot be done: no descriptor, not Linux, not 64-bit little-endian. */
export function datagramBatch(descriptor: number | null): DatagramBatch | null {
  const wide = ['x64', 'arm64'].includes(process.arch) && endianness() === 'LE';
  if (descriptor === null || libc === null || process.platform !== 'linux' || !wide) return null;
  const [incoming, outgoing] = [new Slots(libc), new Slots(libc)];
  const calls = libc;
  return {
    receive(visit) {
      incoming.reset();
      const count = calls.receiveMany(descriptor, incoming.headers, batchSize, dontWait);
      for (let slot = 0; slot < count; slot += 1) incoming.read(slot, visit);
      return Math.max(0, count);
    },
    send(datagrams) {
      const count = Math.min(datagrams.length, batchSize);
      for (let slot = 0; slot < count; slot += 1) {
        const datagram = datagrams[slot];
        if (!datagram || datagram.bytes.length > room) return slot === 0 ? 0 : send(slot);
        outgoing.write(slot, datagram);
      }
      return send(count);
    },
  };

  function send(count: number): number {
    return count === 0 ? 0 : Math.max(0, calls.sendMany(descriptor as number, outgoing.headers, count, dontWait));
  }
}

/** Headers, addresses and data of one batch in one piece of memory that points into itself. */
class Slots {
  readonly headers: Uint8Array;
  readonly #memory: Uint8Array;
  readonly #view: DataView;
  readonly #iovecs = batchSize * headerSize;
  readonly #names = this.#iovecs + batchSize * iovecSize;
  readonly #data = this.#names + batchSize * nameSize;

  constructor(libc: Libc) {
    this.#memory = new Uint8Array(this.#data + batchSize * room);
    this.#view = new DataView(this.#memory.buffer);
    this.headers = this.#memory;
    const base = libc.addressOf(this.#memory);
    for (let slot = 0; slot < batchSize; slot += 1) {
      const header = slot * headerSize;
      const iovec = this.#iovecs + slot * iovecSize;
      this.#view.setBigUint64(header, base + BigInt(this.#names + slot * nameSize), true);
      this.#view.setBigUint64(header + 16, base + BigInt(iovec), true);
      this.#view.setBigUint64(header + 24, 1n, true);
      this.#view.setBigUint64(iovec, base + BigInt(this.#data + slot * room), true);
    }
    this.reset();
  }

  /** Makes every slot ready to receive: the kernel has written over the lengths. */
  reset(): void {
    for (let slot = 0; slot < batchSize; slot += 1) {
      this.#view.setUint32(slot * headerSize + 8, nameSize, true);
      this.#view.setUint32(this.#iovecs + slot * iovecSize + 8, room, true);
    }
  }

  read(slot: number, visit: (bytes: Uint8Array, address: string, port: number) => void): void {
    const name = this.#names + slot * nameSize;
    const data = this.#data + slot * room;
    const length = this.#view.getUint32(slot * headerSize + 56, true);
    const address = this.#memory.subarray(name + 4, name + 8).join('.');
    visit(this.#memory.subarray(data, data + length), address, this.#view.getUint16(name + 2));
  }

  write(slot: number, { bytes, address, port }: OutgoingDatagram): void {
    const name = this.#names + slot * nameSize;
    this.#view.setUint16(name, inet, true);
    this.#view.setUint16(name + 2, port);
    this.#memory.set(address.split('.').map(Number), name + 4);
    this.#view.setUint32(this.#iovecs + slot * iovecSize + 8, bytes.length, true);
    this.#memory.set(bytes, this.#data + slot * room);
  }
}
