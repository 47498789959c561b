import { performance } from 'node:perf_hooks';
import { epollEdge, epollOut } from '../network/epoll.ts';
import { runKernelThread } from '../network/kernel-thread.ts';
import { Carrier, type CarrierReply, type CarrierRequest } from './carry.ts';
import { openSendfile } from './sendfile.ts';

/** The thread that carries files into sockets on Linux. */
runKernelThread<null, CarrierRequest, CarrierReply>((_data, epoll, reply) => {
  const kernel = openSendfile();
  if (kernel === null) throw new Error('the C library cannot be called');
  const byte = new Uint8Array(1);
  const carrier = new Carrier({
    send: kernel.send,
    isHot: (file, position) => kernel.readHot(file, position, byte),
    watch: (socket, writable) => {
      kernel.cork(socket, true);
      epoll.add(socket, epollOut + epollEdge, writable);
    },
    release: (socket) => {
      epoll.remove(socket);
      kernel.cork(socket, false);
      kernel.close(socket);
    },
    now: () => performance.now(),
    reply,
  });
  return {
    told: (request) => carrier.tell(request),
    work: () => (carrier.work() ? 0 : Number.POSITIVE_INFINITY),
    stop: () => carrier.stop(),
  };
});
