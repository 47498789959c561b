import type { Ipv4 } from '../contract/model.ts';
import { rangeSize, sameSubnet } from '../dhcp/address.ts';
import { LeaseBook } from '../dhcp/leases.ts';
import type { DhcpPacket } from '../dhcp/packet.ts';
import type { DhcpServerView } from '../dhcp/port.ts';
import type { BootPlane } from './boot-plane.ts';

/** One network of machines: what they are told of it, and its leases. */
export interface DhcpNetwork {
  readonly server: DhcpServerView;
  readonly leases: LeaseBook;
}

/** The network of the card first, then those behind relays. */
export function openNetworks(
  plane: BootPlane,
  range: DhcpServerView['range'],
): readonly [DhcpNetwork, ...DhcpNetwork[]] {
  const { address, prefix, settings } = plane.serving;
  const { mode, leaseSeconds, router, dns, domain, relays = [] } = settings;
  const own: DhcpServerView = { address, prefix, mode, range, leaseSeconds, router, dns, domain };
  const relayed = mode === 'full' ? relays : [];
  return [
    open(plane, own),
    ...relayed.map((each) =>
      open(plane, { ...own, subnet: each.relay, prefix: each.prefix, range: each.range, router: each.relay }),
    ),
  ];
}

/** The network that a question comes from: that of its relay, else that of the address that it has (RFC 2131 §4.3.1). */
export function networkFor(
  [own, ...relayed]: readonly [DhcpNetwork, ...DhcpNetwork[]],
  { giaddr, ciaddr }: Pick<DhcpPacket, 'giaddr' | 'ciaddr'>,
): DhcpNetwork {
  if (relayed.length === 0) return own;
  const from: Ipv4 = giaddr === '0.0.0.0' ? ciaddr : giaddr;
  return relayed.find(({ server }) => sameSubnet(from, server.subnet ?? server.address, server.prefix)) ?? own;
}

function open(plane: BootPlane, server: DhcpServerView): DhcpNetwork {
  const within = server.subnet ?? server.address;
  const size = server.range ? rangeSize(server.range) : 0;
  const leases = new LeaseBook({
    range: server.range,
    ownAddress: within,
    prefix: server.prefix,
    taken: [...(server.router ? [server.router] : []), ...server.dns],
    existing: plane.store.leases.all().filter(({ address }) => sameSubnet(address, within, server.prefix)),
    reservedFor: (address) => plane.machines.reservedFor(address),
    isKnown: (mac) => plane.machines.find(mac)?.status === 'known',
    keptForKnown: () => Math.min(plane.machines.known, Math.floor(size / 4)),
  });
  return { server, leases };
}
