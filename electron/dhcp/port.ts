import type { BootStep, Client } from '../boot/client.ts';
import type { Ipv4, Mac, Mode, PlainPhrase, ProxyStyle } from '../contract/model.ts';
import type { DhcpDecision } from './decide.ts';
import type { DhcpPacket } from './packet.ts';

/** What is constant while the service runs; read once at start. */
export interface DhcpServerView {
  /** The card's own address: server identifier, siaddr, option 54. */
  readonly address: Ipv4;
  readonly prefix: number;
  /** An address of the machines' own network when it lies behind a relay; left out, they are on the card's. */
  readonly subnet?: Ipv4;
  readonly mode: Mode;
  readonly range: { readonly first: Ipv4; readonly last: Ipv4 } | null;
  readonly leaseSeconds: number;
  readonly router: Ipv4 | null;
  readonly dns: readonly Ipv4[];
  readonly domain: string | null;
}

/** What the policy is told about the machine that asks. */
export interface DhcpClientView {
  readonly client: Client;
  /** False: leave this machine alone (`--unknown ignore`), with the reason. */
  readonly serve: true | { readonly why: PlainPhrase };
  readonly reservedAddress: Ipv4 | null;
  /** Only asked for `firmware` and `ipxe`; `nothing` for a system. */
  readonly step: BootStep;
  /** How a proxy names the boot file to it; left out, as usual. */
  readonly style?: ProxyStyle;
}

/** How a reply left: `sent`, or the system's words for why it did not. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'none' };

/** A datagram and its other end: where it came from, or where it went. */
export interface WireDatagram {
  readonly bytes: Uint8Array;
  readonly address: Ipv4;
  readonly port: number;
}

/** A question and its answer as they were on the wire; `answer` is null when none left. */
export interface WireExchange {
  readonly via: 67 | 4011;
  readonly question: WireDatagram;
  readonly answer: WireDatagram | null;
}

/** What the DHCP sockets are given by the engine. Everything is synchronous and must be quick. */
export interface DhcpPort {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Whether the machine that asks is in the list: those go first when many ask. */
  isKnown(packet: DhcpPacket): boolean;
  /** Decides one packet. Called in order of arrival. `via` tells the port that it came in by. */
  answer(packet: DhcpPacket, via: 67 | 4011): DhcpDecision;
  /**
   * Makes every lease granted since the last call durable, in one transaction. Called once for a batch of packets,
   * before any reply of that batch is sent. Throws when the store refuses: then no reply of the batch is sent.
   */
  commit(): void;
  /** Told after the send: what was decided, what became of it, and the bytes, which belong to the port from now on. */
  report(packet: DhcpPacket, decision: DhcpDecision, outcome: SendOutcome, wire?: WireExchange): void;
  /** A packet that is none, at most once a second for the same reason. */
  reportNoise(why: string, from: string): void;
  /** Overheard: a machine asked a foreign server for this address (option 50 of a REQUEST, or ciaddr on 4011). */
  overheard(mac: Mac, address: Ipv4): void;
}
