import type { Ipv4 } from '../contract/model.ts';
import type { DhcpPacket } from './packet.ts';

/** Where a reply goes. `source` is the address and port that the request's datagram came from. */
export type Destination =
  | { readonly kind: 'relay'; readonly address: Ipv4; readonly port: 67 }
  | { readonly kind: 'unicast'; readonly address: Ipv4; readonly port: 68 }
  | { readonly kind: 'broadcast'; readonly address: '255.255.255.255'; readonly port: 68 }
  | { readonly kind: 'source' };

const none = '0.0.0.0';
const broadcast: Destination = { kind: 'broadcast', address: '255.255.255.255', port: 68 };

/**
 * The destination of a reply by RFC 2131 §4.1. `via` is the port that the request came in by.
 *
 * A machine that has no address yet and could take a unicast is answered by broadcast all the same: a datagram to
 * `yiaddr` needs an entry in the ARP table that nobody can make from Node. PXE ROMs, EDK2 and iPXE (flags 0) all take it.
 * A boot server request (PXE 2.1 §2.2.5, port 4011) is answered to where it came from: EDK2 asks from 4011, iPXE from 68.
 */
export function replyDestination(
  request: Pick<DhcpPacket, 'giaddr' | 'ciaddr'>,
  message: 'offer' | 'ack' | 'nak',
  via: 67 | 4011,
): Destination {
  if (via === 4011) return { kind: 'source' };
  if (request.giaddr !== none) return { kind: 'relay', address: request.giaddr, port: 67 };
  if (message === 'nak') return broadcast;
  if (request.ciaddr !== none) return { kind: 'unicast', address: request.ciaddr, port: 68 };
  return broadcast;
}
