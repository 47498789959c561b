import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Ipv4 } from '../contract/model.ts';
import { dgramSockets } from './dgram-sockets.ts';
import { TftpFiles } from './files.ts';
import { Wakeup } from './linux-sockets.ts';
import { type GrantedRead, TftpPlane } from './plane.ts';
import type { TftpContent, TftpReport } from './port.ts';
import type { TftpWorkerData, TftpWorkerReply, TftpWorkerRequest } from './worker.ts';

/** Where transfers run: a thread of their own on Linux, else this one. */
export interface TransferThread {
  readonly kind: 'worker' | 'same thread';
  begin(read: GrantedRead): void;
  /** Ends all transfers with an ERROR to their clients. */
  close(): Promise<void>;
}

export interface TransferThreadOptions {
  readonly card: string;
  readonly cardAddress: Ipv4;
  readonly mostTransfers: number;
  readonly mostPerClient: number;
  readonly report: (report: TftpReport) => void;
  /** The thread died of a fault of its own: its transfers are lost, and it takes no more. */
  readonly died: (error: Error) => void;
}

/** In the sources the thread is `worker.ts`; the build puts it beside the program as `tftp-worker.js`. */
function workerFile(): string {
  const here = fileURLToPath(import.meta.url);
  return join(dirname(here), here.endsWith('.ts') ? 'worker.ts' : 'tftp-worker.js');
}

/** A thread of its own, or null where there is none: another system, no C library to call, or the file is not there. */
export async function startWorkerThread(options: TransferThreadOptions): Promise<TransferThread | null> {
  if (process.platform !== 'linux' || !existsSync(workerFile())) return null;
  let wakeup: Wakeup;
  try {
    wakeup = new Wakeup();
  } catch {
    return null;
  }
  const worker = spawnWorker(options, wakeup);
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const ready = await new Promise<boolean>((resolve) => {
    worker.once('message', () => resolve(true));
    worker.once('error', () => resolve(false));
  });
  if (!ready) {
    wakeup.close();
    return null;
  }
  worker.on('message', (reply: TftpWorkerReply) => {
    if (reply.kind === 'report') options.report(reply.report);
  });
  const tell = (request: TftpWorkerRequest) => {
    worker.postMessage(request);
    wakeup.wake();
  };
  const share = sharedContents();
  // A process that ends joins its threads: one that waits in the kernel must be woken first.
  const onExit = () => tell({ kind: 'close' });
  process.once('exit', onExit);
  worker.on('error', (error: Error) => {
    process.off('exit', onExit);
    options.died(error);
  });
  return {
    kind: 'worker',
    begin: (read) => tell({ kind: 'begin', read: { ...read, content: share(read.content) } }),
    close: async () => {
      process.off('exit', onExit);
      tell({ kind: 'close' });
      await ended;
      wakeup.close();
    },
  };
}

function spawnWorker(options: TransferThreadOptions, wakeup: Wakeup): Worker {
  const { card, cardAddress, mostTransfers, mostPerClient } = options;
  const workerData: TftpWorkerData = { card, cardAddress, mostTransfers, mostPerClient, wakeup: wakeup.descriptor };
  return new Worker(workerFile(), { workerData });
}

/**
 * Bytes go to the other thread as shared memory: a loader that 200 machines ask for is copied once, not 200 times.
 * The copy lives as long as the bytes that it was made from, which must not change.
 */
function sharedContents(): (content: TftpContent) => TftpContent {
  const copies = new WeakMap<Uint8Array, Uint8Array>();
  return (content) => {
    if (content.kind === 'path') return content;
    const bytes = copies.get(content.bytes) ?? new Uint8Array(new SharedArrayBuffer(content.bytes.length));
    if (!copies.has(content.bytes)) bytes.set(content.bytes);
    copies.set(content.bytes, bytes);
    return { kind: 'bytes', bytes };
  };
}

const tick = 10;

/** Transfers on this thread, through `dgram`. */
export function startSameThread(options: TransferThreadOptions): TransferThread {
  const plane = new TftpPlane({
    open: dgramSockets(options.card, options.cardAddress),
    files: new TftpFiles(),
    now: () => performance.now(),
    report: options.report,
    mostTransfers: options.mostTransfers,
    mostPerClient: options.mostPerClient,
  });
  let timer: NodeJS.Timeout | null = null;
  const stopTimer = () => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  const onTick = () => {
    plane.clock();
    if (plane.transfers === 0) stopTimer();
  };
  return {
    kind: 'same thread',
    begin: (read) => {
      plane.begin(read);
      timer ??= setInterval(onTick, tick);
    },
    close: async () => {
      stopTimer();
      plane.stop('the server stops');
    },
  };
}
