import { performance } from 'node:perf_hooks';
import type { Ipv4 } from '../contract/model.ts';
import { runKernelThread } from '../network/kernel-thread.ts';
import { TftpFiles } from './files.ts';
import { LinuxSockets } from './linux-sockets.ts';
import { type GrantedRead, TftpPlane } from './plane.ts';
import type { TftpReport } from './port.ts';

/** The thread that serves TFTP on Linux: it waits for its sockets and for the next deadline. */

export interface TftpWorkerData {
  readonly card: string;
  readonly cardAddress: Ipv4;
  readonly mostTransfers: number;
  readonly mostPerClient: number;
}

runKernelThread<TftpWorkerData, GrantedRead, TftpReport>((data, epoll, report) => {
  const sockets = new LinuxSockets(epoll, data.card, data.cardAddress);
  const plane = new TftpPlane({
    open: sockets.open,
    files: new TftpFiles(),
    now: () => performance.now(),
    report,
    mostTransfers: data.mostTransfers,
    mostPerClient: data.mostPerClient,
  });
  return {
    told: (read) => plane.begin(read),
    work: () => {
      const due = plane.clock();
      return sockets.hearAlone(due) ? 0 : due;
    },
    stop: () => plane.stop({ code: 'tftp-server-stops' }),
  };
});
