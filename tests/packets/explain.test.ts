import { describe, expect, it } from 'vitest';
import { makeOption } from '../../electron/dhcp/options.ts';
import { type DhcpOption, type DhcpPacket, encodeDhcp } from '../../electron/dhcp/packet.ts';
import { explainPacket } from '../../electron/packets/explain.ts';

const endpoint = { address: '0.0.0.0', port: 68, mac: null };

function explained(options: readonly DhcpOption[]) {
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
  const { summary, details } = explainPacket({
    id: 1,
    at: 5,
    from: endpoint,
    to: { ...endpoint, port: 67 },
    protocol: 'dhcp',
    bytes: encodeDhcp(packet) as Uint8Array,
  });
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
      '93 client architecture': '7',
      '55 parameter request list': '1, 3, 67',
    });
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
