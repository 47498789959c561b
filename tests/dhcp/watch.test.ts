import { describe, expect, it } from 'vitest';
import { makeOption } from '../../electron/dhcp/options.ts';
import type { DhcpPacket } from '../../electron/dhcp/packet.ts';
import { makeProbe } from '../../electron/dhcp/probe.ts';
import { addressServer } from '../../electron/dhcp/watch.ts';

const asked = makeProbe('uefi', Uint8Array.of(2, 0, 0, 0, 0, 1), 7);

function answer(message: 'offer' | 'ack' | 'nak', parts: Partial<DhcpPacket> = {}): DhcpPacket {
  const options = [makeOption('messageType', message), makeOption('serverIdentifier', '10.77.0.3')];
  return { ...asked, op: 2, yiaddr: '10.77.0.150', options, ...parts };
}

describe('what is heard on the card', () => {
  it.each([
    ['an offer tells of a server of addresses', answer('offer'), '10.77.0.3'],
    ['an ACK does, too', answer('ack'), '10.77.0.3'],
    [
      'a server that does not name itself is known by its siaddr',
      answer('offer', { options: [makeOption('messageType', 'offer')], siaddr: '10.77.0.4' }),
      '10.77.0.4',
    ],
    ['a proxy offer gives no address', answer('offer', { yiaddr: '0.0.0.0' }), null],
    ['a NAK gives none', answer('nak'), null],
    ['a question is no answer', asked, null],
  ])('%s', (_, packet, server) => {
    expect(addressServer(packet)).toBe(server);
  });
});
