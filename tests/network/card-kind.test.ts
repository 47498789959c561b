import { describe, expect, it } from 'vitest';
import { readMacPorts, readWindowsAdapters } from '../../electron/network/adapters.ts';
import { type CardHints, cardKind } from '../../electron/network/card-kind.ts';

const nothing: CardHints = { mac: null, description: null, wireless: false, deviceType: null, tunnel: false };

describe('the kind of a card', () => {
  it.each([
    ['eth0', 'wired'],
    ['enp3s0', 'wired'],
    ['enx00e04c680001', 'wired'],
    ['en0', 'wired'],
    ['Ethernet 2', 'wired'],
    ['room0', 'wired'],
    ['bond0', 'wired'],
    ['wlan0', 'wifi'],
    ['wlp2s0', 'wifi'],
    ['Wi-Fi 2', 'wifi'],
    ['bnep0', 'bluetooth'],
    ['Bluetooth Network Connection', 'bluetooth'],
    ['vEthernet (Default Switch)', 'hyper-v'],
    ['vEthernet (WSL (Hyper-V firewall))', 'wsl'],
    ['vmnet8', 'vmware'],
    ['VMware Network Adapter VMnet1', 'vmware'],
    ['vboxnet0', 'virtualbox'],
    ['docker0', 'docker'],
    ['br-0123456789ab', 'docker'],
    ['veth12ab34c', 'docker'],
    ['tun0', 'vpn'],
    ['wg0', 'vpn'],
    ['utun3', 'vpn'],
    ['tailscale0', 'vpn'],
    ['virbr0', 'bridge'],
    ['bridge100', 'bridge'],
    ['lo', 'virtual'],
    ['awdl0', 'virtual'],
  ])('%s is %s by its name', (name, kind) => {
    expect(cardKind(name, nothing)).toBe(kind);
  });

  it.each<[string, string, Partial<CardHints>]>([
    ['wifi', 'a card that Linux calls wireless', { wireless: true }],
    ['bridge', 'a device that Linux calls a bridge', { deviceType: 'bridge' }],
    ['vpn', 'a tunnel', { tunnel: true }],
    ['vpn', 'a card whose driver is OpenVPN’s', { description: 'TAP-Windows Adapter V9' }],
    ['virtualbox', 'a host-only network of VirtualBox', { description: 'VirtualBox Host-Only Ethernet Adapter' }],
    ['vmware', 'the host’s end of a VMware network', { mac: '00:50:56:c0:00:08' }],
    ['wired', 'the card of a machine that runs inside VMware', { mac: '00:50:56:9a:12:34' }],
  ])('%s is %s', (kind, _, hints) => {
    expect(cardKind('Ethernet 5', { ...nothing, ...hints })).toBe(kind);
  });
});

describe('what Windows says of its cards', () => {
  const one = {
    Name: 'Ethernet',
    InterfaceDescription: 'Intel(R) Ethernet Connection (7) I219-LM',
    Status: 'Up',
    ReceiveLinkSpeed: 1_000_000_000,
    NdisPhysicalMedium: 14,
  };

  it('is read as one card, or as a list of them', () => {
    const card = { name: 'Ethernet', description: one.InterfaceDescription, up: true, speed: 1_000, wireless: false };
    expect(readWindowsAdapters(JSON.stringify(one))).toEqual([card]);
    const off = { ...one, Name: 'WLAN', Status: 'Disconnected', ReceiveLinkSpeed: 0, NdisPhysicalMedium: 9 };
    expect(readWindowsAdapters(JSON.stringify([one, off]))[1]).toMatchObject({
      up: false,
      speed: null,
      wireless: true,
    });
  });

  it.each(['', 'Get-NetAdapter : Access denied', 'null', '[1, {"Name": 7}]'])('is nothing when it says %j', (text) => {
    expect(readWindowsAdapters(text)).toEqual([]);
  });
});

it('macOS names the port of each card', () => {
  const text = `
Hardware Port: Ethernet
Device: en5
Ethernet Address: 00:e0:4c:68:00:01

Hardware Port: Wi-Fi
Device: en0
Ethernet Address: f0:18:98:00:00:01

VLAN Configurations
===================
`;
  expect(readMacPorts(text).map(({ name, wireless }) => [name, wireless])).toEqual([
    ['en5', false],
    ['en0', true],
  ]);
});
