import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import type { SendOutcome } from './carry.ts';

/** Errors of Linux: a signal came first; the socket's buffer is full, ask again when it is writable. */
const EINTR = 4;
const EAGAIN = 11;
/** preadv2: answer from memory or not at all (Linux 4.14). */
const RWF_NOWAIT = 8;
const F_DUPFD_CLOEXEC = 1_030;
const IPPROTO_TCP = 6;
const TCP_CORK = 3;

/** The kernel's own way from the page cache to a socket, without a copy through this process. */
export interface Sendfile {
  /** Sends up to `length` bytes of the file from `position`; never waits for the socket. */
  send(socket: number, file: number, position: number, length: number): SendOutcome;
  /** Fills `into` from `position` if all of it is in memory already; false without waiting for the disk. */
  readHot(file: number, position: number, into: Uint8Array): boolean;
  /** While on, the socket sends full packets only; off sends what is left. */
  cork(socket: number, on: boolean): void;
  /** Another descriptor of the same open socket, or -1: it stays what it is when the first one is closed. */
  duplicate(descriptor: number): number;
  close(descriptor: number): void;
}

const FULL: SendOutcome = { kind: 'full' };

/** Linux with koffi, else null: then files go through ordinary reads and writes. */
export function openSendfile(): Sendfile | null {
  if (process.platform !== 'linux') return null;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    const libc = koffi.load(null);
    const vector = koffi.struct({ base: 'void *', length: 'size_t' });
    const sendfile = libc.func('sendfile64', 'intptr_t', ['int', 'int', 'void *', 'size_t']);
    const preadv2 = libc.func('preadv64v2', 'intptr_t', ['int', koffi.pointer(vector), 'int', 'int64_t', 'int']);
    const fcntl = libc.func('int fcntl(int, int, ...)');
    const setsockopt = libc.func('int setsockopt(int, int, int, void *, uint32_t)');
    const close = libc.func('int close(int)');
    const offset = new BigInt64Array(1);
    return {
      send(socket, file, position, length) {
        for (;;) {
          offset[0] = BigInt(position);
          const bytes: number = sendfile(socket, file, offset, length);
          if (bytes >= 0) return { kind: 'sent', bytes };
          const errno = koffi.errno();
          if (errno === EAGAIN) return FULL;
          if (errno !== EINTR) return { kind: 'failed', errno };
        }
      },
      readHot: (file, position, into) =>
        preadv2(file, [{ base: into, length: into.byteLength }], 1, position, RWF_NOWAIT) === into.byteLength,
      cork: (socket, on) => setsockopt(socket, IPPROTO_TCP, TCP_CORK, Int32Array.of(on ? 1 : 0), 4),
      duplicate: (descriptor) => fcntl(descriptor, F_DUPFD_CLOEXEC, 'int', 0),
      close,
    };
  } catch {
    return null;
  }
}

/** The descriptor of a connected socket, null once it is closed or where the platform has none. */
export function descriptorOf(socket: Socket): number | null {
  const handle = (socket as unknown as { readonly _handle?: { readonly fd?: number } | null })._handle;
  const descriptor = handle?.fd;
  return typeof descriptor === 'number' && descriptor >= 0 ? descriptor : null;
}
