import { performance } from 'node:perf_hooks';
import type { Ipv4 } from '../contract/model.ts';
import { startKernelThread, threadFile } from '../network/kernel-thread.ts';
import { dgramSockets } from './dgram-sockets.ts';
import { TftpFiles } from './files.ts';
import { type GrantedRead, TftpPlane } from './plane.ts';
import type { TftpContent, TftpReport } from './port.ts';
import type { TftpWorkerData } from './worker.ts';

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

/** A thread of its own, or null where there is none. */
export async function startWorkerThread(options: TransferThreadOptions): Promise<TransferThread | null> {
  const { card, cardAddress, mostTransfers, mostPerClient } = options;
  const thread = await startKernelThread<TftpWorkerData, GrantedRead, TftpReport>(
    threadFile(import.meta.url, 'worker.ts', 'tftp-worker.js'),
    { card, cardAddress, mostTransfers, mostPerClient },
    { heard: options.report, died: options.died },
  );
  if (thread === null) return null;
  const share = sharedContents();
  return {
    kind: 'worker',
    begin: (read) => thread.tell({ ...read, content: share(read.content) }),
    close: () => thread.close(),
  };
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
      plane.stop({ code: 'tftp-server-stops' });
    },
  };
}
