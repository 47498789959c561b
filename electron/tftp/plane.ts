import type { Ipv4, PlainPhrase } from '../contract/model.ts';
import type { TftpFiles, TftpSource } from './files.ts';
import type { TftpTerms } from './options.ts';
import { dataHeaderLength, decodeTftp, encodeTftp, type TftpPacket, tftpError, writeDataHeader } from './packet.ts';
import type { TftpContent, TftpReport, TftpTransferReport } from './port.ts';
import {
  beginTransfer,
  bytesConfirmed,
  type Step,
  stepTransfer,
  type Transfer,
  type TransferEffect,
  type TransferOutcome,
} from './transfer.ts';

/** A read request that was granted. Plain data, so that it can be handed to another thread. */
export interface GrantedRead {
  readonly client: Ipv4;
  readonly clientPort: number;
  /** The request's bytes as text: tells a repeated request from a new one of the same port. */
  readonly request: string;
  readonly name: string;
  readonly content: TftpContent;
  readonly size: number;
  readonly terms: TftpTerms;
}

/** The server's end of one transfer, on a port of its own and bound to the client's address and port. */
export interface DataSocket {
  /** Sends `length` bytes of `bytes` as datagrams of `segment` bytes, the last one shorter. Losses are the timer's. */
  send(bytes: Buffer, length: number, segment: number): void;
  close(): void;
}

export interface DataSocketEvents {
  datagram(bytes: Uint8Array): void;
  /** The client's port is closed. */
  gone(): void;
  /** The socket broke; `why` in the system's words. */
  fault(words: string): void;
}

/** Gives a socket, or why there is none. `segment` is the length of a full DATA packet. */
export type OpenDataSocket = (
  client: Ipv4,
  clientPort: number,
  segment: number,
  events: DataSocketEvents,
) => DataSocket | string;

export interface TftpPlaneParts {
  readonly open: OpenDataSocket;
  readonly files: TftpFiles;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly report: (report: TftpReport) => void;
  readonly mostTransfers: number;
  readonly mostPerClient: number;
}

interface Running {
  readonly id: number;
  readonly key: string;
  readonly read: GrantedRead;
  readonly source: TftpSource;
  readonly socket: DataSocket;
  state: Transfer;
  readonly beganAt: number;
  reportedAt: number;
  started: boolean;
}

const progressEvery = 250;
const refusalEvery = 1_000;

/** All transfers under way: carries out what `stepTransfer` decides, on whatever sockets it is given. */
export class TftpPlane {
  readonly #parts: TftpPlaneParts;
  readonly #running = new Map<string, Running>();
  readonly #perClient = new Map<Ipv4, number>();
  /** No deadline is earlier than this. */
  #nextDeadline = Number.POSITIVE_INFINITY;
  #lastId = 0;
  #refusedAt = Number.NEGATIVE_INFINITY;
  #window = Buffer.allocUnsafeSlow(128 * 1024);

  constructor(parts: TftpPlaneParts) {
    this.#parts = parts;
  }

  get transfers(): number {
    return this.#running.size;
  }

  /** Begins a transfer, unless the same request is already being answered: a client repeats one that seems lost. */
  begin(read: GrantedRead): void {
    const key = `${read.client}:${read.clientPort}`;
    const before = this.#running.get(key);
    if (before !== undefined) {
      if (before.read.request === read.request && before.state.acknowledged === 0) return;
      this.#step(before, { kind: 'gone', at: this.#parts.now() });
    }
    const refusal = this.#refusal(read.client);
    if (refusal === null) this.#start(key, read);
    else this.#refuse(read, refusal);
  }

  /** Carries out what is due. Returns the milliseconds until it wants to be called again, at most. */
  clock(): number {
    const now = this.#parts.now();
    if (now >= this.#nextDeadline) {
      this.#nextDeadline = Number.POSITIVE_INFINITY;
      for (const running of this.#running.values()) {
        if (running.state.deadline <= now) this.#step(running, { kind: 'clock', at: now });
        this.#nextDeadline = Math.min(this.#nextDeadline, running.state.deadline);
      }
    }
    return this.#nextDeadline - now;
  }

  /** Ends every transfer with an ERROR to its client. */
  stop(why: PlainPhrase): void {
    for (const running of [...this.#running.values()])
      this.#step(running, { kind: 'stop', why, at: this.#parts.now() });
  }

  #refusal(client: Ipv4): PlainPhrase | null {
    if (this.#running.size >= this.#parts.mostTransfers) return { code: 'tftp-busy' };
    if ((this.#perClient.get(client) ?? 0) >= this.#parts.mostPerClient) return { code: 'tftp-machine-busy' };
    return null;
  }

  /** Silent towards the client, which asks again by itself; one line a second is enough to say so. */
  #refuse(read: GrantedRead, why: PlainPhrase): void {
    const now = this.#parts.now();
    if (now - this.#refusedAt < refusalEvery) return;
    this.#refusedAt = now;
    this.#parts.report({ kind: 'refused', client: read.client, name: read.name, why });
  }

  #start(key: string, read: GrantedRead): void {
    const socket = this.#parts.open(read.client, read.clientPort, dataHeaderLength + read.terms.blockSize, {
      datagram: (bytes) => this.#heard(running, bytes),
      gone: () => this.#step(running, { kind: 'gone', at: this.#parts.now() }),
      fault: (words) => this.#step(running, { kind: 'stop', why: { code: 'words', words }, at: this.#parts.now() }),
    });
    if (typeof socket === 'string') {
      const why = { code: 'tftp-no-socket', client: read.client, detail: socket } as const;
      this.#parts.report({ kind: 'refused', client: read.client, name: read.name, why });
      return;
    }
    const source = this.#openSource(read, socket);
    if (source === null) return;
    const at = this.#parts.now();
    const step = beginTransfer(read.terms, read.size, at);
    this.#lastId += 1;
    const begun = { beganAt: at, reportedAt: at, started: false };
    const running: Running = { id: this.#lastId, key, read, source, socket, state: step.state, ...begun };
    this.#running.set(key, running);
    this.#perClient.set(read.client, (this.#perClient.get(read.client) ?? 0) + 1);
    this.#carryOut(running, step);
  }

  /** Null, and the client told, when the file is in the list and not on the disk. */
  #openSource(read: GrantedRead, socket: DataSocket): TftpSource | null {
    try {
      return this.#parts.files.open(read.content);
    } catch (error) {
      sendPacket(socket, { kind: 'error', code: tftpError.notFound, message: 'the file cannot be read' });
      socket.close();
      this.#parts.report({
        kind: 'refused',
        client: read.client,
        name: read.name,
        why: { code: 'words', words: wordsOf(error) },
      });
      return null;
    }
  }

  #heard(running: Running, bytes: Uint8Array): void {
    const packet = decodeTftp(bytes);
    const at = this.#parts.now();
    if (packet.kind === 'ack') this.#step(running, { kind: 'ack', block: packet.block, at });
    else if (packet.kind === 'error')
      this.#step(running, { kind: 'error', code: packet.code, message: packet.message, at });
  }

  #step(running: Running, event: Parameters<typeof stepTransfer>[1]): void {
    this.#carryOut(running, stepTransfer(running.state, event));
  }

  #carryOut(running: Running, step: Step): void {
    running.state = step.state;
    if (step.state.deadline < this.#nextDeadline) this.#nextDeadline = step.state.deadline;
    for (const effect of step.effects) this.#effect(running, effect);
    if (running.state.phase === 'data') this.#reportProgress(running);
  }

  #effect(running: Running, effect: TransferEffect): void {
    switch (effect.kind) {
      case 'send-options':
        sendPacket(running.socket, { kind: 'options', options: running.read.terms.accepted });
        break;
      case 'send-blocks':
        this.#sendBlocks(running, effect.first, effect.last);
        break;
      case 'send-error':
        sendPacket(running.socket, { kind: 'error', code: tftpError.undefined, message: effect.message });
        break;
      case 'end':
        this.#end(running, effect.outcome);
        break;
      default:
        assertNever(effect);
    }
  }

  #sendBlocks(running: Running, first: number, last: number): void {
    try {
      const length = this.#layOut(running, first, last);
      running.socket.send(this.#window, length, dataHeaderLength + running.read.terms.blockSize);
    } catch (error) {
      const why = { code: 'file-cannot-read', error: wordsOf(error) } as const;
      this.#step(running, { kind: 'stop', why, at: this.#parts.now() });
    }
  }

  /** Lays the blocks one behind the other, as they go out in one call. Returns their bytes. */
  #layOut(running: Running, first: number, last: number): number {
    const { blockSize } = running.read.terms;
    const most = (last - first + 1) * (dataHeaderLength + blockSize);
    if (most > this.#window.length) this.#window = Buffer.allocUnsafeSlow(most);
    let at = 0;
    for (let block = first; block <= last; block += 1) {
      const offset = (block - 1) * blockSize;
      const length = Math.min(blockSize, running.read.size - offset);
      writeDataHeader(this.#window, at, block);
      running.source.copy(offset, length, this.#window, at + dataHeaderLength);
      at += dataHeaderLength + length;
    }
    return at;
  }

  #reportProgress(running: Running): void {
    const now = this.#parts.now();
    if (!running.started) {
      running.started = true;
      this.#parts.report({ kind: 'started', transfer: this.#statistics(running) });
    } else if (now - running.reportedAt >= progressEvery) {
      running.reportedAt = now;
      this.#parts.report({ kind: 'progress', transfer: this.#statistics(running) });
    }
  }

  #end(running: Running, outcome: TransferOutcome): void {
    running.socket.close();
    running.source.close();
    this.#running.delete(running.key);
    const left = (this.#perClient.get(running.read.client) ?? 1) - 1;
    if (left > 0) this.#perClient.set(running.read.client, left);
    else this.#perClient.delete(running.read.client);
    this.#parts.report({ ...outcome, transfer: this.#statistics(running) });
  }

  #statistics(running: Running): TftpTransferReport {
    const { state, read } = running;
    return {
      id: running.id,
      client: read.client,
      name: read.name,
      size: read.size,
      sent: bytesConfirmed(state),
      blockSize: read.terms.blockSize,
      windowSize: read.terms.windowSize,
      retransmitted: state.retransmitted,
      timeouts: state.timeouts,
      milliseconds: this.#parts.now() - running.beganAt,
    };
  }
}

function sendPacket(socket: DataSocket, packet: TftpPacket): void {
  const bytes = Buffer.from(encodeTftp(packet));
  socket.send(bytes, bytes.length, bytes.length);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
