import { createRequire } from 'node:module';
import type koffi from 'koffi';

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
  /** The system's number of a card, 0 when there is none of that name. */
  cardIndex(name: string): number;
  /** The error number of the last failed call. */
  errno(): number;
}

function loadLibc(): Libc | null {
  if (process.platform !== 'linux' && process.platform !== 'darwin') return null;
  let ffi: typeof koffi;
  try {
    ffi = createRequire(import.meta.url)('koffi');
  } catch {
    return null;
  }
  const library = ffi.load(null);
  const socket = library.func('int socket(int domain, int type, int protocol)');
  const setsockopt = library.func('int setsockopt(int fd, int level, int option, const void *value, uint32_t length)');
  const getsockopt = library.func('int getsockopt(int fd, int level, int option, void *value, void *length)');
  const bind = library.func('int bind(int fd, const void *address, uint32_t length)');
  const close = library.func('int close(int fd)');
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
    cardIndex: nametoindex,
    errno: () => ffi.errno(),
  };
}

/** The C library of this process, or null where it cannot be called (Windows, or koffi does not load). */
export const libc: Libc | null = loadLibc();
