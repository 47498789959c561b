import type { FileCarrier } from './carrier.ts';
import type { Stretch } from './extents.ts';
import type { Meter } from './meter.ts';
import type { Outlet } from './outlet.ts';
import type { Source } from './source.ts';

/** The first and the last piece of what a carrier takes: they go through this process. */
const SMALL_PIECE = 64 * 1_024;
/** A piece where there is no carrier. */
const LARGE_PIECE = 256 * 1_024;
/** What is read from the disk at a time for a carrier that found nothing in memory. */
const COLD_PIECE = 1_048_576;
/** A piece of a body that is sent slowly: more at once is what the machine cannot take. */
const PACED_PIECE = 32 * 1_024;
/** A shorter stretch goes by ordinary writes: handing it to the carrier would cost more than the copying. */
const WORTH_CARRYING = 4 * 1_024;

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
  pace: Pace | null = null,
): Promise<Ending> {
  const end = last + 1;
  const carried = source.file === null || pace !== null ? null : carrier;
  const buffer = Buffer.allocUnsafeSlow(
    Math.min(end - first, pace ? PACED_PIECE : carried === null ? LARGE_PIECE : SMALL_PIECE),
  );
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
    await pace?.sent(piece.byteLength);
    if (carried !== null && source.file !== null) {
      const stretch = source.file.stretch(position);
      const length = Math.min(stretch.length, end - SMALL_PIECE - position);
      if (length < WORTH_CARRYING) continue;
      const errand = { source, descriptor: source.file.descriptor, position, stretch: { ...stretch, length } };
      position = await carry(errand, outlet, carried, (to) => meter.advance(to - first));
      if (outlet.closed) return { kind: 'closed' };
    }
  }
}

/** Holds a body back. */
export interface Pace {
  /** Resolves when so many bytes more may be followed by others. */
  sent(bytes: number): Promise<void>;
}

/** So many bytes a second on the whole, by a clock and a pause in milliseconds. */
export function steadyPace(
  bytesPerSecond: number,
  now: () => number,
  pause: (milliseconds: number) => Promise<void>,
): Pace {
  const began = now();
  let all = 0;
  return {
    sent: async (bytes) => {
      all += bytes;
      const ahead = (all / bytesPerSecond) * 1_000 - (now() - began);
      if (ahead > 1) await pause(ahead);
    },
  };
}

interface Load {
  readonly source: Source;
  readonly descriptor: number;
  /** Where the stretch begins in what is sent. */
  readonly position: number;
  readonly stretch: Stretch;
}

/** Lets the carrier take a stretch of the file; gives how far it came in what is sent. */
async function carry(
  { source, descriptor, position, stretch }: Load,
  outlet: Outlet,
  carrier: FileCarrier,
  advance: (position: number) => void,
): Promise<number> {
  const end = stretch.offset + stretch.length;
  const sentAt = (offset: number): number => position + offset - stretch.offset;
  const reached = await carrier.carry({
    socket: outlet.socket,
    file: descriptor,
    position: stretch.offset,
    end,
    progress: (to) => {
      outlet.alive();
      advance(sentAt(to));
    },
    heat: async (from) => {
      const length = Math.min(COLD_PIECE, end - from);
      return (await source.read(sentAt(from), Buffer.allocUnsafe(length))) ? from + length : from;
    },
  });
  return sentAt(reached);
}
