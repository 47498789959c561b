import { describe, expect, it } from 'vitest';
import { makeOption, optionTable } from '../../electron/dhcp/options.ts';
import { type DhcpOption, type DhcpPacket, encodeDhcp } from '../../electron/dhcp/packet.ts';
import { explainPacket } from '../../electron/packets/explain.ts';
import { packetWords } from '../../electron/packets/words.ts';

const endpoint = { address: '0.0.0.0', port: 68, mac: null };

function explained(options: readonly DhcpOption[], language: 'en' | 'fr' = 'en') {
  const packet: DhcpPacket = {
    op: 1,
    htype: 1,
    hlen: 6,
    hops: 0,
    xid: 0x1234,
    secs: 4,
    flags: 0x8000,
    ciaddr: '0.0.0.0',
    yiaddr: '0.0.0.0',
    siaddr: '0.0.0.0',
    giaddr: '0.0.0.0',
    chaddr: Uint8Array.of(0x52, 0x54, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    sname: '',
    file: '',
    options: [...options],
  };
  const { summary, details } = explainPacket(
    {
      id: 1,
      at: 5,
      from: endpoint,
      to: { ...endpoint, port: 67 },
      protocol: 'dhcp',
      bytes: encodeDhcp(packet) as Uint8Array,
    },
    language,
  );
  return { summary, told: Object.fromEntries(details.map(({ name, value }) => [name, value])) };
}

describe('a DHCP packet in words', () => {
  it('names its message, its fields and its options', () => {
    const { summary, told } = explained([
      makeOption('messageType', 'discover'),
      makeOption('vendorClass', 'PXEClient:Arch:00007'),
      makeOption('clientArchitecture', [7]),
      makeOption('parameterRequestList', [1, 3, 67]),
    ]);
    expect(summary).toBe('DHCP DISCOVER');
    expect(told).toMatchObject({
      transaction: '0x00001234',
      flags: 'broadcast',
      '60 vendor class': 'PXEClient:Arch:00007',
      '93 client architecture': '7 UEFI x64',
      '55 parameter request list': '1 subnet mask, 3 router, 67 boot file name',
    });
  });

  it.each<readonly [string, DhcpOption, string]>([
    [
      'the machine’s number as SMBIOS writes it',
      makeOption(
        'clientMachineIdentifier',
        Uint8Array.of(0, 0x33, 0x22, 0x11, 0, 0x55, 0x44, 0x77, 0x66, 8, 9, 10, 11, 12, 13, 14, 15),
      ),
      '00112233-4455-6677-0809-0a0b0c0d0e0f',
    ],
    [
      'a hardware address',
      makeOption('clientIdentifier', Uint8Array.of(1, 0x52, 0x54, 0, 0, 0, 2)),
      'Ethernet 52:54:00:00:00:02',
    ],
    ['the version of the network stack', makeOption('clientNetworkInterface', Uint8Array.of(1, 3, 16)), 'UNDI 3.16'],
    [
      'the parts of a relay',
      { code: 82, data: Uint8Array.of(1, 3, 112, 55, 97, 2, 2, 0, 255) },
      'circuit p7a, remote 00 ff',
    ],
    ['a relay that is malformed by its bytes', { code: 82, data: Uint8Array.of(1, 9, 1) }, '01 09 01'],
    ['a number of bytes that fits nothing by its bytes', makeOption('clientNetworkInterface', Uint8Array.of(1)), '01'],
  ])('tells %s', (_, option, value) => {
    expect(Object.values(explained([option]).told)).toContain(value);
  });

  it('is told in French as well', () => {
    expect(
      explained([makeOption('messageType', 'discover'), makeOption('router', ['10.77.0.1'])], 'fr').told,
    ).toMatchObject({
      trajet: '0.0.0.0:68 → 0.0.0.0:67',
      drapeaux: 'diffusion',
      '3 routeur': '10.77.0.1',
    });
  });

  it('has a name in both languages for every option that Rollcall reads or writes', () => {
    const nameless = Object.values(optionTable).filter(
      ({ code }) => !packetWords.en.options[code] || !packetWords.fr.options[code],
    );
    expect(nameless).toEqual([]);
  });

  it('gives an option that is not known as its bytes', () => {
    expect(explained([{ code: 224, data: Uint8Array.of(1, 2, 255) }]).told).toMatchObject({
      '224 not known': '01 02 ff',
    });
  });

  it('shows nothing that a terminal or a page would act on', () => {
    const { told } = explained([{ code: 12, data: new TextEncoder().encode('\u001b[2J<b>x') }]);
    expect(JSON.stringify(told)).not.toContain('u001b');
  });
});
