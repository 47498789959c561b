import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type koffi from 'koffi';
import { decodeTftp, encodeTftp, type TftpOption } from '../../electron/tftp/packet.ts';
import { seeded } from '../support/seeded.ts';

/**
 * A load of TFTP clients in one Linux process, straight on the C library so that the server is what is measured.
 * It blocks its thread until the last client has ended. Run by hand or by the bench harness:
 *
 *   node tests/bench/tftp-client.ts --server 10.77.0.1 --name file --clients 32 --window 16 --blksize 1468 --loss 0.01
 *
 * Each client behaves as firmware does: an ACK a window, at a gap an ACK of the last block in order, another when that
 * block comes again, and after a second of silence its last packet again.
 */
export interface Load {
  readonly server: string;
  readonly port: number;
  readonly name: string;
  readonly clients: number;
  /** Null leaves the option away. */
  readonly windowSize: number | null;
  readonly blockSize: number | null;
  /** Share of packets that are dropped, each way, between 0 and 1. */
  readonly loss: number;
  readonly seed: number;
  /** Seconds of silence after which a client asks again, and after which the whole load is given up. */
  readonly patience: number;
  readonly giveUp: number;
}

export interface LoadResult {
  readonly complete: number;
  readonly failed: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly mebibytesPerSecond: number;
  /** DATA packets that a client had already. */
  readonly duplicates: number;
  /** Times that a client fell back on its own timer. */
  readonly clientTimeouts: number;
  /** Seconds until the first and until half of the clients had ended. */
  readonly firstEnded: number;
  readonly halfEnded: number;
}

const library = (createRequire(import.meta.url)('koffi') as typeof koffi).load(null);
const socket = library.func('int socket(int, int, int)');
const connect = library.func('int connect(int, void *, int)');
const setsockopt = library.func('int setsockopt(int, int, int, void *, int)');
const sendto = library.func('int64_t sendto(int, void *, size_t, int, void *, int)');
const recvfrom = library.func('int64_t recvfrom(int, void *, size_t, int, void *, void *)');
const recv = library.func('int64_t recv(int, void *, size_t, int)');
const send = library.func('int64_t send(int, void *, size_t, int)');
const close = library.func('int close(int)');
const epollCreate = library.func('int epoll_create1(int)');
const epollControl = library.func('int epoll_ctl(int, int, int, void *)');
const epollWait = library.func('int epoll_wait(int, void *, int, int)');

const eventLength = process.arch === 'x64' ? 12 : 16;
const eventsAtOnce = 64;
const dontWait = 0x40;

function addressOf(address: string, port: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt16LE(2, 0);
  bytes.writeUInt16BE(port, 2);
  bytes.set(address.split('.').map(Number), 4);
  return bytes;
}

interface Client {
  readonly descriptor: number;
  connected: boolean;
  blockSize: number;
  windowSize: number;
  /** Last block received in order, not wrapped. */
  received: number;
  bytes: number;
  /** Last block of the window that is awaited. */
  windowEnd: number;
  gapTold: boolean;
  lastPacket: Buffer;
  heardAt: number;
  ended: 'no' | 'complete' | 'failed';
}

/** Runs the load to its end. */
export function pull(load: Load): LoadResult {
  const random = seeded(load.seed);
  const lost = () => load.loss > 0 && random() < load.loss;
  const poll = epollCreate(0);
  const service = addressOf(load.server, load.port);
  const request = requestOf(load);
  const datagram = Buffer.alloc(65_536);
  const from = Buffer.alloc(16);
  const fromLength = Buffer.alloc(4);
  const events = Buffer.alloc(eventLength * eventsAtOnce);
  const clients = new Map<number, Client>();
  let duplicates = 0;
  let clientTimeouts = 0;
  let running = load.clients;
  const endings: number[] = [];

  const tell = (client: Client, packet: Buffer) => {
    client.lastPacket = packet;
    if (lost()) return;
    if (client.connected) send(client.descriptor, packet, packet.length, dontWait);
    else sendto(client.descriptor, packet, packet.length, dontWait, service, 16);
  };
  const end = (client: Client, how: 'complete' | 'failed') => {
    if (client.ended !== 'no') return;
    client.ended = how;
    running -= 1;
    endings.push((performance.now() - begin) / 1_000);
  };
  const acknowledge = (client: Client) => {
    client.windowEnd = client.received + client.windowSize;
    tell(client, Buffer.from([0, 4, (client.received >> 8) & 255, client.received & 255]));
  };
  const onData = (client: Client, block: number, length: number) => {
    const ahead = (block - client.received) & 0xffff;
    if (ahead !== 1) {
      if (ahead === 0 || ahead > 0x8000) duplicates += 1;
      if (ahead === 0 || !client.gapTold) acknowledge(client);
      client.gapTold = true;
      return;
    }
    client.gapTold = false;
    client.received += 1;
    client.bytes += length;
    const last = length < client.blockSize;
    if (last || client.received >= client.windowEnd) acknowledge(client);
    if (last) end(client, 'complete');
  };
  const onDatagram = (client: Client, length: number) => {
    client.heardAt = performance.now();
    if (datagram[1] === 3) return onData(client, datagram.readUInt16BE(2), length - 4);
    const packet = decodeTftp(datagram.subarray(0, length));
    if (packet.kind === 'error') return end(client, 'failed');
    if (packet.kind !== 'options' || client.received > 0) return;
    for (const [name, value] of packet.options) {
      if (name === 'blksize') client.blockSize = Number(value);
      if (name === 'windowsize') client.windowSize = Number(value);
    }
    acknowledge(client);
  };
  /** The first answer tells the server's port for this transfer. */
  const read = (client: Client) => {
    for (;;) {
      fromLength.writeUInt32LE(16);
      const length: number = client.connected
        ? recv(client.descriptor, datagram, datagram.length, dontWait)
        : recvfrom(client.descriptor, datagram, datagram.length, dontWait, from, fromLength);
      if (length < 0) return;
      if (lost()) continue;
      if (!client.connected) {
        connect(client.descriptor, from, 16);
        client.connected = true;
      }
      onDatagram(client, length);
    }
  };
  const onSilence = (now: number) => {
    for (const client of clients.values()) {
      if (client.ended !== 'no' || now - client.heardAt < load.patience * 1_000) continue;
      client.heardAt = now;
      clientTimeouts += 1;
      tell(client, client.lastPacket);
    }
  };

  const bufferSize = Buffer.alloc(4);
  bufferSize.writeInt32LE(1024 * 1024);
  const begin = performance.now();
  for (let count = 0; count < load.clients; count += 1) {
    const descriptor: number = socket(2, 2 | 0x800, 0);
    setsockopt(descriptor, 1, 8, bufferSize, 4);
    const event = Buffer.alloc(eventLength);
    event.writeUInt32LE(1);
    event.writeUInt32LE(descriptor, eventLength - 8);
    epollControl(poll, 1, descriptor, event);
    const terms = { blockSize: 512, windowSize: 1, received: 0, bytes: 0, windowEnd: 1, gapTold: false };
    const client: Client = { descriptor, connected: false, ...terms, lastPacket: request, heardAt: begin, ended: 'no' };
    clients.set(descriptor, client);
    tell(client, request);
  }
  let silenceAt = begin;
  while (running > 0 && performance.now() - begin < load.giveUp * 1_000) {
    const count: number = epollWait(poll, events, eventsAtOnce, 100);
    for (let index = 0; index < count; index += 1) {
      const client = clients.get(events.readUInt32LE(index * eventLength + eventLength - 8));
      if (client !== undefined) read(client);
    }
    const now = performance.now();
    if (now - silenceAt < 100) continue;
    silenceAt = now;
    onSilence(now);
  }
  const seconds = (performance.now() - begin) / 1_000;
  for (const client of clients.values()) close(client.descriptor);
  close(poll);
  const all = [...clients.values()];
  const bytes = all.reduce((sum, client) => sum + client.bytes, 0);
  const complete = all.filter((client) => client.ended === 'complete').length;
  return {
    complete,
    failed: load.clients - complete,
    bytes,
    seconds,
    mebibytesPerSecond: bytes / 1_048_576 / seconds,
    duplicates,
    clientTimeouts,
    firstEnded: endings[0] ?? seconds,
    halfEnded: endings[Math.floor(load.clients / 2)] ?? seconds,
  };
}

function requestOf(load: Load): Buffer {
  const options: TftpOption[] = [];
  if (load.blockSize !== null) options.push(['blksize', String(load.blockSize)]);
  if (load.windowSize !== null) options.push(['windowsize', String(load.windowSize)]);
  return Buffer.from(encodeTftp({ kind: 'read', name: load.name, mode: 'octet', options }));
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      server: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '69' },
      name: { type: 'string', default: 'file' },
      clients: { type: 'string', default: '1' },
      window: { type: 'string' },
      blksize: { type: 'string', default: '1468' },
      loss: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      patience: { type: 'string', default: '1' },
      'give-up': { type: 'string', default: '60' },
    },
  });
  const result = pull({
    server: values.server,
    port: Number(values.port),
    name: values.name,
    clients: Number(values.clients),
    windowSize: values.window === undefined ? null : Number(values.window),
    blockSize: Number(values.blksize),
    loss: Number(values.loss),
    seed: Number(values.seed),
    patience: Number(values.patience),
    giveUp: Number(values['give-up']),
  });
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
