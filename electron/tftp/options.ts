import type { TftpOption } from './packet.ts';

/** What a card and this server allow. */
export interface TftpLimits {
  /** Largest block in bytes: the card's MTU less 32, so that no packet is ever fragmented. */
  readonly blockSize: number;
  readonly windowSize: number;
}

/** The terms of one transfer. */
export interface TftpTerms {
  /** Bytes. */
  readonly blockSize: number;
  /** Blocks that are sent before an ACK is awaited. */
  readonly windowSize: number;
  /** Seconds that the client asked for, or null. It only bounds our own, quicker timer from above. */
  readonly timeout: number | null;
  /** What goes into the OACK, in the order asked; empty: there is no OACK, and the first block goes out at once. */
  readonly accepted: readonly TftpOption[];
}

/** An IPv4 header (20), a UDP header (8) and a DATA header (4) are around each block. */
const headers = 32;
const smallestBlock = 8;
const largestBlock = 65_464;

/** The limits on a card with this MTU in bytes (boot-time stacks reassemble nothing, so a block fits one frame). */
export function limitsOf(mtu: number): TftpLimits {
  return { blockSize: Math.max(512, Math.min(largestBlock, mtu - headers)), windowSize: 64 };
}

/**
 * Settles the options of a read request (RFC 2347, 2348, 2349, 7440). Only what was asked is answered, a value is
 * never raised (EDK2 refuses a larger one), and an option that is unknown or out of range is left out, which means
 * refused. `size` is the file's, in bytes.
 */
export function negotiate(asked: readonly TftpOption[], size: number, limits: TftpLimits): TftpTerms {
  let blockSize = 512;
  let windowSize = 1;
  let timeout: number | null = null;
  const accepted = new Map<string, string>();
  for (const [name, text] of asked) {
    const value = wholeNumber(text);
    if (value === null || accepted.has(name)) continue;
    if (name === 'blksize' && value >= smallestBlock) {
      blockSize = Math.min(value, limits.blockSize);
      accepted.set(name, String(blockSize));
    } else if (name === 'windowsize' && value >= 1) {
      windowSize = Math.min(value, limits.windowSize);
      accepted.set(name, String(windowSize));
    } else if (name === 'timeout' && value >= 1 && value <= 255) {
      timeout = value;
      accepted.set(name, text);
    } else if (name === 'tsize') {
      accepted.set(name, String(size));
    }
  }
  return { blockSize, windowSize, timeout, accepted: [...accepted] };
}

function wholeNumber(text: string): number | null {
  return /^\d{1,10}$/.test(text) ? Number(text) : null;
}
