import type { Ipv4, PlainPhrase } from '../contract/model.ts';

/** A file that may be read: small ones as bytes, large ones by their path on disk. */
export type TftpContent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** `size` bytes of it from `offset` on (0 when left out): a file inside an image. */
  | { readonly kind: 'path'; readonly path: string; readonly size: number; readonly offset?: number };

export type TftpAnswer =
  | { readonly kind: 'file'; readonly name: string; readonly content: TftpContent }
  /** ERROR 1 at once; `quiet` for names that a client is known to try and that are normally missing. */
  | { readonly kind: 'missing'; readonly quiet: boolean };

/** Statistics of one transfer; times in milliseconds since the epoch and milliseconds. */
export interface TftpTransferReport {
  readonly id: number;
  readonly client: Ipv4;
  readonly name: string;
  readonly size: number;
  readonly sent: number;
  readonly blockSize: number;
  readonly windowSize: number;
  /** Blocks that were sent more than once. */
  readonly retransmitted: number;
  readonly timeouts: number;
  readonly milliseconds: number;
}

export type TftpReport =
  | { readonly kind: 'started'; readonly transfer: TftpTransferReport }
  /** At most four a second for each transfer. */
  | { readonly kind: 'progress'; readonly transfer: TftpTransferReport }
  | { readonly kind: 'sent'; readonly transfer: TftpTransferReport }
  /** The client asked for the size only and ended with ERROR 8 (or 0): no fault. */
  | { readonly kind: 'probed'; readonly transfer: TftpTransferReport }
  | { readonly kind: 'failed'; readonly transfer: TftpTransferReport; readonly why: PlainPhrase }
  | { readonly kind: 'missing'; readonly client: Ipv4; readonly name: string; readonly quiet: boolean }
  | { readonly kind: 'refused'; readonly client: Ipv4; readonly name: string; readonly why: PlainPhrase };

/** What the TFTP sockets are given by the engine. */
export interface TftpPort {
  /** `name` is already normal: forward slashes, no leading slash, lower case; the look-up is in a list. */
  open(name: string, client: Ipv4): TftpAnswer | Promise<TftpAnswer>;
  report(report: TftpReport): void;
}
