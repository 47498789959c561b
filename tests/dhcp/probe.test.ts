import { describe, expect, it } from 'vitest';
import { identifyClient } from '../../electron/boot/client.ts';
import { makeOption, messageType } from '../../electron/dhcp/options.ts';
import { type DhcpPacket, decodeDhcp, encodeDhcp, isDecodeError, isEncodeError } from '../../electron/dhcp/packet.ts';
import { gatherServers, makeProbe, readProbeAnswer } from '../../electron/dhcp/probe.ts';

const mac = Uint8Array.of(2, 0, 0, 0, 0, 1);
const probe = makeProbe('uefi', mac, 7);
const offer: DhcpPacket = {
  ...probe,
  op: 2,
  yiaddr: '10.0.0.9',
  options: [makeOption('messageType', 'offer'), makeOption('serverIdentifier', '10.0.0.1')],
};
const proxy: DhcpPacket = { ...offer, yiaddr: '0.0.0.0' };
const acknowledged = [makeOption('messageType', 'ack'), makeOption('serverIdentifier', '10.0.0.1')];
const pxe = [...offer.options, makeOption('vendorClass', 'PXEClient')];

describe('a probe', () => {
  it.each([
    ['bios', 'bios', 'pxe'],
    ['uefi', 'uefi-x64', 'pxe'],
    ['http', 'uefi-x64', 'http'],
  ] as const)('as %s is taken for such a firmware by what decides about machines', (kind, firmware, transport) => {
    const bytes = encodeDhcp(makeProbe(kind, mac, 7));
    if (isEncodeError(bytes)) throw new Error(bytes.why);
    const packet = decodeDhcp(bytes);
    if (isDecodeError(packet)) throw new Error(packet.why);
    expect(messageType(packet)).toBe('discover');
    expect(identifyClient(packet)).toMatchObject({ kind: 'firmware', firmware, transport });
  });
});

describe('an answer to a probe', () => {
  it.each<[string, DhcpPacket, string | null]>([
    ['with an address alone gives addresses', offer, 'addresses'],
    ['with an address and a boot file in the header gives both', { ...offer, file: 'x.efi' }, 'both'],
    [
      'with an address and option 67 gives both',
      { ...offer, options: [...offer.options, makeOption('bootFileName', 'x.efi')] },
      'both',
    ],
    ['without an address for a PXE client gives boot files', { ...proxy, options: pxe }, 'boot-files'],
    ['without anything gives nothing', proxy, null],
    ['to somebody else is none', { ...offer, xid: 8 }, null],
    ['that is a request is none', { ...offer, op: 1 }, null],
    ['that refuses is none', { ...offer, options: [makeOption('messageType', 'nak')] }, null],
    ['without an address to who has one gives addresses to others', { ...proxy, options: acknowledged }, 'addresses'],
  ])('%s', (_, packet, gives) => {
    expect(readProbeAnswer(packet, new Set([7]))?.gives ?? null).toBe(gives);
  });

  it('without server identifier is of the next server', () => {
    const nameless = { ...offer, siaddr: '10.0.0.2', options: [makeOption('messageType', 'offer')] };
    expect(readProbeAnswer(nameless, new Set([7]))?.address).toBe('10.0.0.2');
  });
});

it('a server that gave an address to one probe and boot files to another gives both', () => {
  const address = '10.0.0.1';
  expect(
    gatherServers([
      { address, gives: 'addresses' },
      { address, gives: 'boot-files' },
    ]),
  ).toEqual([{ address, gives: 'both' }]);
});

it('a thousand servers are no more than sixteen', () => {
  const many = Array.from(
    { length: 1_000 },
    (_, i) => ({ address: `10.0.${i >> 8}.${i & 255}`, gives: 'both' }) as const,
  );
  expect(gatherServers(many)).toHaveLength(16);
});
