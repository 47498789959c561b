import type { Ipv4 } from '../contract/model.ts';
import type { DhcpPacket } from '../dhcp/packet.ts';

/** What is kept of one packet: headers alone, and no text that a machine was given in secret. */
export type PacketRecord = {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
} & PacketContent;

export type PacketContent =
  | { readonly protocol: 'dhcp'; readonly packet: DhcpPacket }
  | { readonly protocol: 'tftp'; readonly message: TftpMessage }
  /** A request or an answer, each as its first line and what is known of its body. */
  | { readonly protocol: 'http'; readonly line: string; readonly bytes: number | null; readonly exchange: number };

export type TftpMessage =
  | { readonly kind: 'read'; readonly name: string }
  | { readonly kind: 'error'; readonly code: number; readonly words: string };

export interface Endpoint {
  readonly address: Ipv4;
  readonly port: number;
}

/** Roughly what a record holds in memory, in bytes. */
export function sizeOf(content: PacketContent): number {
  switch (content.protocol) {
    case 'dhcp':
      return 400 + content.packet.options.reduce((sum, { data }) => sum + data.length + 40, 0);
    case 'tftp':
      return 200;
    case 'http':
      return 200 + content.line.length;
  }
}
