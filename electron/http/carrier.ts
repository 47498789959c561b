import type { Socket } from 'node:net';
import { type KernelThread, startKernelThread, threadFile } from '../network/kernel-thread.ts';
import type { CarrierReply, CarrierRequest } from './carry.ts';
import { descriptorOf, openSendfile, type Sendfile } from './sendfile.ts';

/** What is to be carried, and who wants to know of it. */
export interface Errand {
  /** Connected; nobody writes to it until the promise is kept. */
  readonly socket: Socket;
  /** An open file's descriptor, which stays open until the promise is kept. */
  readonly file: number;
  readonly position: number;
  readonly end: number;
  /** Some ten times a second while bytes go. */
  readonly progress: (position: number) => void;
  /** Reads bytes from the disk, so that they are in memory; gives how far. */
  readonly heat: (position: number) => Promise<number>;
}

/** A thread that lets the kernel copy files into sockets. */
export interface FileCarrier {
  /** Gives the place up to which the file went: its end, or where the socket or the file broke. */
  carry(errand: Errand): Promise<number>;
  close(): Promise<void>;
}

interface Waiting {
  readonly errand: Errand;
  /** The thread's descriptor of the socket. */
  readonly own: number;
  position: number;
  readonly over: (position: number) => void;
}

/** Null where there is no such thread: then files go by ordinary reads and writes. */
export async function startFileCarrier(): Promise<FileCarrier | null> {
  const kernel = openSendfile();
  if (kernel === null) return null;
  const carrier = new ThreadCarrier(kernel);
  const file = threadFile(import.meta.url, 'carrier-worker.ts', 'carrier-worker.js');
  const thread = await startKernelThread<null, CarrierRequest, CarrierReply>(file, null, {
    heard: (reply) => carrier.heard(reply),
    died: () => carrier.died(),
  });
  if (thread === null) return null;
  carrier.use(thread);
  return carrier;
}

class ThreadCarrier implements FileCarrier {
  readonly #kernel: Sendfile;
  readonly #waiting = new Map<number, Waiting>();
  #thread: KernelThread<CarrierRequest> | null = null;
  #lastId = 0;

  constructor(kernel: Sendfile) {
    this.#kernel = kernel;
  }

  use(thread: KernelThread<CarrierRequest>): void {
    this.#thread = thread;
  }

  carry(errand: Errand): Promise<number> {
    const { socket, file, position, end } = errand;
    const thread = this.#thread;
    const descriptor = descriptorOf(socket);
    // Its own descriptor: when Node closes the socket, the number must not go to another one under the thread's hands.
    const own = descriptor === null || thread === null ? -1 : this.#kernel.duplicate(descriptor);
    if (thread === null || own < 0) return Promise.resolve(position);
    const id = ++this.#lastId;
    const drop = () => thread.tell({ kind: 'drop', id });
    socket.once('close', drop);
    return new Promise<number>((over) => {
      this.#waiting.set(id, { errand, own, position, over });
      thread.tell({ kind: 'carry', load: { id, socket: own, file, position, end } });
    }).finally(() => socket.off('close', drop));
  }

  heard(reply: CarrierReply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    waiting.position = reply.position;
    switch (reply.kind) {
      case 'progress':
        waiting.errand.progress(reply.position);
        return;
      case 'cold':
        void this.#heat(reply.id, waiting.errand, reply.position);
        return;
      case 'over':
        this.#waiting.delete(reply.id);
        waiting.over(reply.position);
        return;
    }
  }

  /** What was on its way is in a state that nobody knows: those connections are cut. */
  died(): void {
    this.#thread = null;
    for (const { errand, own, position, over } of this.#waiting.values()) {
      errand.socket.destroy();
      this.#kernel.close(own);
      over(position);
    }
    this.#waiting.clear();
  }

  async close(): Promise<void> {
    await this.#thread?.close();
  }

  async #heat(id: number, errand: Errand, position: number): Promise<void> {
    const to = await errand.heat(position).catch(() => position);
    // What cannot be read is left to the next ordinary read, which knows how to say what is wrong.
    this.#thread?.tell(to > position ? { kind: 'hot', id, to } : { kind: 'drop', id });
  }
}
