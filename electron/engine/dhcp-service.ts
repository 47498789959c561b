import { type Client, identifyClient } from '../boot/client.ts';
import { bootStep } from '../boot/decide.ts';
import { isRunningSign } from '../boot/journal.ts';
import type { StoredBoot } from '../boot/stored-boot.ts';
import type { BootFact, Computer, Ipv4, Mac } from '../contract/model.ts';
import { type DhcpDecision, decideDhcp } from '../dhcp/decide.ts';
import type { LeaseBook } from '../dhcp/leases.ts';
import { messageType, readOption } from '../dhcp/options.ts';
import { clientMac, type DhcpPacket } from '../dhcp/packet.ts';
import type { DhcpClientView, DhcpPort, DhcpServerView, SendOutcome } from '../dhcp/port.ts';
import { type BootPlane, bootOf, computerOf, isHandedOff, mayServe } from './boot-plane.ts';
import { networkFor, openNetworks } from './dhcp-networks.ts';
import { networkOf, noteLeft } from './exams.ts';
import { noteOutcome } from './history-writer.ts';
import { noteDhcp } from './packet-notes.ts';
import { RemedyDesk } from './remedy-desk.ts';

type Reply = DhcpDecision & { readonly kind: 'reply' };

/** What the DHCP server is given: the policy with what it needs to know of each machine, the leases, and the journal. */
export function dhcpService(plane: BootPlane, range: DhcpServerView['range']): DhcpPort {
  const networks = openNetworks(plane, range);
  const remedies = new RemedyDesk(plane);
  let reservations = plane.machines.reservationsRevision;
  return {
    now: () => plane.clock.now(),
    isKnown: (packet) => {
      const mac = clientMac(packet);
      return mac !== null && plane.machines.find(mac)?.status === 'known';
    },
    answer: (packet, via) => {
      if (reservations !== plane.machines.reservationsRevision) {
        reservations = plane.machines.reservationsRevision;
        for (const { leases } of networks) leases.reservationsChanged();
      }
      const mac = clientMac(packet);
      const { server, leases } = networkFor(networks, packet);
      const network = networkOf(plane, mac === null ? null : plane.machines.find(mac), server);
      const decision = decideDhcp(
        packet,
        via,
        network,
        machineView(plane, remedies, packet, server.subnet ?? null),
        leases,
        plane.clock.now(),
      );
      noteAddress(plane, decision);
      return decision;
    },
    commit: () => {
      for (const { leases } of networks) saveLeases(plane, leases);
    },
    report: (packet, decision, outcome, wire) => {
      if (wire) noteDhcp(plane, packet, decision, wire);
      report(plane, packet, decision, outcome);
    },
    reportNoise: (why, from) => plane.log(`DHCP from ${from}: ${why}.`),
    overheard: (mac, address) => noteOverheard(plane, mac, address),
  };
}

function noteAddress({ addresses }: BootPlane, decision: DhcpDecision): void {
  if (decision.kind === 'released' || decision.kind === 'declined') addresses.drop(decision.address);
  if (decision.kind === 'reply' && decision.message === 'ack' && decision.address)
    addresses.learn(decision.address, decision.mac, 'granted');
}

function saveLeases(plane: BootPlane, leases: LeaseBook): void {
  const changes = leases.takeChanges();
  if (changes.saved.length === 0 && changes.removed.length === 0) return;
  plane.traffic.changed();
  try {
    plane.store.transaction(() => {
      plane.store.leases.remove(changes.removed);
      plane.store.leases.save(changes.saved);
    });
  } catch (fault) {
    leases.putBack(changes);
    throw fault;
  }
}

/**
 * What the policy is told of the machine that asks. A network boot client that was never seen becomes a discovered
 * computer, and its DISCOVER begins its boot: at once, because its next question may reach another server before the
 * journal is written. A system that nobody entered is given its address and is no computer.
 */
function machineView(plane: BootPlane, remedies: RemedyDesk, packet: DhcpPacket, relay: Ipv4 | null): DhcpClientView {
  const client = identifyClient(packet);
  const mac = clientMac(packet);
  if (mac === null || client.kind === 'system') {
    const computer = mac === null ? null : plane.machines.find(mac);
    const step = { kind: 'nothing', why: { code: 'system-asks' } } as const;
    const serve = mayServe(plane, computer, 'address');
    return { client, serve, reservedAddress: computer?.reservedAddress ?? null, step };
  }
  const asking = computerOf(plane, mac, client.firmware);
  if (!asking) {
    const why = { code: 'unknown-too-many' } as const;
    return { client, serve: { why }, reservedAddress: null, step: { kind: 'nothing', why } };
  }
  plane.machines.cameBy(asking, relay);
  const boot = beginBoot(plane, remedies, asking, client, packet);
  const computer = plane.machines.find(mac) ?? asking;
  const booted = mayServe(plane, computer);
  return {
    client,
    serve: booted === true ? true : mayServe(plane, computer, 'address'),
    reservedAddress: computer.reservedAddress,
    style: client.kind === 'firmware' ? remedies.styleFor(computer, client.firmware) : 'boot-file',
    step:
      booted === true
        ? bootStep({
            client,
            mac,
            server: plane.serving,
            family: remedies.loaderFor(computer, client.firmware),
            loaderGiven: boot?.stage === 'loader',
          })
        : { kind: 'nothing', why: booted.why },
  };
}

type BootClient = Exclude<Client, { kind: 'system' }>;

function asksOf(client: Client): 'firmware' | 'http-firmware' | 'ipxe' | 'system' {
  if (client.kind !== 'firmware') return client.kind;
  return client.transport === 'http' ? 'http-firmware' : 'firmware';
}

function beginBoot(
  plane: BootPlane,
  remedies: RemedyDesk,
  computer: Computer,
  client: BootClient,
  packet: DhcpPacket,
): StoredBoot | null {
  const { recorder } = plane;
  const before = recorder.newest(computer.id);
  if (messageType(packet) !== 'discover') return before;
  const learnt = client.kind === 'firmware' ? remedies.begins(computer, before, client.firmware) : null;
  const boot = bootOf(plane, computer, { kind: 'dhcp', asks: asksOf(client) }, client.firmware);
  const fact = learnt ?? (client.kind === 'firmware' ? remedies.asks(computer, boot) : null);
  return fact ? recorder.note(computer, boot, fact) : boot;
}

/** Writes down what was decided and what became of it. Strangers that do not boot from the network leave no line. */
function report(plane: BootPlane, packet: DhcpPacket, decision: DhcpDecision, outcome: SendOutcome): void {
  const computer = decision.mac && plane.machines.find(decision.mac);
  if (!computer) return;
  if (decision.kind === 'released') noteLeft(plane, computer);
  const client = identifyClient(packet);
  let boot = plane.recorder.newest(computer.id);
  const note = (fact: BootFact) => {
    if (boot) boot = plane.recorder.note(computer, boot, fact);
  };
  if (client.kind !== 'system') {
    if (messageType(packet) === 'discover') note(discoverFact(client, packet));
    for (const fact of bootClientFacts(decision)) note(fact);
  } else {
    if (!boot || !isRunningSign(boot, plane.clock.now())) plane.machines.systemAsked(computer, client.vendorClass);
    for (const fact of systemFacts(client, decision)) note(fact);
    if (boot && isAlive(decision)) noteRunning(plane, computer, boot, client);
  }
  const silent = decision.kind === 'ignore' && decision.why.code === 'handed-off';
  if (boot && (silent || (client.kind !== 'system' && isHandedOff(plane, computer))))
    boot = noteHandedOff(plane, computer, boot, silent);
  if (outcome.kind === 'failed') {
    note({ kind: 'ignored', protocol: 'dhcp', why: { code: 'answer-not-sent', detail: outcome.why } });
  }
}

/**
 * The boot is another server's, and its journal says so once, however often the machine asks. `silent`: it gets nothing
 * from us, not even its address.
 */
function noteHandedOff(plane: BootPlane, computer: Computer, boot: StoredBoot, silent: boolean): StoredBoot {
  const { decision, action } = plane.machines.decide(computer);
  if (boot.actionId === action.id) return boot;
  const handed = { ...boot, actionId: action.id, actionName: action.name, reason: decision.reason };
  const why = { code: silent ? 'handed-off' : 'handed-off-boot' } as const;
  return plane.recorder.note(computer, handed, { kind: 'ignored', protocol: 'dhcp', why });
}

function discoverFact(client: BootClient, packet: DhcpPacket): BootFact {
  return {
    kind: 'discover',
    asks: asksOf(client),
    firmware: client.firmware,
    architecture: client.architecture,
    vendorClass: readOption(packet, 'vendorClass')?.slice(0, 128) ?? null,
    ipxeVersion: client.kind === 'ipxe' ? (client.version?.join('.') ?? null) : null,
    ...(client.kind === 'firmware' ? machineUuid(packet) : {}),
  };
}

/** Option 97 without its type byte; many boards leave it out or fill it with zeros, which tells nothing. */
function machineUuid(packet: DhcpPacket): { readonly uuid?: string } {
  const bytes = readOption(packet, 'clientMachineIdentifier');
  if (bytes === null || bytes.length !== 17 || bytes.slice(1).every((byte) => byte === 0 || byte === 0xff)) return {};
  return { uuid: Array.from(bytes.slice(1), (byte) => byte.toString(16).padStart(2, '0')).join('') };
}

function bootClientFacts(decision: DhcpDecision): BootFact[] {
  switch (decision.kind) {
    case 'reply':
      return replyFacts(decision);
    case 'declined':
      return [{ kind: 'declined', address: decision.address }];
    case 'released':
      return [{ kind: 'released', address: decision.address }];
    case 'exhausted':
      return [{ kind: 'range-exhausted' }];
    case 'ignore':
      return decision.noteworthy && decision.why.code !== 'handed-off'
        ? [{ kind: 'ignored', protocol: 'dhcp', why: decision.why }]
        : [];
  }
}

function replyFacts(reply: Reply): BootFact[] {
  switch (reply.message) {
    case 'nak':
      return [{ kind: 'nak', why: reply.why }];
    case 'offer':
      return [{ kind: 'offer', address: reply.address, bootFile: reply.bootFile }];
    case 'ack':
      if (reply.address) return [{ kind: 'address', address: reply.address, by: 'rollcall', hostName: null }];
      return [{ kind: 'offer', address: null, bootFile: reply.bootFile }];
  }
}

/** A booted system: its address once for each start, not for each renewal. */
function systemFacts(client: Client & { kind: 'system' }, decision: DhcpDecision): BootFact[] {
  if (decision.kind !== 'reply') return bootClientFacts(decision);
  if (decision.message === 'nak') return replyFacts(decision);
  if (decision.message !== 'ack' || decision.address === null || decision.asked === 'renewing') return [];
  return [{ kind: 'address', address: decision.address, by: 'rollcall', hostName: client.hostName }];
}

/** It asked for an address: us, or the other server of proxy mode. */
function isAlive(decision: DhcpDecision): boolean {
  return (
    (decision.kind === 'reply' && decision.message === 'ack') ||
    (decision.kind === 'ignore' && decision.overheard !== null)
  );
}

/** The system that was booted asks for its address: a sign of life. */
function noteRunning(
  plane: BootPlane,
  computer: Computer,
  boot: StoredBoot,
  client: Client & { kind: 'system' },
): void {
  if (!isRunningSign(boot, plane.clock.now())) return;
  const fact: BootFact = { kind: 'running', sign: 'dhcp', hostName: client.hostName, system: client.vendorClass };
  noteOutcome(plane, plane.recorder.note(computer, boot, fact), fact);
}

/** In proxy mode another server gives the addresses; what a machine asks it for tells which one it has. */
function noteOverheard(plane: BootPlane, mac: Mac, address: Ipv4): void {
  plane.addresses.learn(address, mac, 'overheard');
  const computer = plane.machines.find(mac);
  const boot = computer && plane.recorder.newest(computer.id);
  if (!computer || !boot || boot.address === address) return;
  plane.recorder.note(computer, boot, { kind: 'address', address, by: 'other server', hostName: null });
}
