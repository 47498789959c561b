import type { Meter } from './meter.ts';
import type { Outlet } from './outlet.ts';
import type { Sendfile } from './sendfile.ts';
import type { Source } from './source.ts';
import type { Turns } from './turns.ts';

/** A piece that goes through this process: the first, the last, and one each time that the socket was full. */
const PIECE = 64 * 1_024;
/** A piece where the kernel cannot copy by itself. */
const LARGE_PIECE = 256 * 1_024;
/** What one call of sendfile may carry: about a quarter of a millisecond. */
const WINDOW = 512 * 1_024;

/** How the sending of a body ended. */
export type Ending = { readonly kind: 'complete' } | { readonly kind: 'closed' } | { readonly kind: 'changed' };

export interface Carriage {
  readonly sendfile: Sendfile | null;
  readonly turns: Turns;
}

/**
 * Sends `first` up to and including `last` of a source; the headers are written and `last >= first`.
 *
 * Ordinary writes and the kernel's sendfile take turns on the socket. A write that has been called back says two
 * things: nothing of ours waits in this process, so sendfile may go on where it ended; and the socket takes bytes
 * again. Sendfile then goes on until the socket is full or the file's next part is not in memory: what must come from
 * the disk is read in the thread pool, never in the event loop. The last piece is always a write, after a last look
 * at the file: a file that was changed on the way leaves the response incomplete, so that no machine starts it.
 */
export async function sendBody(
  source: Source,
  first: number,
  last: number,
  outlet: Outlet,
  meter: Meter,
  { sendfile, turns }: Carriage,
): Promise<Ending> {
  const end = last + 1;
  const fast = source.descriptor === null ? null : sendfile;
  const buffer = Buffer.allocUnsafeSlow(Math.min(end - first, fast ? PIECE : LARGE_PIECE));
  for (let position = first; ; ) {
    const piece = buffer.subarray(0, Math.min(buffer.byteLength, end - position));
    const isLast = position + piece.byteLength === end;
    if (isLast && !(await source.unchanged())) return { kind: 'changed' };
    if (!readNow(source, fast, position, piece) && !(await source.read(position, piece))) return { kind: 'changed' };
    if (isLast) return { kind: (await outlet.end(piece)) ? 'complete' : 'closed' };
    if (!(await outlet.write(piece))) return { kind: 'closed' };
    position += piece.byteLength;
    if (fast)
      position = await sendWhileHot(source, position, end - PIECE, outlet, fast, turns, (to) =>
        meter.advance(to - first),
      );
    meter.advance(position - first);
  }
}

function readNow(source: Source, fast: Sendfile | null, position: number, into: Uint8Array): boolean {
  return fast !== null && source.descriptor !== null && fast.readHot(source.descriptor, position, into);
}

/** Lets the kernel copy until the socket is full, the disk is needed or `end` is reached; gives the new position. */
async function sendWhileHot(
  source: Source,
  start: number,
  end: number,
  outlet: Outlet,
  fast: Sendfile,
  turns: Turns,
  advance: (position: number) => void,
): Promise<number> {
  const file = source.descriptor;
  const probe = new Uint8Array(1);
  let position = start;
  while (file !== null && position < end) {
    const length = Math.min(WINDOW, end - position);
    const outcome = await turns.take(() => {
      const socket = outlet.descriptor();
      if (socket === null || !fast.readHot(file, position + length - 1, probe)) return null;
      return fast.send(socket, file, position, length);
    });
    // A failed call is left to the next ordinary write or read, which knows how to say what is wrong.
    if (outcome?.kind !== 'sent' || outcome.bytes === 0) return position;
    position += outcome.bytes;
    advance(position);
    if (outcome.bytes < length) return position;
  }
  return position;
}
