import { describePhrase } from '../contract/describe.ts';
import type { Ipv4, Mac, PlainPhrase } from '../contract/model.ts';
import { sameSubnet } from './address.ts';
import { type Destination, replyDestination } from './destination.ts';
import type { LeaseBook, LeaseClient } from './leases.ts';
import { messageType, readOption } from './options.ts';
import { clientMac, type DhcpPacket } from './packet.ts';
import type { DhcpClientView, DhcpServerView } from './port.ts';
import { makeNak, makeReply, maximumReply, type ReplyContent } from './reply.ts';

/**
 * What the machine was doing when it asked (RFC 2131 §4.3, table 4). `renewing` is a renewal or a rebinding: the packets
 * are alike. `boot-server` is a question to port 4011 (PXE 2.1 §2.2.5).
 */
export type Asked = 'discover' | 'selecting' | 'init-reboot' | 'renewing' | 'inform' | 'boot-server';

interface Sending {
  readonly kind: 'reply';
  readonly mac: Mac;
  readonly asked: Asked;
  readonly packet: DhcpPacket;
  readonly destination: Destination;
  /** The most bytes of UDP payload that the machine takes. */
  readonly maximum: number;
}

export type DhcpDecision =
  | (Sending & {
      readonly message: 'offer' | 'ack';
      /** The address that is offered or granted; null: a boot file alone, or the answer to an INFORM. */
      readonly address: Ipv4 | null;
      readonly bootFile: string | null;
      /** The address that another server gave to this machine, as its question shows. */
      readonly overheard: Ipv4 | null;
    })
  | (Sending & { readonly message: 'nak'; readonly why: PlainPhrase })
  | { readonly kind: 'declined'; readonly mac: Mac; readonly address: Ipv4 }
  | { readonly kind: 'released'; readonly mac: Mac; readonly address: Ipv4 }
  /** Every address of the range is in use. */
  | { readonly kind: 'exhausted'; readonly mac: Mac }
  | {
      readonly kind: 'ignore';
      readonly mac: Mac | null;
      readonly why: PlainPhrase;
      /** Worth a line in the journal: the technician expects an answer, or another server gave it. */
      readonly noteworthy: boolean;
      readonly overheard: Ipv4 | null;
    };

/** One question, with all that its answer depends on. */
interface Question {
  readonly packet: DhcpPacket;
  readonly via: 67 | 4011;
  readonly mac: Mac;
  readonly server: DhcpServerView;
  readonly machine: DhcpClientView;
  readonly leases: LeaseBook;
  readonly now: number;
}

const none: Ipv4 = '0.0.0.0';

/**
 * Decides one packet: full DHCP service, a boot file beside another server (proxy), or nothing. Changes `leases` and
 * nothing else; what changed there must be durable before an ACK leaves. `now` in milliseconds since the epoch.
 */
export function decideDhcp(
  packet: DhcpPacket,
  via: 67 | 4011,
  server: DhcpServerView,
  machine: DhcpClientView,
  leases: LeaseBook,
  now: number,
): DhcpDecision {
  const mac = clientMac(packet);
  if (packet.op !== 1) return ignore(mac, { code: 'dhcp-reply' });
  if (mac === null) return ignore(null, { code: 'dhcp-not-ethernet' });
  const question: Question = { packet, via, mac, server, machine, leases, now };
  if (via === 4011) return decideBootServer(question);
  switch (server.mode) {
    case 'full':
      return decideFull(question);
    case 'proxy':
      return decideProxy(question);
    case 'off':
      return ignore(mac, { code: 'dhcp-off' });
  }
}

function decideFull(question: Question): DhcpDecision {
  const { packet, mac, server, machine } = question;
  if (packet.giaddr !== none && !sameSubnet(packet.giaddr, server.subnet ?? server.address, server.prefix)) {
    return ignore(mac, { code: 'dhcp-relayed', relay: packet.giaddr }, 'noteworthy');
  }
  const message = messageType(packet);
  if (message === 'release') return decideRelease(question);
  if (message === 'decline') return decideDecline(question);
  if (machine.serve !== true) return ignore(mac, machine.serve.why, 'noteworthy');
  switch (message) {
    case 'discover':
      return decideDiscover(question);
    case 'request':
      return decideRequest(question);
    case 'inform':
      return reply(question, 'inform', { message: 'ack', address: null, network: true });
    case null:
      return ignore(mac, { code: 'dhcp-bootp' }, 'noteworthy');
    default:
      return ignore(mac, { code: 'dhcp-message', message: message === 'unknown' ? null : message });
  }
}

function decideDiscover(question: Question): DhcpDecision {
  const { packet, mac, leases, now } = question;
  const offer = leases.offer(leaseClient(question), readOption(packet, 'requestedAddress'), now);
  switch (offer.kind) {
    case 'offered':
      return reply(question, 'discover', { message: 'offer', address: offer.address, network: true });
    case 'exhausted':
      return { kind: 'exhausted', mac };
  }
}

/** RFC 2131 §4.3.2: the server identifier, option 50 and `ciaddr` tell the four states apart. */
function decideRequest(question: Question): DhcpDecision {
  const { packet, mac, server, leases } = question;
  const chosen = readOption(packet, 'serverIdentifier');
  const requested = readOption(packet, 'requestedAddress');
  const using = packet.ciaddr === none ? null : packet.ciaddr;
  if (chosen !== null && chosen !== server.address) {
    leases.dropOffer(mac);
    return ignore(mac, { code: 'dhcp-other-offer', server: chosen }, 'noteworthy', requested);
  }
  const wanted = requested ?? using;
  if (wanted === null) return ignore(mac, { code: 'dhcp-no-address' }, 'noteworthy');
  if (chosen !== null) return grant(question, 'selecting', wanted);
  return using === null ? decideReboot(question, wanted) : grant(question, 'renewing', using);
}

/**
 * A machine that restarts with the address it had. RFC 2131 wants silence for a machine without a record; this server
 * is alone on its switch, so it speaks for the network: an address that is free is granted at once, and any other is
 * refused, which saves the machine the half minute until it looks for a new one.
 */
function decideReboot(question: Question, wanted: Ipv4): DhcpDecision {
  const { leases, mac, machine, now } = question;
  if (leases.belongsElsewhere(leaseClient(question), wanted, now)) {
    const reserved = machine.reservedAddress ?? '';
    return nak(question, 'init-reboot', { code: 'dhcp-reserved-other', reserved, wanted });
  }
  const lease = leases.leaseOf(mac);
  if (lease && lease.expiresAt > now && lease.address !== wanted) {
    return nak(question, 'init-reboot', { code: 'dhcp-address-other', address: lease.address, wanted });
  }
  return grant(question, 'init-reboot', wanted);
}

function grant(question: Question, asked: Asked, wanted: Ipv4): DhcpDecision {
  const { server, leases, now } = question;
  const result = leases.bind(leaseClient(question), wanted, server.leaseSeconds * 1_000, now);
  switch (result.kind) {
    case 'bound':
      return reply(question, asked, { message: 'ack', address: wanted, network: true });
    case 'refused':
      return nak(question, asked, result.why);
  }
}

function decideRelease({ packet, mac, server, leases, now }: Question): DhcpDecision {
  if (isForOther(packet, server)) return ignore(mac, { code: 'dhcp-release-other' });
  if (!leases.release(mac, packet.ciaddr, now)) return ignore(mac, { code: 'dhcp-release-not-had' });
  return { kind: 'released', mac, address: packet.ciaddr };
}

function decideDecline({ packet, mac, server, leases, now }: Question): DhcpDecision {
  const address = readOption(packet, 'requestedAddress');
  if (isForOther(packet, server)) return ignore(mac, { code: 'dhcp-decline-other' });
  if (address === null || !leases.decline(mac, address, now)) {
    return ignore(mac, { code: 'dhcp-decline-not-had' });
  }
  return { kind: 'declined', mac, address };
}

function isForOther(packet: DhcpPacket, server: DhcpServerView): boolean {
  const chosen = readOption(packet, 'serverIdentifier');
  return chosen !== null && chosen !== server.address;
}

/**
 * Beside another DHCP server only the DISCOVER of a network boot client is answered, with a boot file and no address.
 * The REQUEST belongs to the other server: EDK2 and iPXE then use the offer that they kept.
 */
function decideProxy(question: Question): DhcpDecision {
  const { packet, mac, machine } = question;
  const message = messageType(packet);
  const lent = decideLent(question);
  if (lent) return lent;
  if (message === 'request') {
    const address = readOption(packet, 'requestedAddress') ?? (packet.ciaddr === none ? null : packet.ciaddr);
    return ignore(mac, { code: 'dhcp-other-server-addresses' }, 'usual', address);
  }
  if (message !== 'discover') return ignore(mac, { code: 'dhcp-other-server-answers' });
  const refused = noBoot(machine);
  if (refused) return ignore(mac, refused.why, refused.noteworthy ? 'noteworthy' : 'usual');
  return reply(question, 'discover', { message: 'offer', address: null, network: false });
}

/**
 * A machine that takes no offer without an address gets one of ours, and its boot file with it: its reservation, or a spare
 * one. Nothing else is said in the other server's place; null: it is answered like the others.
 */
function decideLent(question: Question): DhcpDecision | null {
  const { packet, machine, server } = question;
  if (machine.style !== 'full-offer' || machine.client.kind !== 'firmware' || noBoot(machine)) return null;
  const message = messageType(packet);
  if (message === 'discover') {
    const offer = decideDiscover(question);
    return offer.kind === 'reply' ? offer : null;
  }
  const ours = readOption(packet, 'serverIdentifier') === server.address;
  const requested = readOption(packet, 'requestedAddress');
  return message === 'request' && ours && requested !== null ? grant(question, 'selecting', requested) : null;
}

/** Port 4011: a machine that has its address asks which file to load. */
function decideBootServer(question: Question): DhcpDecision {
  const { packet, mac, server, machine } = question;
  const message = messageType(packet);
  if (message !== 'request' && message !== 'inform') return ignore(mac, { code: 'dhcp-no-boot-request' });
  if (isForOther(packet, server)) return ignore(mac, { code: 'dhcp-other-boot-server' });
  const address = packet.ciaddr === none ? null : packet.ciaddr;
  const refused = noBoot(machine);
  if (refused) return ignore(mac, refused.why, refused.noteworthy ? 'noteworthy' : 'usual', address);
  const decision = reply(question, 'boot-server', { message: 'ack', address: null, network: false });
  return server.mode === 'proxy' ? { ...decision, overheard: address } : decision;
}

/** Why a machine is not told what to boot, or null. A booted system asks for no file: that is no news. */
function noBoot({
  client,
  serve,
  step,
}: DhcpClientView): { readonly why: PlainPhrase; readonly noteworthy: boolean } | null {
  if (client.kind === 'system') return { why: { code: 'no-network-boot' }, noteworthy: false };
  if (serve !== true) return { why: serve.why, noteworthy: true };
  return step.kind === 'nothing' ? { why: step.why, noteworthy: true } : null;
}

function leaseClient({ packet, mac, machine }: Question): LeaseClient {
  return { mac, reserved: machine.reservedAddress, hostName: readOption(packet, 'hostName') };
}

function reply(question: Question, asked: Asked, content: ReplyContent) {
  const { packet: request, via, mac, server, machine } = question;
  const { packet, bootFile } = makeReply(request, content, server, machine);
  return {
    kind: 'reply',
    message: content.message,
    mac,
    asked,
    packet,
    destination: replyDestination(request, content.message, via),
    maximum: maximumReply(request),
    address: content.address,
    bootFile,
    overheard: null,
  } as const satisfies DhcpDecision;
}

function nak(question: Question, asked: Asked, why: PlainPhrase): DhcpDecision {
  const { packet: request, via, mac, server } = question;
  return {
    kind: 'reply',
    message: 'nak',
    mac,
    asked,
    packet: makeNak(request, server, describePhrase(why)),
    destination: replyDestination(request, 'nak', via),
    maximum: maximumReply(request),
    why,
  };
}

function ignore(
  mac: Mac | null,
  why: PlainPhrase,
  weight: 'noteworthy' | 'usual' = 'usual',
  overheard: Ipv4 | null = null,
): DhcpDecision {
  return { kind: 'ignore', mac, why, noteworthy: weight === 'noteworthy', overheard };
}
