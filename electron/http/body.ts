import type { FileCarrier } from './carrier.ts';
import type { Meter } from './meter.ts';
import type { Outlet } from './outlet.ts';
import type { Source } from './source.ts';

/** The first and the last piece of what a carrier takes: they go through this process. */
const SMALL_PIECE = 64 * 1_024;
/** A piece where there is no carrier. */
const LARGE_PIECE = 256 * 1_024;
/** What is read from the disk at a time for a carrier that found nothing in memory. */
const COLD_PIECE = 1_048_576;

/** How the sending of a body ended. */
export type Ending = { readonly kind: 'complete' } | { readonly kind: 'closed' } | { readonly kind: 'changed' };

/**
 * Sends `first` up to and including `last` of a source; the headers are written and `last >= first`.
 *
 * A write that has been called back says that nothing of ours waits in this process, so that the carrier may go on where
 * it ended. The last piece is always a write, after a last look at the file: a file that was changed on the way leaves
 * the response incomplete, so that no machine starts it.
 */
export async function sendBody(
  source: Source,
  first: number,
  last: number,
  outlet: Outlet,
  meter: Meter,
  carrier: FileCarrier | null,
): Promise<Ending> {
  const end = last + 1;
  const carried = source.descriptor === null ? null : carrier;
  const buffer = Buffer.allocUnsafeSlow(Math.min(end - first, carried === null ? LARGE_PIECE : SMALL_PIECE));
  for (let position = first; ; ) {
    const piece = buffer.subarray(0, Math.min(buffer.byteLength, end - position));
    if (!(await source.read(position, piece))) return { kind: 'changed' };
    if (position + piece.byteLength === end) {
      if (!(await source.unchanged())) return { kind: 'changed' };
      return { kind: (await outlet.end(piece)) ? 'complete' : 'closed' };
    }
    if (!(await outlet.write(piece))) return { kind: 'closed' };
    position += piece.byteLength;
    meter.advance(position - first);
    if (carried !== null && end - position > SMALL_PIECE) {
      position = await carry(source, position, end - SMALL_PIECE, outlet, carried, (to) => meter.advance(to - first));
      if (outlet.closed) return { kind: 'closed' };
    }
  }
}

/** Lets the carrier take it from `position` to `end`; gives how far it came. */
async function carry(
  source: Source,
  position: number,
  end: number,
  outlet: Outlet,
  carrier: FileCarrier,
  advance: (position: number) => void,
): Promise<number> {
  if (source.descriptor === null) return position;
  return carrier.carry({
    socket: outlet.socket,
    file: source.descriptor,
    position,
    end,
    progress: (to) => {
      outlet.alive();
      advance(to);
    },
    heat: async (from) => {
      const length = Math.min(COLD_PIECE, end - from);
      return (await source.read(from, Buffer.allocUnsafe(length))) ? from + length : from;
    },
  });
}
