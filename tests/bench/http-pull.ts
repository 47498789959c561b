import { createRequire } from 'node:module';
import type koffi from 'koffi';

/**
 * Clients that fetch a file over HTTP and let the kernel throw its bytes away (recv with MSG_TRUNC), so that they cost
 * little and the server is what is measured:
 *
 *     node http-pull.ts ADDRESS PORT PATH CLIENTS   → {seconds, bytes, refused}
 */
export interface Pulled {
  readonly seconds: number;
  /** With the headers. */
  readonly bytes: number;
  /** Connections that could not be made or were reset. */
  readonly refused: number;
}

const library = (createRequire(import.meta.url)('koffi') as typeof koffi).load(null);
const socket = library.func('int socket(int, int, int)');
const connect = library.func('int connect(int, void *, int)');
const send = library.func('int64_t send(int, void *, size_t, int)');
const recv = library.func('int64_t recv(int, void *, size_t, int)');
const poll = library.func('int poll(void *, uint64_t, int)');
const close = library.func('int close(int)');

const discard = 0x20 | 0x40;
const most = 8 * 1_048_576;

function pullAll(address: string, port: number, path: string, clients: number): Pulled {
  const server = Buffer.alloc(16);
  server.writeUInt16LE(2, 0);
  server.writeUInt16BE(port, 2);
  server.set(address.split('.').map(Number), 4);
  const question = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${address}\r\nConnection: close\r\n\r\n`);
  const waiting = Buffer.alloc(8 * clients);
  const begin = performance.now();
  let refused = 0;
  for (let index = 0; index < clients; index += 1) {
    const descriptor: number = socket(2, 1, 0);
    const sent = connect(descriptor, server, 16) === 0 && Number(send(descriptor, question, question.length, 0)) > 0;
    if (!sent) refused += 1;
    waiting.writeInt32LE(sent ? descriptor : -1, index * 8);
    waiting.writeInt16LE(1, index * 8 + 4);
  }
  let bytes = 0;
  for (let left = clients - refused; left > 0; ) {
    if (poll(waiting, clients, 10_000) === 0) throw new Error('no byte came for 10 seconds');
    for (let at = 0; at < waiting.length; at += 8) {
      if (waiting.readInt16LE(at + 6) === 0) continue;
      const descriptor = waiting.readInt32LE(at);
      const length = Number(recv(descriptor, null, most, discard));
      if (length > 0) bytes += length;
      else {
        if (length < 0) refused += 1;
        close(descriptor);
        waiting.writeInt32LE(-1, at);
        left -= 1;
      }
    }
  }
  return { seconds: (performance.now() - begin) / 1_000, bytes, refused };
}

if (import.meta.main) {
  const [address = '', port = '', path = '', clients = ''] = process.argv.slice(2);
  process.stdout.write(`${JSON.stringify(pullAll(address, Number(port), path, Number(clients)))}\n`);
}
