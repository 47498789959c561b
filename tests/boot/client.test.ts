import { describe, expect, it } from 'vitest';
import { type Client, identifyClient } from '../../electron/boot/client.ts';
import { makeIpxeOptions } from '../../electron/dhcp/ipxe-options.ts';
import { makeOption } from '../../electron/dhcp/options.ts';
import { type DhcpOption, type DhcpPacket, decodeDhcp, isDecodeError } from '../../electron/dhcp/packet.ts';
import { requestWith } from '../support/dhcp.ts';
import { readCapture } from '../support/pcap.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const vendorClass = (text: string): DhcpOption => makeOption('vendorClass', text);
const architecture = (...codes: number[]): DhcpOption => makeOption('clientArchitecture', codes);
const userClass = (bytes: Uint8Array): DhcpOption => makeOption('userClass', bytes);
const asksFor = (options: readonly DhcpOption[], mac = [0x52, 0x54, 0, 0, 0, 2]): DhcpPacket => {
  const chaddr = new Uint8Array(16);
  chaddr.set(mac);
  return requestWith(options, { chaddr });
};

describe('who asks', () => {
  it.each<[string, number, Partial<Client>]>([
    ['0 is a BIOS', 0, { firmware: 'bios', architecture: 0 }],
    ['6 is 32-bit UEFI', 6, { firmware: 'uefi-ia32', architecture: 6 }],
    ['7 is x64 UEFI, as practice has it', 7, { firmware: 'uefi-x64', architecture: 7 }],
    ['8 is sent by some x64 boards', 8, { firmware: 'uefi-x64', architecture: 8 }],
    ['9 is x64 UEFI, as the RFC text has it', 9, { firmware: 'uefi-x64', architecture: 9 }],
    ['10 is 32-bit ARM', 10, { firmware: 'uefi-arm32', architecture: 10 }],
    ['11 is 64-bit ARM', 11, { firmware: 'uefi-arm64', architecture: 11 }],
    ['2, Itanium, has no loader', 2, { firmware: 'unknown', architecture: 2 }],
    ['27, RISC-V, has no loader', 27, { firmware: 'unknown', architecture: 27 }],
    ['65535 is nothing', 65_535, { firmware: 'unknown', architecture: 65_535 }],
  ])('by PXE: architecture %s', (_, code, expected) => {
    const packet = asksFor([vendorClass('PXEClient:Arch:00099:UNDI:003016'), architecture(code)]);
    expect(identifyClient(packet)).toEqual({ kind: 'firmware', transport: 'pxe', ...expected });
  });

  it.each<[string, number, Partial<Client>]>([
    ['15 is 32-bit UEFI', 15, { firmware: 'uefi-ia32', architecture: 15 }],
    ['16 is x64 UEFI', 16, { firmware: 'uefi-x64', architecture: 16 }],
    ['18 is 32-bit ARM', 18, { firmware: 'uefi-arm32', architecture: 18 }],
    ['19 is 64-bit ARM', 19, { firmware: 'uefi-arm64', architecture: 19 }],
    ['20 is a BIOS', 20, { firmware: 'bios', architecture: 20 }],
  ])('by HTTP: architecture %s', (_, code, expected) => {
    const packet = asksFor([vendorClass('HTTPClient:Arch:00016:UNDI:003001'), architecture(code)]);
    expect(identifyClient(packet)).toEqual({ kind: 'firmware', transport: 'http', ...expected });
  });

  const ipxe = makeIpxeOptions({ version: [2, 0, 0], features: [0x13, 0x14, 0x24] });
  it.each<[string, readonly DhcpOption[], Client]>([
    [
      'the first architecture that we know counts when several are named',
      [vendorClass('PXEClient'), architecture(2, 7, 6)],
      { kind: 'firmware', transport: 'pxe', firmware: 'uefi-x64', architecture: 7 },
    ],
    [
      'without option 93 the class names it',
      [vendorClass('PXEClient:Arch:00007:UNDI:003016')],
      { kind: 'firmware', transport: 'pxe', firmware: 'uefi-x64', architecture: 7 },
    ],
    [
      'a ROM that names none is an old BIOS',
      [vendorClass('PXEClient')],
      { kind: 'firmware', transport: 'pxe', firmware: 'bios', architecture: null },
    ],
    [
      'iPXE says so in four bare bytes',
      [vendorClass('PXEClient:Arch:00007:UNDI:003010'), architecture(7), userClass(ascii('iPXE')), ipxe],
      { kind: 'ipxe', firmware: 'uefi-x64', architecture: 7, version: [2, 0, 0], http: true },
    ],
    [
      'a user class with its length before it is read too',
      [vendorClass('PXEClient'), architecture(0), userClass(ascii('\x04iPXE'))],
      { kind: 'ipxe', firmware: 'bios', architecture: 0, version: null, http: true },
    ],
    [
      'a chained 2.x that echoes a bare class is still told by option 93',
      [vendorClass('PXEClient'), architecture(0), userClass(ascii('iPXE')), ipxe],
      { kind: 'ipxe', firmware: 'bios', architecture: 0, version: [2, 0, 0], http: true },
    ],
    [
      'option 175 alone is iPXE',
      [
        vendorClass('PXEClient:Arch:00000:UNDI:002001'),
        architecture(0),
        makeIpxeOptions({ version: [1, 0, 0], features: [0x15] }),
      ],
      { kind: 'ipxe', firmware: 'bios', architecture: 0, version: [1, 0, 0], http: false },
    ],
    [
      'a booted system is none of these',
      [vendorClass('MSFT 5.0'), makeOption('hostName', 'PC-02')],
      { kind: 'system', vendorClass: 'MSFT 5.0', hostName: 'PC-02' },
    ],
    ['a device that says nothing is a system', [], { kind: 'system', vendorClass: null, hostName: null }],
    [
      'another user class is not iPXE',
      [vendorClass('PXEClient'), architecture(7), userClass(ascii('iPXE-shop'))],
      { kind: 'firmware', transport: 'pxe', firmware: 'uefi-x64', architecture: 7 },
    ],
    [
      'option 175 in pieces is no iPXE',
      [vendorClass('PXEClient'), architecture(7), makeOption('ipxe', Uint8Array.of(19, 200, 1))],
      { kind: 'firmware', transport: 'pxe', firmware: 'uefi-x64', architecture: 7 },
    ],
  ])('%s', (_, options, expected) => {
    expect(identifyClient(asksFor(options))).toEqual(expected);
  });

  it('a Raspberry Pi that calls itself a BIOS is not taken for one', () => {
    const pi = asksFor([vendorClass('PXEClient:Arch:00000:UNDI:002001'), architecture(0)], [0xdc, 0xa6, 0x32, 1, 2, 3]);
    expect(identifyClient(pi)).toMatchObject({ firmware: 'unknown', architecture: 0 });
  });

  it('a Raspberry Pi with UEFI firmware is an ARM machine', () => {
    const pi = asksFor(
      [vendorClass('PXEClient:Arch:00011:UNDI:003000'), architecture(11)],
      [0xdc, 0xa6, 0x32, 1, 2, 3],
    );
    expect(identifyClient(pi)).toMatchObject({ firmware: 'uefi-arm64' });
  });

  it('a name of 255 characters is shown cut', () => {
    const client = identifyClient(asksFor([makeOption('hostName', 'x'.repeat(255))]));
    expect(client).toMatchObject({ kind: 'system', hostName: 'x'.repeat(128) });
  });
});

describe('who asks in the captures of real firmware', () => {
  const asking = (name: string): readonly string[] => {
    const clients = readCapture(name).flatMap(({ destinationPort, payload }) => {
      const packet = destinationPort === 67 || destinationPort === 4011 ? decodeDhcp(payload) : null;
      return packet === null || isDecodeError(packet) || packet.op !== 1 ? [] : [identifyClient(packet)];
    });
    return [...new Set(clients.map(words))];
  };
  const words = (client: Client): string =>
    client.kind === 'ipxe'
      ? `iPXE ${client.version?.join('.')} on ${client.firmware}${client.http ? ' with HTTP' : ''}`
      : client.kind === 'firmware'
        ? `${client.transport} firmware of ${client.firmware} (${client.architecture})`
        : 'a system';

  it.each([
    ['ovmf-pxe-then-ipxe.pcap', ['pxe firmware of uefi-x64 (7)', 'iPXE 1.0.0 on uefi-x64 with HTTP']],
    ['ovmf-proxy-4011.pcap', ['pxe firmware of uefi-x64 (7)', 'iPXE 1.0.0 on uefi-x64 with HTTP']],
    ['ovmf-http-boot.pcap', ['http firmware of uefi-x64 (16)', 'iPXE 1.0.0 on uefi-x64 with HTTP']],
    ['ipxe-bios-with-proxy-offer.pcap', ['iPXE 1.0.0 on bios with HTTP']],
  ])('%s', (name, expected) => {
    expect(asking(name)).toEqual(expected);
  });
});
