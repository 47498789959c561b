import dgram from 'node:dgram';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { decodeTftp, encodeTftp, type TftpDecodeError, type TftpPacket } from '../../electron/tftp/packet.ts';
import type { TftpAnswer, TftpPort, TftpReport } from '../../electron/tftp/port.ts';
import { startTftpServer, type TftpServer, type TftpServerOptions } from '../../electron/tftp/server.ts';

/** A server on loopback with the files of a table, and what it reported. */
export interface TestServer {
  readonly server: TftpServer;
  readonly port: number;
  readonly reports: TftpReport[];
  readonly asked: string[];
  /** The first report of a kind, waited for when it has not come yet. */
  reported<Kind extends TftpReport['kind']>(kind: Kind): Promise<Extract<TftpReport, { kind: Kind }>>;
  close(): Promise<void>;
}

export type TestFiles = Readonly<Record<string, TftpAnswer | Uint8Array>>;

export async function serveOnLoopback(files: TestFiles, options: Partial<TftpServerOptions> = {}): Promise<TestServer> {
  const reports: TftpReport[] = [];
  const asked: string[] = [];
  const waiting = new Set<() => void>();
  const port: TftpPort = {
    open: (name) => {
      asked.push(name);
      const found = Object.hasOwn(files, name) ? files[name]! : { kind: 'missing' as const, quiet: false };
      return found instanceof Uint8Array ? { kind: 'file', name, content: { kind: 'bytes', bytes: found } } : found;
    },
    report: (report) => {
      reports.push(report);
      for (const look of waiting) look();
    },
  };
  const server = await startTftpServer({ card: 'lo', cardAddress: '127.0.0.1', servicePort: 0, port, ...options });
  const reported = <Kind extends TftpReport['kind']>(kind: Kind) =>
    new Promise<Extract<TftpReport, { kind: Kind }>>((resolve) => {
      const look = () => {
        const found = reports.find((report): report is Extract<TftpReport, { kind: Kind }> => report.kind === kind);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return { server, port: server.servicePort, reports, asked, reported, close: () => server.close() };
}

/** A client that does nothing by itself: a test says what it sends and looks at what comes. */
export class HandClient {
  readonly #socket = dgram.createSocket('udp4');
  readonly #arrived: { packet: TftpPacket | TftpDecodeError; port: number }[] = [];
  readonly #server: number;

  constructor(serverPort: number) {
    this.#server = serverPort;
    this.#socket.on('message', (bytes, from) => {
      this.#arrived.push({ packet: decodeTftp(bytes), port: from.port });
      this.#socket.emit('arrived');
    });
  }

  send(packet: TftpPacket, port = this.#server): void {
    this.#socket.send(encodeTftp(packet), port, '127.0.0.1');
  }

  sendBytes(bytes: Uint8Array, port = this.#server): void {
    this.#socket.send(bytes, port, '127.0.0.1');
  }

  /** The next packet, and the server's port that it came from. */
  async next(): Promise<{ packet: TftpPacket | TftpDecodeError; port: number }> {
    while (this.#arrived.length === 0) await once(this.#socket, 'arrived');
    return this.#arrived.shift()!;
  }

  /** Packets that have come and were not looked at. */
  get unread(): number {
    return this.#arrived.length;
  }

  close(): void {
    this.#socket.close();
  }
}

interface TftpModule {
  createClient(options: {
    host: string;
    port: number;
    blockSize?: number;
    windowSize?: number;
    timeout?: number;
    retries?: number;
  }): { createGetStream(name: string): Readable };
}

const { createClient }: TftpModule = createRequire(import.meta.url)('tftp');

/** Fetches a file with the npm package `tftp`. */
export async function fetchWithNpm(port: number, name: string, blockSize: number, windowSize: number): Promise<Buffer> {
  const client = createClient({ host: '127.0.0.1', port, blockSize, windowSize, timeout: 1_000, retries: 10 });
  const parts: Buffer[] = [];
  const stream = client.createGetStream(name).on('data', (part: Buffer) => parts.push(part));
  await once(stream, 'end');
  return Buffer.concat(parts);
}

/**
 * Fetches a file as careful firmware does: an ACK a window, at a gap an ACK of the last block in order, and its last
 * packet again after 300 ms of silence.
 */
export function fetchCarefully(port: number, name: string, blockSize: number, windowSize: number): Promise<Buffer> {
  const socket = dgram.createSocket('udp4');
  const parts: Buffer[] = [];
  let transferPort = port;
  let inWindow = 0;
  let gapTold = false;
  let last: Uint8Array;
  const send = (packet: TftpPacket) => {
    last = encodeTftp(packet);
    socket.send(last, transferPort, '127.0.0.1');
  };
  const acknowledge = () => {
    inWindow = 0;
    send({ kind: 'ack', block: parts.length & 0xffff });
  };
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      gapTold = false;
      socket.send(last, transferPort, '127.0.0.1');
    }, 300);
    const end = () => {
      clearInterval(timer);
      socket.close();
    };
    const take = (block: number, data: Uint8Array) => {
      if (block !== ((parts.length + 1) & 0xffff)) {
        if (!gapTold) acknowledge();
        gapTold = true;
        return;
      }
      gapTold = false;
      parts.push(Buffer.from(data));
      inWindow += 1;
      const ended = data.length < blockSize;
      if (ended || inWindow === windowSize) acknowledge();
      if (!ended) return;
      end();
      resolve(Buffer.concat(parts));
    };
    socket.on('message', (bytes, from) => {
      const packet = decodeTftp(bytes);
      transferPort = from.port;
      timer.refresh();
      if (packet.kind === 'data') take(packet.block, packet.data);
      else if (packet.kind === 'options') acknowledge();
      else if (packet.kind === 'error') {
        end();
        reject(new Error(packet.message));
      }
    });
    const options = [
      ['blksize', String(blockSize)],
      ['windowsize', String(windowSize)],
    ] as const;
    send({ kind: 'read', name, mode: 'octet', options });
  });
}

/** Bytes that differ at every place where a block could be lost, doubled or swapped. */
export function patterned(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index += 1) bytes[index] = (index * 31 + (index >> 8) * 7 + (index >> 16)) & 255;
  return bytes;
}
