import type { Client } from '../../electron/boot/client.ts';
import { identifyClient } from '../../electron/boot/client.ts';
import { describePhrase } from '../../electron/contract/describe.ts';
import type { Ipv4 } from '../../electron/contract/model.ts';
import { type DhcpDecision, decideDhcp } from '../../electron/dhcp/decide.ts';
import { LeaseBook, type LeaseBookOptions } from '../../electron/dhcp/leases.ts';
import type { OptionName, OptionValue } from '../../electron/dhcp/options.ts';
import { makeOption } from '../../electron/dhcp/options.ts';
import type { DhcpOption, DhcpPacket } from '../../electron/dhcp/packet.ts';
import type { DhcpClientView, DhcpServerView } from '../../electron/dhcp/port.ts';
import { decoded } from '../support/dhcp.ts';
import { readCapture } from '../support/pcap.ts';

export const server: DhcpServerView = {
  address: '10.77.0.1',
  prefix: 24,
  mode: 'full',
  range: { first: '10.77.0.100', last: '10.77.0.101' },
  leaseSeconds: 3_600,
  router: '10.77.0.254',
  dns: ['10.77.0.253'],
  domain: 'lab.example',
};

/** One server with its leases, asked packet after packet. */
export class Situation {
  readonly server: DhcpServerView;
  readonly leases: LeaseBook;
  now = 1_000_000;

  constructor(changes: Partial<DhcpServerView> = {}, book: Partial<LeaseBookOptions> = {}) {
    this.server = { ...server, ...changes };
    const { range, address, prefix } = this.server;
    this.leases = new LeaseBook({ range, ownAddress: address, prefix, existing: [], reservedFor: () => null, ...book });
  }

  ask(packet: DhcpPacket, machine: Partial<DhcpClientView> = {}, via: 67 | 4011 = 67): DhcpDecision {
    const client = machine.client ?? identifyClient(packet);
    const view = { client, serve: true, reservedAddress: null, step: stepFor(client), ...machine } as const;
    return decideDhcp(packet, via, this.server, view, this.leases, this.now);
  }
}

function stepFor(client: Client): DhcpClientView['step'] {
  switch (client.kind) {
    case 'system':
      return { kind: 'nothing', why: { code: 'words', words: 'it has booted' } };
    case 'ipxe':
      return { kind: 'script', url: 'http://10.77.0.1:8080/boot/52-54-00-00-00-02.ipxe' };
    case 'firmware':
      return { kind: 'loader', file: 'snponly.efi', url: 'http://10.77.0.1:8080/snponly.efi' };
  }
}

/** The `number`th question (from 0) of a capture of real firmware. */
export function question(capture: string, number: number): DhcpPacket {
  const questions = readCapture(capture)
    .filter(({ destinationPort }) => destinationPort === 67 || destinationPort === 4011)
    .map(({ payload }) => decoded(payload))
    .filter(({ op }) => op === 1);
  const packet = questions[number];
  if (!packet) throw new Error(`${capture} has ${questions.length} questions`);
  return packet;
}

/** The data of an option of a reply as hex, or null. */
export function optionHex(packet: DhcpPacket, code: number): string | null {
  const option = packet.options.find((each) => each.code === code);
  return option ? Buffer.from(option.data).toString('hex') : null;
}

type Wanted = { readonly [Name in OptionName]?: OptionValue<Name> };

/** Options by their names, in the order in which they are written. */
export function options(wanted: Wanted): DhcpOption[] {
  return Object.entries(wanted).map(([name, value]) =>
    makeOption(name as OptionName, value as OptionValue<OptionName>),
  );
}

/** What a decision says in a few words, for tables. */
export function inShort(decision: DhcpDecision): string {
  switch (decision.kind) {
    case 'reply':
      if (decision.message === 'nak') return `nak: ${describePhrase(decision.why)}`;
      return `${decision.message} ${decision.address ?? 'without address'}`;
    case 'ignore':
      return `ignored: ${describePhrase(decision.why)}`;
    case 'declined':
    case 'released':
      return `${decision.kind} ${decision.address}`;
    case 'exhausted':
      return 'exhausted';
  }
}

export const mine: Ipv4 = server.address;
