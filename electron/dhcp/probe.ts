import type { Ipv4 } from '../contract/model.ts';
import { makeOption, messageType, readOption } from './options.ts';
import { BROADCAST_FLAG, type DhcpPacket } from './packet.ts';
import { bootVendorClass } from './pxe-client.ts';

/** As whom a probe asks: some servers give boot files to one kind of firmware alone. */
export const probeKinds = ['bios', 'uefi', 'http'] as const;
export type ProbeKind = (typeof probeKinds)[number];

/** What another server offered: an address, what a network boot needs, or both. */
export type Gives = 'addresses' | 'boot-files' | 'both';

/** A server that answered a probe. */
export interface OtherServer {
  readonly address: string;
  readonly gives: Gives;
}

/** Option 93 and the class of option 60 that belongs to it (RFC 4578 §2.1, UEFI 2.10 §24.7). */
const classes: Readonly<Record<ProbeKind, readonly [architecture: number, vendorClass: string]>> = {
  bios: [0, 'PXEClient:Arch:00000:UNDI:002001'],
  uefi: [7, 'PXEClient:Arch:00007:UNDI:003016'],
  http: [16, 'HTTPClient:Arch:00016:UNDI:003001'],
};

/**
 * A DISCOVER as such a firmware sends it. Nothing follows it: without a REQUEST no server gives a lease away (RFC 2131
 * §3.1). `mac` is six bytes; the answer is asked for as a broadcast, since nobody has the address that it offers.
 */
export function makeProbe(kind: ProbeKind, mac: Uint8Array, xid: number): DhcpPacket {
  const [architecture, vendorClass] = classes[kind];
  const chaddr = new Uint8Array(16);
  chaddr.set(mac.subarray(0, 6));
  const none = '0.0.0.0';
  return {
    op: 1,
    htype: 1,
    hlen: 6,
    hops: 0,
    xid,
    secs: 0,
    flags: BROADCAST_FLAG,
    ciaddr: none,
    yiaddr: none,
    siaddr: none,
    giaddr: none,
    chaddr,
    sname: '',
    file: '',
    options: [
      makeOption('messageType', 'discover'),
      makeOption('parameterRequestList', [1, 3, 6, 43, 54, 60, 66, 67]),
      makeOption('maximumMessageSize', 1472),
      makeOption('vendorClass', vendorClass),
      makeOption('clientArchitecture', [architecture]),
      makeOption('clientNetworkInterface', Uint8Array.of(1, 3, 16)),
    ],
  };
}

/**
 * A question of a machine that has its address and asks for the rest (RFC 2131 §4.4.3): a server that gives addresses to
 * machines of its list alone answers this one, too. `address` is the card's own.
 */
export function makeInform(mac: Uint8Array, xid: number, address: Ipv4): DhcpPacket {
  const { options, ...discover } = makeProbe('uefi', mac, xid);
  return {
    ...discover,
    flags: 0,
    ciaddr: address,
    options: [makeOption('messageType', 'inform'), ...options.slice(1)],
  };
}

/** What an answer to one of the probes (by their `xids`) gives; null for any other packet. */
export function readProbeAnswer(packet: DhcpPacket, xids: ReadonlySet<number>): OtherServer | null {
  const type = messageType(packet);
  if (packet.op !== 2 || !xids.has(packet.xid) || (type !== 'offer' && type !== 'ack')) return null;
  const address = readOption(packet, 'serverIdentifier') ?? packet.siaddr;
  const boots = packet.file !== '' || readOption(packet, 'bootFileName') !== null || bootVendorClass(packet) !== null;
  if (packet.yiaddr !== '0.0.0.0') return { address, gives: boots ? 'both' : 'addresses' };
  if (boots) return { address, gives: 'boot-files' };
  return type === 'ack' ? { address, gives: 'addresses' } : null;
}

/** One row a server, however often it answered, with all that it gave to any probe; at most 16 servers. */
export function gatherServers(answers: readonly OtherServer[]): OtherServer[] {
  const servers = new Map<string, Gives>();
  for (const { address, gives } of answers) {
    const before = servers.get(address) ?? gives;
    servers.set(address, before === gives ? gives : 'both');
  }
  return [...servers].slice(0, 16).map(([address, gives]) => ({ address, gives }));
}
