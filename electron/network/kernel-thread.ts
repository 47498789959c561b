import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort, receiveMessageOnPort, Worker, workerData } from 'node:worker_threads';
import { Epoll, Wakeup } from './epoll.ts';

/**
 * A thread that waits in the kernel (`epoll_wait`) instead of in an event loop, for work on descriptors that must wait
 * neither for DHCP nor make it wait. Linux alone. The main thread posts a message and then wakes it.
 */

/** The main thread's end. */
export interface KernelThread<Request> {
  tell(request: Request): void;
  /** Resolves when the thread has ended: it finishes what it does at once. */
  close(): Promise<void>;
}

export interface KernelThreadEvents<Reply> {
  readonly heard: (reply: Reply) => void;
  /** The thread died of a fault of its own and takes no more. */
  readonly died: (error: Error) => void;
}

type ToThread<Request> = { readonly kind: 'tell'; readonly request: Request } | { readonly kind: 'close' };
type FromThread<Reply> = { readonly kind: 'reply'; readonly reply: Reply } | { readonly kind: 'ready' };
interface ThreadData<Data> {
  readonly wakeup: number;
  readonly own: Data;
}

/** Milliseconds. A process that ends waits for its threads, and a thread that is in the kernel cannot be told to end. */
const longestWait = 1_000;

/**
 * Where a thread's program is: in the sources beside `module` (its `import.meta.url`) under its own name, in the build
 * beside the program under the name that the build gives it.
 */
export function threadFile(module: string, source: string, built: string): string {
  const here = fileURLToPath(module);
  return join(dirname(here), here.endsWith('.ts') ? source : built);
}

/** Null where there is none: another system, no C library to call, or the file is not there. */
export async function startKernelThread<Data, Request, Reply>(
  file: string,
  own: Data,
  events: KernelThreadEvents<Reply>,
): Promise<KernelThread<Request> | null> {
  if (process.platform !== 'linux' || !existsSync(file)) return null;
  let wakeup: Wakeup;
  try {
    wakeup = new Wakeup();
  } catch {
    return null;
  }
  const data: ThreadData<Data> = { wakeup: wakeup.descriptor, own };
  const worker = new Worker(file, { workerData: data });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const ready = await new Promise<boolean>((resolve) => {
    worker.once('message', () => resolve(true));
    worker.once('error', () => resolve(false));
  });
  if (!ready) {
    wakeup.close();
    return null;
  }
  worker.on('message', (message: FromThread<Reply>) => {
    if (message.kind === 'reply') events.heard(message.reply);
  });
  const post = (message: ToThread<Request>) => {
    worker.postMessage(message);
    wakeup.wake();
  };
  // A process that ends joins its threads: one that waits in the kernel must be woken first.
  const onExit = () => post({ kind: 'close' });
  process.once('exit', onExit);
  worker.on('error', (error: Error) => {
    process.off('exit', onExit);
    events.died(error);
  });
  return {
    tell: (request) => post({ kind: 'tell', request }),
    close: async () => {
      process.off('exit', onExit);
      post({ kind: 'close' });
      await ended;
      wakeup.close();
    },
  };
}

/** What a thread does. */
export interface ThreadWork<Request> {
  told(request: Request): void;
  /** Does what is due and gives the milliseconds until there is more to do by itself: 0 is at once. */
  work(): number;
  /** The thread ends. */
  stop(): void;
}

/** The thread's end: runs until the main thread closes it. Does nothing when its file was loaded by the main thread. */
export function runKernelThread<Data, Request, Reply>(
  start: (data: Data, epoll: Epoll, reply: (reply: Reply) => void) => ThreadWork<Request>,
): void {
  if (parentPort === null) return;
  const main = parentPort;
  const { wakeup, own }: ThreadData<Data> = workerData;
  const post = (message: FromThread<Reply>) => main.postMessage(message);
  const epoll = new Epoll();
  const thread = start(own, epoll, (reply) => post({ kind: 'reply', reply }));
  let open = true;
  epoll.addWakeup(wakeup, () => {
    for (let next = receiveMessageOnPort(main); next !== undefined; next = receiveMessageOnPort(main)) {
      const message: ToThread<Request> = next.message;
      if (message.kind === 'tell') thread.told(message.request);
      else open = false;
    }
  });
  post({ kind: 'ready' });
  while (open) epoll.wait(Math.max(0, Math.min(longestWait, Math.ceil(thread.work()))));
  thread.stop();
  epoll.close();
  main.close();
}
