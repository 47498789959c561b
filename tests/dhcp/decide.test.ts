import { describe, expect, it } from 'vitest';
import type { DhcpDecision } from '../../electron/dhcp/decide.ts';
import { optionTable, readOption } from '../../electron/dhcp/options.ts';
import type { DhcpPacket } from '../../electron/dhcp/packet.ts';
import { encoded, requestWith } from '../support/dhcp.ts';
import { inShort, mine, optionHex, options, Situation } from './situation.ts';

const mac = '52:54:00:00:00:02';
const foreign = '10.77.0.9';
const client = { mac, reserved: null, hostName: null };

const discover = (wanted: Parameters<typeof options>[0] = {}, changes: Partial<DhcpPacket> = {}) =>
  requestWith(options({ messageType: 'discover', ...wanted }), changes);
const request = (wanted: Parameters<typeof options>[0] = {}, changes: Partial<DhcpPacket> = {}) =>
  requestWith(options({ messageType: 'request', ...wanted }), changes);

function replyOf(decision: DhcpDecision): DhcpDecision & { readonly kind: 'reply' } {
  if (decision.kind !== 'reply') throw new Error(inShort(decision));
  return decision;
}

/** Another machine has 10.77.0.101, and this one 10.77.0.100 when `known`. */
function room(known: boolean): Situation {
  const situation = new Situation();
  situation.leases.bind({ ...client, mac: '52:54:00:00:00:99' }, '10.77.0.101', 3_600_000, situation.now);
  if (known) situation.leases.bind(client, '10.77.0.100', 3_600_000, situation.now);
  return situation;
}

describe('a REQUEST in full mode (RFC 2131 table 4)', () => {
  const at = (ciaddr: string) => ({ ciaddr });
  it.each<[string, boolean, DhcpPacket, string]>([
    [
      'SELECTING our offer',
      true,
      request({ serverIdentifier: mine, requestedAddress: '10.77.0.100' }),
      'ack 10.77.0.100',
    ],
    [
      'SELECTING what was offered before a crash, and is free',
      false,
      request({ serverIdentifier: mine, requestedAddress: '10.77.0.100' }),
      'ack 10.77.0.100',
    ],
    [
      'SELECTING what was offered before a crash, and is now another machine’s',
      false,
      request({ serverIdentifier: mine, requestedAddress: '10.77.0.101' }),
      'nak: 10.77.0.101 belongs to another machine',
    ],
    [
      'SELECTING the offer of another server',
      true,
      request({ serverIdentifier: foreign, requestedAddress: '10.77.0.50' }),
      'ignored: it took the offer of another DHCP server, 10.77.0.9',
    ],
    ['SELECTING without an address', true, request({ serverIdentifier: mine }), 'ignored: it requests no address'],
    ['INIT-REBOOT with its address', true, request({ requestedAddress: '10.77.0.100' }), 'ack 10.77.0.100'],
    [
      'INIT-REBOOT with a free address and no record',
      false,
      request({ requestedAddress: '10.77.0.100' }),
      'ack 10.77.0.100',
    ],
    [
      'INIT-REBOOT with another address than its own',
      true,
      request({ requestedAddress: '10.77.0.77' }),
      'nak: its address here is 10.77.0.100, not 10.77.0.77',
    ],
    [
      'INIT-REBOOT with an address of another network',
      false,
      request({ requestedAddress: '192.168.1.20' }),
      'nak: 192.168.1.20 does not belong to this network',
    ],
    [
      'INIT-REBOOT with an address outside the range',
      false,
      request({ requestedAddress: '10.77.0.50' }),
      'nak: 10.77.0.50 is not in the range of this server',
    ],
    [
      'INIT-REBOOT with another machine’s address',
      false,
      request({ requestedAddress: '10.77.0.101' }),
      'nak: 10.77.0.101 belongs to another machine',
    ],
    ['RENEWING or REBINDING its lease', true, request({}, at('10.77.0.100')), 'ack 10.77.0.100'],
    [
      'REBINDING a lease that a lost server gave, and that is free',
      false,
      request({}, at('10.77.0.100')),
      'ack 10.77.0.100',
    ],
    [
      'REBINDING the address of another machine',
      false,
      request({}, at('10.77.0.101')),
      'nak: 10.77.0.101 belongs to another machine',
    ],
    [
      'REBINDING an address of another network',
      false,
      request({}, at('192.168.1.20')),
      'nak: 192.168.1.20 does not belong to this network',
    ],
    ['naming no address in any field', true, request(), 'ignored: it requests no address'],
  ])('%s', (_, known, packet, expected) => {
    expect(inShort(room(known).ask(packet))).toBe(expected);
  });

  it('frees what was offered when the machine takes another server’s offer, and tells which address it has', () => {
    const situation = new Situation({ range: { first: '10.77.0.100', last: '10.77.0.100' } });
    situation.ask(discover());
    const decision = situation.ask(request({ serverIdentifier: foreign, requestedAddress: '10.77.0.50' }));
    expect(decision).toMatchObject({ kind: 'ignore', noteworthy: true, overheard: '10.77.0.50' });
    expect(situation.leases.live(situation.now)).toEqual([]);
  });

  it('moves a machine that restarts to the address that was reserved for it since', () => {
    const situation = room(true);
    const decision = situation.ask(request({ requestedAddress: '10.77.0.100' }), { reservedAddress: '10.77.0.7' });
    expect(inShort(decision)).toBe('nak: 10.77.0.7 is reserved for this machine, not 10.77.0.100');
  });

  it('lets a machine that is running keep its address until it restarts', () => {
    const situation = room(true);
    const decision = situation.ask(request({}, { ciaddr: '10.77.0.100' }), { reservedAddress: '10.77.0.7' });
    expect(inShort(decision)).toBe('ack 10.77.0.100');
  });

  it('grants a lease that outlives a restart of the server', () => {
    const situation = new Situation();
    situation.ask(request({ serverIdentifier: mine, requestedAddress: '10.77.0.100', hostName: 'pc-02' }));
    const expiresAt = situation.now + 3_600_000;
    expect(situation.leases.takeChanges().saved).toEqual([
      { address: '10.77.0.100', mac, state: 'bound', expiresAt, hostName: 'pc-02' },
    ]);
  });
});

describe('the other messages in full mode', () => {
  it.each<[string, DhcpPacket, string]>([
    ['DISCOVER gets an offer', discover(), 'offer 10.77.0.100'],
    [
      'INFORM gets an ACK without an address',
      requestWith(options({ messageType: 'inform' }), { ciaddr: '10.77.0.66' }),
      'ack without address',
    ],
    [
      'RELEASE of its address',
      requestWith(options({ messageType: 'release', serverIdentifier: mine }), { ciaddr: '10.77.0.100' }),
      'released 10.77.0.100',
    ],
    [
      'RELEASE of another machine’s address',
      requestWith(options({ messageType: 'release' }), { ciaddr: '10.77.0.101' }),
      'ignored: it gives back an address that it did not have',
    ],
    [
      'RELEASE to another server',
      requestWith(options({ messageType: 'release', serverIdentifier: foreign }), { ciaddr: '10.77.0.100' }),
      'ignored: it gives an address back to another DHCP server',
    ],
    [
      'DECLINE of its address',
      requestWith(options({ messageType: 'decline', requestedAddress: '10.77.0.100' })),
      'declined 10.77.0.100',
    ],
    [
      'DECLINE of another machine’s address',
      requestWith(options({ messageType: 'decline', requestedAddress: '10.77.0.101' })),
      'ignored: it declines an address that it did not have',
    ],
    [
      'DECLINE of another server’s address',
      requestWith(options({ messageType: 'decline', requestedAddress: '10.77.0.100', serverIdentifier: foreign })),
      'ignored: it declines an address of another DHCP server',
    ],
    ['BOOTP is left alone', requestWith([]), 'ignored: it asks by BOOTP, which knows no leases'],
    [
      'a server’s message from a machine is left alone',
      requestWith(options({ messageType: 'ack' })),
      'ignored: a machine does not send ack',
    ],
    [
      'an unheard-of message is left alone',
      requestWith([{ code: 53, data: Uint8Array.of(99) }]),
      'ignored: a machine does not send this message type',
    ],
    ['a reply is left alone', discover({}, { op: 2 }), 'ignored: a reply of a server, not a question'],
    [
      'Token Ring is left alone',
      discover({}, { htype: 6 }),
      'ignored: its hardware address is not that of one Ethernet machine',
    ],
    ['a relay on this network is served', discover({}, { giaddr: '10.77.0.254' }), 'offer 10.77.0.100'],
    [
      'a relay of another network is not served',
      discover({}, { giaddr: '10.78.0.1' }),
      'ignored: relayed by 10.78.0.1 from another network, for which there is no range',
    ],
  ])('%s', (_, packet, expected) => {
    expect(inShort(room(true).ask(packet))).toBe(expected);
  });

  it('an exhausted range says so', () => {
    const situation = new Situation({ range: { first: '10.77.0.101', last: '10.77.0.101' } });
    situation.leases.bind({ ...client, mac: '52:54:00:00:00:99' }, '10.77.0.101', 3_600_000, situation.now);
    expect(situation.ask(discover())).toEqual({ kind: 'exhausted', mac });
  });

  it('a machine that is to be left alone gets no answer, and may still give its address back', () => {
    const situation = room(true);
    const alone = { serve: { why: { code: 'words', words: 'nobody knows it' } } } as const;
    expect(situation.ask(discover(), alone)).toMatchObject({
      kind: 'ignore',
      why: { code: 'words', words: 'nobody knows it' },
      noteworthy: true,
    });
    const release = requestWith(options({ messageType: 'release' }), { ciaddr: '10.77.0.100' });
    expect(inShort(situation.ask(release, alone))).toBe('released 10.77.0.100');
  });

  it('in mode off nobody is answered', () => {
    expect(new Situation({ mode: 'off' }).ask(discover())).toMatchObject({ kind: 'ignore', noteworthy: false });
  });
});

describe('what a booted system is told', () => {
  const reply = (packet: DhcpPacket) => replyOf(new Situation().ask(packet)).packet;
  const named = (packet: DhcpPacket) => packet.options.map(({ code }) => code);
  const { parameterRequestList: list } = optionTable;

  it('is the network, all of it, when it asks for nothing by name', () => {
    expect(named(reply(discover()))).toEqual([53, 54, 51, 58, 59, 1, 28, 3, 6, 15]);
  });

  it('is what it asks for, with the lease and the netmask', () => {
    const packet = discover({ parameterRequestList: [1, 3, 12] });
    expect(packet.options.some(({ code }) => code === list.code)).toBe(true);
    expect(named(reply(packet))).toEqual([53, 54, 51, 58, 59, 1, 3]);
  });

  it('is a lease with its two times of renewal', () => {
    const packet = reply(discover());
    const times = (['leaseTime', 'renewalTime', 'rebindingTime'] as const).map((name) => readOption(packet, name));
    expect(times).toEqual([3_600, 1_800, 3_150]);
  });

  it('is no lease when it informs itself only', () => {
    const packet = reply(requestWith(options({ messageType: 'inform' }), { ciaddr: '10.77.0.66' }));
    expect(named(packet)).toEqual([53, 54, 1, 28, 3, 6, 15]);
    expect([packet.ciaddr, packet.yiaddr]).toEqual(['10.77.0.66', '0.0.0.0']);
  });

  it('is nothing to boot', () => {
    const packet = reply(discover());
    expect([packet.siaddr, packet.file, optionHex(packet, 43)]).toEqual(['0.0.0.0', '', null]);
  });
});

describe('a reply', () => {
  it('has the transaction, the flags and the machine of its question (RFC 2131 table 3)', () => {
    const question = discover({}, { xid: 0xcafe, flags: 0x8000, giaddr: '10.77.0.254', secs: 7, hops: 1 });
    const { packet } = replyOf(new Situation().ask(question));
    const { op, xid, flags, giaddr, secs, hops, chaddr } = packet;
    expect({ op, xid, flags, giaddr, secs, hops }).toEqual({
      op: 2,
      xid: 0xcafe,
      flags: 0x8000,
      giaddr: '10.77.0.254',
      secs: 0,
      hops: 0,
    });
    expect(chaddr).toEqual(question.chaddr);
  });

  it('gives 61, 97 and 82 back byte for byte, 82 last on the wire', () => {
    const relay = Uint8Array.of(1, 4, 1, 2, 3, 4);
    const question = discover({
      relayAgentInformation: relay,
      clientIdentifier: Uint8Array.of(1, 2, 3),
      clientMachineIdentifier: new Uint8Array(17),
    });
    const { packet } = replyOf(new Situation().ask(question));
    expect([optionHex(packet, 61), optionHex(packet, 97)]).toEqual(['010203', '00'.repeat(17)]);
    const bytes = Buffer.from(encoded(packet, { minimum: 0 }));
    expect(bytes.subarray(-9).toString('hex')).toBe('5206010401020304ff');
  });

  it('that refuses has a reason, no address, and the broadcast bit through a relay', () => {
    const question = request({ requestedAddress: '192.168.1.20' }, { giaddr: '10.77.0.254' });
    const { packet } = replyOf(new Situation().ask(question));
    expect(readOption(packet, 'message')).toBe('192.168.1.20 does not belong to this network');
    expect([packet.yiaddr, packet.ciaddr, packet.flags, optionHex(packet, 51)]).toEqual([
      '0.0.0.0',
      '0.0.0.0',
      0x8000,
      null,
    ]);
  });

  it.each([
    ['576 bytes less the headers when the machine names no size', null, 548],
    ['what the machine names', 1_000, 1_000],
    ['a frame when the machine names more, as OVMF does in its REQUEST', 65_280, 1_472],
    ['never less than every machine must take', 100, 548],
  ])('may have %s', (_, named, expected) => {
    const question = discover(named === null ? {} : { maximumMessageSize: named });
    expect(replyOf(new Situation().ask(question)).maximum).toBe(expected);
  });
});
