import type { Ipv4, Mac } from '../contract/model.ts';

/** What is kept of one packet: headers alone, and no text that a machine was given in secret. */
export type PacketRecord = {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
} & PacketContent;

export type PacketContent =
  /** The datagram as it was on the wire; logins of iPXE are overwritten. */
  | { readonly protocol: 'dhcp'; readonly bytes: Uint8Array }
  | { readonly protocol: 'tftp'; readonly message: TftpMessage }
  /** A request or an answer, each as its first line and what is known of its body. */
  | { readonly protocol: 'http'; readonly line: string; readonly bytes: number | null };

export type TftpMessage =
  | { readonly kind: 'read'; readonly name: string }
  | { readonly kind: 'error'; readonly code: number; readonly words: string };

export interface Endpoint {
  readonly address: Ipv4;
  readonly port: number;
  /** Null: not known, as that of a relay. */
  readonly mac: Mac | null;
}

export const everybodysMac: Mac = 'ff:ff:ff:ff:ff:ff';
