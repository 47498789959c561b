import type { Ipv4 } from '../contract/model.ts';
import { broadcastAddress, netmask } from './address.ts';
import { type BootReply, bootReply } from './boot-reply.ts';
import { makeOption, optionTable, readOption } from './options.ts';
import { BROADCAST_FLAG, type DhcpOption, type DhcpPacket } from './packet.ts';
import type { DhcpClientView, DhcpServerView } from './port.ts';

const none: Ipv4 = '0.0.0.0';

/** What a client that names no size can take: a datagram of 576 bytes (RFC 2131 §2) less its headers. */
const smallest = 548;
/** What a frame of 1500 bytes carries, and the most that EDK2 accepts. OVMF's REQUEST allows 65,280. */
const largest = 1_472;

/** The largest reply in bytes of UDP payload that a client takes, from its option 57. */
export function maximumReply(request: DhcpPacket): number {
  const named = readOption(request, 'maximumMessageSize') ?? smallest;
  return Math.min(largest, Math.max(smallest, named));
}

/** Options that go back as they came: 61 (RFC 6842), 97 (PXE 2.1: a client may drop a reply without it), 82 (RFC 3046). */
const echoed: ReadonlySet<number> = new Set([
  optionTable.clientIdentifier.code,
  optionTable.clientMachineIdentifier.code,
  optionTable.relayAgentInformation.code,
]);

export interface ReplyContent {
  readonly message: 'offer' | 'ack';
  /** Null: the machine has its address from elsewhere (proxy, INFORM, a boot server request). */
  readonly address: Ipv4 | null;
  /** Say what the network is like: only a server of addresses does. */
  readonly network: boolean;
}

/** An OFFER or ACK, and what it tells the machine to boot. */
export function makeReply(
  request: DhcpPacket,
  content: ReplyContent,
  server: DhcpServerView,
  machine: DhcpClientView,
): { readonly packet: DhcpPacket; readonly bootFile: string | null } {
  const boot = bootReply(request, server, machine);
  const options = [
    makeOption('messageType', content.message),
    makeOption('serverIdentifier', server.address),
    ...(content.address === null ? [] : leaseOptions(server.leaseSeconds)),
    ...(content.network ? networkOptions(request, server) : []),
    ...boot.options,
    ...request.options.filter(({ code }) => echoed.has(code)),
  ];
  return { packet: replyPacket(request, content, boot, options), bootFile: boot.bootFile };
}

/** A NAK: it names no address, and a relay must broadcast it (RFC 2131 §4.3.2). */
export function makeNak(request: DhcpPacket, server: DhcpServerView, why: string): DhcpPacket {
  const options = [
    makeOption('messageType', 'nak'),
    makeOption('serverIdentifier', server.address),
    makeOption('message', why),
    ...request.options.filter(({ code }) => echoed.has(code)),
  ];
  const packet = replyPacket(request, { message: 'offer', address: null }, { siaddr: none, file: '' }, options);
  return request.giaddr === none ? packet : { ...packet, flags: packet.flags | BROADCAST_FLAG };
}

/** RFC 2131 table 3. */
function replyPacket(
  request: DhcpPacket,
  content: Pick<ReplyContent, 'message' | 'address'>,
  boot: Pick<BootReply, 'siaddr' | 'file'>,
  options: readonly DhcpOption[],
): DhcpPacket {
  return {
    op: 2,
    htype: request.htype,
    hlen: request.hlen,
    hops: 0,
    xid: request.xid,
    secs: 0,
    flags: request.flags,
    ciaddr: content.message === 'ack' ? request.ciaddr : none,
    yiaddr: content.address ?? none,
    siaddr: boot.siaddr,
    giaddr: request.giaddr,
    chaddr: request.chaddr,
    sname: '',
    file: boot.file,
    options,
  };
}

/** T1 and T2 are the halves and seven eighths that RFC 2131 §4.4.5 proposes. */
function leaseOptions(seconds: number): readonly DhcpOption[] {
  return [
    makeOption('leaseTime', seconds),
    makeOption('renewalTime', Math.floor(seconds / 2)),
    makeOption('rebindingTime', Math.floor((seconds * 7) / 8)),
  ];
}

function networkOptions(request: DhcpPacket, server: DhcpServerView): readonly DhcpOption[] {
  const wanted = readOption(request, 'parameterRequestList');
  const options = [makeOption('broadcastAddress', broadcastAddress(server.subnet ?? server.address, server.prefix))];
  if (server.router !== null) options.push(makeOption('router', [server.router]));
  if (server.dns.length > 0) options.push(makeOption('domainNameServer', server.dns));
  if (server.domain !== null) options.push(makeOption('domainName', server.domain));
  const asked = wanted === null ? options : options.filter(({ code }) => wanted.includes(code));
  return [makeOption('subnetMask', netmask(server.prefix)), ...asked];
}
