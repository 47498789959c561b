import { performance } from 'node:perf_hooks';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Ipv4 } from '../contract/model.ts';
import { TftpFiles } from './files.ts';
import { LinuxSockets } from './linux-sockets.ts';
import { type GrantedRead, TftpPlane } from './plane.ts';
import type { TftpReport } from './port.ts';

/**
 * The thread that serves TFTP on Linux. It has no event loop of its own: it waits in `epoll_wait` for the sockets,
 * for the next deadline and for the main thread, which posts a message and then writes to `wakeup`.
 */

export interface TftpWorkerData {
  readonly card: string;
  readonly cardAddress: Ipv4;
  readonly mostTransfers: number;
  readonly mostPerClient: number;
  /** The eventfd by which the main thread wakes this one. */
  readonly wakeup: number;
}

export type TftpWorkerRequest = { readonly kind: 'begin'; readonly read: GrantedRead } | { readonly kind: 'close' };

export type TftpWorkerReply = { readonly kind: 'report'; readonly report: TftpReport } | { readonly kind: 'ready' };

/** Milliseconds. A process that ends waits for its threads, and a thread that is in the kernel cannot be told to end. */
const longestWait = 1_000;

const toMain = parentPort;
if (toMain !== null) serve(toMain, workerData);

function serve(main: NonNullable<typeof parentPort>, data: TftpWorkerData): void {
  const reply = (message: TftpWorkerReply) => main.postMessage(message);
  const sockets = new LinuxSockets(data.card, data.cardAddress);
  const plane = new TftpPlane({
    open: sockets.open,
    files: new TftpFiles(),
    now: () => performance.now(),
    report: (report) => reply({ kind: 'report', report }),
    mostTransfers: data.mostTransfers,
    mostPerClient: data.mostPerClient,
  });
  let open = true;
  sockets.onWake(data.wakeup, () => {
    for (let next = receiveMessageOnPort(main); next !== undefined; next = receiveMessageOnPort(main)) {
      const request: TftpWorkerRequest = next.message;
      if (request.kind === 'begin') plane.begin(request.read);
      else open = false;
    }
  });
  reply({ kind: 'ready' });
  while (open) {
    const due = plane.clock();
    sockets.wait(Math.max(0, Math.min(longestWait, Math.ceil(due))));
  }
  plane.stop('the server stops');
  sockets.close();
  main.close();
}
