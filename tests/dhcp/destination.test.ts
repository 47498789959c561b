import { expect, it } from 'vitest';
import { replyDestination } from '../../electron/dhcp/destination.ts';

const none = '0.0.0.0';
const relay = { kind: 'relay', address: '10.77.0.254', port: 67 } as const;
const broadcast = { kind: 'broadcast', address: '255.255.255.255', port: 68 } as const;
const unicast = { kind: 'unicast', address: '10.77.0.100', port: 68 } as const;

it.each([
  ['an offer through a relay goes to the relay', 'offer', 67, none, '10.77.0.254', relay],
  ['a NAK through a relay goes to the relay', 'nak', 67, none, '10.77.0.254', relay],
  ['a relay comes before the address that the machine has', 'ack', 67, '10.77.0.100', '10.77.0.254', relay],
  ['a renewal is answered to the address that the machine uses', 'ack', 67, '10.77.0.100', none, unicast],
  ['a refused renewal is broadcast: the address may not be the machine’s', 'nak', 67, '10.77.0.100', none, broadcast],
  ['an offer to a machine without an address is broadcast', 'offer', 67, none, none, broadcast],
  ['an ACK to a machine without an address is broadcast', 'ack', 67, none, none, broadcast],
  ['a boot server’s answer goes to where the question came from', 'ack', 4011, '10.77.0.100', none, { kind: 'source' }],
] as const)('%s', (_, message, via, ciaddr, giaddr, expected) => {
  expect(replyDestination({ ciaddr, giaddr }, message, via)).toEqual(expected);
});
