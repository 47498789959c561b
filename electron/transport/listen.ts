import type { Server } from 'node:http';

/** Where a server listens, or why it does not. */
export type Listening =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'failed'; readonly why: ListenFault; readonly message: string };

export type ListenFault = 'no-address' | 'port-taken' | 'no-privilege' | 'other';

/** Begins to listen; port 0 takes a free one. */
export function listen(server: Server, host: string, port: number): Promise<Listening> {
  return new Promise((resolve) => {
    const failed = (fault: NodeJS.ErrnoException) =>
      resolve({ kind: 'failed', why: faultOf(fault.code), message: fault.message });
    server.once('error', failed);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', failed);
      const bound = server.address();
      resolve({ kind: 'listening', port: typeof bound === 'object' && bound ? bound.port : port });
    });
  });
}

function faultOf(code: string | undefined): ListenFault {
  switch (code) {
    case 'EADDRINUSE':
      return 'port-taken';
    case 'EADDRNOTAVAIL':
      return 'no-address';
    case 'EACCES':
      return 'no-privilege';
    default:
      return 'other';
  }
}

/** The reason as a part of a sentence. */
export function describeListenFault(why: ListenFault, message: string): string {
  switch (why) {
    case 'port-taken':
      return 'another program uses this port';
    case 'no-address':
      return 'this machine has no such address';
    case 'no-privilege':
      return 'ports below 1024 need a privilege';
    case 'other':
      return message;
  }
}
