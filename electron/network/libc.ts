import { createRequire } from 'node:module';
import type koffi from 'koffi';
import type { LibraryHandle } from 'koffi';

/**
 * The few system calls that Node has no words for. Numbers and buffers go in as C takes them; every call but `errno`
 * and `cardIndex` gives -1 on failure, and `errno` then tells why.
 */
export interface Libc {
  socket(domain: number, type: number, protocol: number): number;
  setOption(descriptor: number, level: number, option: number, value: Uint8Array): number;
  getOption(descriptor: number, level: number, option: number, value: Uint8Array): number;
  bind(descriptor: number, address: Uint8Array): number;
  close(descriptor: number): number;
  /** `recvmmsg` and `sendmmsg` of Linux: `headers` holds `count` times `struct mmsghdr`. The number that was done. */
  receiveMany(descriptor: number, headers: Uint8Array, count: number, flags: number): number;
  sendMany(descriptor: number, headers: Uint8Array, count: number, flags: number): number;
  /** Where the bytes are in memory. They stay there as long as somebody holds them: V8 does not move buffers. */
  addressOf(bytes: Uint8Array): bigint;
  /** The system's number of a card, 0 when there is none of that name. */
  cardIndex(name: string): number;
  /** The error number of the last failed call. */
  errno(): number;
}

function loadLibc(): Libc | null {
  if (process.platform !== 'linux' && process.platform !== 'darwin') return null;
  let ffi: typeof koffi;
  let library: LibraryHandle;
  try {
    ffi = createRequire(import.meta.url)('koffi');
    library = ffi.load(null);
  } catch {
    return null;
  }
  const socket = library.func('int socket(int domain, int type, int protocol)');
  const setsockopt = library.func('int setsockopt(int fd, int level, int option, const void *value, uint32_t length)');
  const getsockopt = library.func('int getsockopt(int fd, int level, int option, void *value, void *length)');
  const bind = library.func('int bind(int fd, const void *address, uint32_t length)');
  const close = library.func('int close(int fd)');
  const many = linuxOnly(library, ffi);
  const nametoindex = library.func('unsigned int if_nametoindex(const char *name)');
  return {
    socket,
    setOption: (descriptor, level, option, value) => setsockopt(descriptor, level, option, value, value.length),
    getOption: (descriptor, level, option, value) => {
      const length = new Uint8Array(Uint32Array.of(value.length).buffer);
      return getsockopt(descriptor, level, option, value, length);
    },
    bind: (descriptor, address) => bind(descriptor, address, address.length),
    close,
    ...many,
    cardIndex: nametoindex,
    errno: () => ffi.errno(),
  };
}

function linuxOnly(library: LibraryHandle, ffi: typeof koffi): Pick<Libc, 'receiveMany' | 'sendMany' | 'addressOf'> {
  const copy = library.func('void *memmove(void *to, const void *from, size_t length)');
  const addressOf = (bytes: Uint8Array) => BigInt(ffi.address(copy(bytes, bytes, 0)));
  if (process.platform !== 'linux') return { receiveMany: () => -1, sendMany: () => -1, addressOf };
  const receive = library.func('int recvmmsg(int fd, void *headers, unsigned int count, int flags, void *timeout)');
  const sendMany = library.func('int sendmmsg(int fd, void *headers, unsigned int count, int flags)');
  return {
    receiveMany: (descriptor, headers, count, flags) => receive(descriptor, headers, count, flags, null),
    sendMany,
    addressOf,
  };
}

/** The C library of this process, or null where it cannot be called (Windows, or koffi does not load). */
export const libc: Libc | null = loadLibc();
