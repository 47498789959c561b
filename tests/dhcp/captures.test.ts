import { describe, expect, it } from 'vitest';
import { ipxeFeature, readIpxeOptions } from '../../electron/dhcp/ipxe-options.ts';
import { messageType, readOption } from '../../electron/dhcp/options.ts';
import { clientMac } from '../../electron/dhcp/packet.ts';
import { bootVendorClass, userClasses } from '../../electron/dhcp/pxe-client.ts';
import { readPxeVendorOptions } from '../../electron/dhcp/pxe-options.ts';
import { decoded, encoded } from '../support/dhcp.ts';
import { captureNames, readCapture } from '../support/pcap.ts';

/** One line a packet: what a person would read out of the capture. */
function summary(payload: Uint8Array): string {
  const packet = decoded(payload);
  const list = [
    messageType(packet),
    packet.xid.toString(16),
    packet.flags === 0 ? 'unicast' : 'broadcast',
    ...(packet.ciaddr === '0.0.0.0' ? [] : [`ciaddr ${packet.ciaddr}`]),
    ...(packet.yiaddr === '0.0.0.0' ? [] : [`yiaddr ${packet.yiaddr}`]),
    ...(packet.siaddr === '0.0.0.0' ? [] : [`siaddr ${packet.siaddr}`]),
    ...(packet.file === '' ? [] : [`file ${packet.file}`]),
    ...[readOption(packet, 'vendorClass')].filter((text) => text !== null),
    ...[readOption(packet, 'bootFileName')].filter((text) => text !== null).map((text) => `67 ${text}`),
  ];
  return list.join(' ');
}

const efi = 'PXEClient:Arch:00007:UNDI:003000';
const efiIpxe = 'PXEClient:Arch:00007:UNDI:003010';
const http = 'HTTPClient:Arch:00016:UNDI:003000';
const bios = 'PXEClient:Arch:00000:UNDI:002001';
const script = 'http://192.168.77.1/boot.ipxe';

const expected: Record<string, readonly string[]> = {
  'ipxe-bios-with-proxy-offer.pcap': [
    `discover 77c5300 unicast ${bios}`,
    'offer 77c5300 unicast yiaddr 192.168.77.50',
    `offer 77c5300 unicast siaddr 192.168.77.1 file ${script} PXEClient`,
    `request 77c5300 unicast ${bios}`,
    'ack 77c5300 unicast yiaddr 192.168.77.50',
  ],
  'ovmf-http-boot.pcap': [
    `discover fc5d18e3 broadcast ${http}`,
    'offer fc5d18e3 broadcast yiaddr 192.168.77.50 HTTPClient 67 http://192.168.77.1:8080/ipxe.efi',
    `request fc5d18e3 broadcast ${http}`,
    'ack fc5d18e3 broadcast yiaddr 192.168.77.50 HTTPClient 67 http://192.168.77.1:8080/ipxe.efi',
    `discover 56dcc966 unicast ${efiIpxe}`,
    `discover 56dcc966 unicast ${efiIpxe}`,
    `discover 56dcc966 unicast ${efiIpxe}`,
    `discover 56dcc966 unicast ${efiIpxe}`,
  ],
  'ovmf-proxy-4011.pcap': [
    `discover c6e5f6c5 broadcast ${efi}`,
    'offer c6e5f6c5 broadcast yiaddr 192.168.77.50',
    'offer c6e5f6c5 broadcast PXEClient',
    `request c6e5f6c5 broadcast ${efi}`,
    'ack c6e5f6c5 broadcast yiaddr 192.168.77.50',
    `request ed2f23c2 unicast ciaddr 192.168.77.50 ${efi}`,
    'ack ed2f23c2 unicast siaddr 192.168.77.1 file ipxe.efi PXEClient',
    `discover 56dcc966 unicast ${efiIpxe}`,
    'offer 56dcc966 unicast yiaddr 192.168.77.50',
    'offer 56dcc966 unicast PXEClient',
    `request 56dcc966 unicast ${efiIpxe}`,
    'ack 56dcc966 unicast yiaddr 192.168.77.50',
    `request 56dcc966 broadcast ciaddr 192.168.77.50 ${efiIpxe}`,
    `ack 56dcc966 broadcast siaddr 192.168.77.1 file ${script} PXEClient`,
  ],
  'ovmf-pxe-then-ipxe.pcap': [
    `discover f049219f broadcast ${efi}`,
    'offer f049219f broadcast yiaddr 192.168.77.50 siaddr 192.168.77.1 file ipxe.efi PXEClient',
    `request f049219f broadcast ${efi}`,
    'ack f049219f broadcast yiaddr 192.168.77.50 siaddr 192.168.77.1 file ipxe.efi PXEClient',
    `discover 56dcc966 unicast ${efiIpxe}`,
    `offer 56dcc966 unicast yiaddr 192.168.77.50 siaddr 192.168.77.1 file ${script} PXEClient`,
    `request 56dcc966 unicast ${efiIpxe}`,
    `ack 56dcc966 unicast yiaddr 192.168.77.50 siaddr 192.168.77.1 file ${script} PXEClient`,
  ],
};

describe.each(captureNames())('%s', (name) => {
  const packets = readCapture(name);

  it('reads as the exchange that it is', () => {
    expect(packets.map(({ payload }) => summary(payload))).toEqual(expected[name]);
  });

  it('is the same bytes after reading and writing every packet', () => {
    for (const { payload } of packets) expect(encoded(decoded(payload))).toEqual(payload);
  });

  it('speaks for one machine throughout', () => {
    expect(new Set(packets.map(({ payload }) => clientMac(decoded(payload))))).toEqual(new Set(['52:54:00:12:34:56']));
  });
});

const ovmfAsks = [
  1, 2, 3, 4, 5, 6, 12, 13, 15, 17, 18, 22, 23, 28, 40, 41, 42, 43, 50, 51, 54, 58, 59, 60, 66, 67, 97, 128, 129, 130,
  131, 132, 133, 134, 135,
];
const httpAsks = [
  1, 2, 3, 4, 5, 6, 12, 13, 15, 17, 18, 22, 23, 28, 40, 41, 42, 43, 50, 51, 54, 58, 59, 60, 235, 67, 97,
];
const ipxeAsks = [1, 3, 6, 7, 12, 15, 17, 26, 43, 60, 66, 67, 119, 128, 129, 130, 131, 132, 133, 134, 135, 175, 203];

interface Asker {
  readonly title: string;
  readonly capture: string;
  readonly index: number;
  readonly architecture: readonly number[];
  readonly vendorClass: 'PXEClient' | 'HTTPClient';
  readonly undi: readonly [number, number];
  readonly classes: readonly string[];
  readonly asks: readonly number[];
  readonly largest: number;
  readonly identifier: Uint8Array | null;
}

const ethernetIdentifier = Uint8Array.of(1, 0x52, 0x54, 0, 0x12, 0x34, 0x56);
const askers: readonly Asker[] = [
  {
    title: 'the DISCOVER of OVMF',
    capture: 'ovmf-pxe-then-ipxe.pcap',
    index: 0,
    architecture: [7],
    vendorClass: 'PXEClient',
    undi: [3, 0],
    classes: [],
    asks: ovmfAsks,
    largest: 1472,
    identifier: null,
  },
  {
    title: 'the REQUEST of OVMF, which takes packets that no network carries',
    capture: 'ovmf-pxe-then-ipxe.pcap',
    index: 2,
    architecture: [7],
    vendorClass: 'PXEClient',
    undi: [3, 0],
    classes: [],
    asks: ovmfAsks,
    largest: 0xff00,
    identifier: null,
  },
  {
    title: 'the DISCOVER of UEFI HTTP boot',
    capture: 'ovmf-http-boot.pcap',
    index: 0,
    architecture: [16],
    vendorClass: 'HTTPClient',
    undi: [3, 0],
    classes: [],
    asks: httpAsks,
    largest: 1472,
    identifier: null,
  },
  {
    title: 'the boot server request of OVMF to port 4011',
    capture: 'ovmf-proxy-4011.pcap',
    index: 5,
    architecture: [7],
    vendorClass: 'PXEClient',
    undi: [3, 0],
    classes: [],
    asks: ovmfAsks,
    largest: 1472,
    identifier: null,
  },
  {
    title: 'the DISCOVER of iPXE for UEFI',
    capture: 'ovmf-pxe-then-ipxe.pcap',
    index: 4,
    architecture: [7],
    vendorClass: 'PXEClient',
    undi: [3, 10],
    classes: ['iPXE'],
    asks: ipxeAsks,
    largest: 1472,
    identifier: ethernetIdentifier,
  },
  {
    title: 'the DISCOVER of the iPXE ROM of a BIOS machine',
    capture: 'ipxe-bios-with-proxy-offer.pcap',
    index: 0,
    architecture: [0],
    vendorClass: 'PXEClient',
    undi: [2, 1],
    classes: ['iPXE'],
    asks: ipxeAsks,
    largest: 1472,
    identifier: ethernetIdentifier,
  },
];

describe('what a client says of itself', () => {
  it.each(askers)('$title', (asker) => {
    const packet = decoded(readCapture(asker.capture)[asker.index]!.payload);
    const [major, minor] = asker.undi;
    expect(readOption(packet, 'clientArchitecture')).toEqual(asker.architecture);
    expect(bootVendorClass(packet)).toBe(asker.vendorClass);
    expect(readOption(packet, 'clientNetworkInterface')).toEqual(Uint8Array.of(1, major, minor));
    expect(userClasses(packet)).toEqual(asker.classes);
    expect(readOption(packet, 'parameterRequestList')).toEqual(asker.asks);
    expect(readOption(packet, 'maximumMessageSize')).toBe(asker.largest);
    expect(readOption(packet, 'clientIdentifier')).toEqual(asker.identifier);
    expect(readOption(packet, 'clientMachineIdentifier')).toEqual(new Uint8Array(17));
  });
});

describe('option 175 of iPXE', () => {
  it.each([
    {
      capture: 'ipxe-bios-with-proxy-offer.pcap',
      index: 0,
      busId: { type: 1, vendor: 0x8086, device: 0x100e },
      features: [0x10, 0x11, 0x12, 0x13, 0x15, 0x17, 0x18, 0x19, 0x21, 0x22, 0x27, 0x29],
      missing: ['https', 'efi'],
    },
    {
      capture: 'ovmf-pxe-then-ipxe.pcap',
      index: 4,
      busId: { type: 1, vendor: 0x1af4, device: 0x1000 },
      features: [0x11, 0x12, 0x13, 0x15, 0x17, 0x1b, 0x24, 0x27, 0x29],
      missing: ['https', 'elf'],
    },
  ] as const)('names version, card and features in $capture', ({ capture, index, busId, features, missing }) => {
    const ipxe = readIpxeOptions(decoded(readCapture(capture)[index]!.payload));
    expect(ipxe).toEqual({ version: [1, 0, 0], busId, features, noPxeDhcp: null, other: [] });
    expect(ipxe?.features).toContain(ipxeFeature.http);
    for (const name of missing) expect(ipxe?.features).not.toContain(ipxeFeature[name]);
  });
});

describe('option 43 of a captured offer', () => {
  it('tells the firmware to take the boot file of this offer', () => {
    const offer = decoded(readCapture('ovmf-pxe-then-ipxe.pcap')[1]!.payload);
    expect(readPxeVendorOptions(offer)).toMatchObject({
      discoveryControl: 8,
      bootServers: null,
      menu: null,
      other: [],
    });
  });
});
