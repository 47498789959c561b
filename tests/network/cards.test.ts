import { describe, expect, it } from 'vitest';
import {
  type CardFiles,
  compareCards,
  describeCard,
  findCard,
  listCards,
  prefixOf,
} from '../../electron/network/cards.ts';

const files: CardFiles = {
  ifindex: '3\n',
  address: '52:54:00:AA:BB:CC\n',
  flags: '0x1003\n',
  carrier: '1\n',
  speed: '1000\n',
  wireless: false,
  uevent: 'INTERFACE=eth0\nIFINDEX=3\n',
  tunnel: false,
  hardware: true,
};
const ipv4 = {
  address: '10.77.0.1',
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '52:54:00:aa:bb:cc',
  internal: false,
  cidr: '10.77.0.1/24',
} as const;
const ipv6 = { ...ipv4, address: 'fe80::1', family: 'IPv6', scopeid: 3 } as const;

describe('a card', () => {
  it('is what both sources say', () => {
    expect(describeCard('eth0', files, [ipv6, ipv4])).toEqual({
      name: 'eth0',
      index: 3,
      mac: '52:54:00:aa:bb:cc',
      addresses: [{ address: '10.77.0.1', prefix: 24 }],
      up: true,
      speed: 1000,
      kind: 'wired',
    });
  });

  it.each<[string, Partial<CardFiles>, object]>([
    ['that is switched off is not up', { flags: '0x1002', carrier: null }, { up: false }],
    ['without a cable is not up', { carrier: '0' }, { up: false }],
    ['without a link has no speed', { speed: '-1' }, { speed: null }],
    ['whose driver knows no speed has none', { speed: null }, { speed: null }],
    ['with an address of zeros has none', { address: '00:00:00:00:00:00' }, { mac: null }],
    ['with an address of 20 bytes has none', { address: `80:00:02:08:fe:80${':00'.repeat(14)}` }, { mac: null }],
  ])('%s', (_, changes, expected) => {
    expect(describeCard('eth0', { ...files, ...changes }, [])).toMatchObject(expected);
  });

  it('of a system without files is described by its addresses', () => {
    const card = describeCard('Wi-Fi 2', null, [ipv4]);
    expect(card).toMatchObject({ index: null, up: true, speed: null, kind: 'wifi', mac: '52:54:00:aa:bb:cc' });
  });
});

it.each([
  ['255.255.255.0', 24],
  ['255.255.0.0', 16],
  ['255.255.255.252', 30],
  ['0.0.0.0', 0],
  ['255.255.255.255', 32],
])('the netmask %s has %i bits', (netmask, prefix) => {
  expect(prefixOf(netmask)).toBe(prefix);
});

it('cards are in the order in which a classroom uses them', () => {
  const card = (name: string, changes: object) => ({ ...describeCard(name, files, []), hardware: true, ...changes });
  const cards = [
    card('docker0', { hardware: false }),
    card('wlan0', { kind: 'wifi' }),
    card('eth1', { up: false }),
    card('eth2', {}),
    card('eth0', {}),
  ];
  expect(cards.sort(compareCards).map(({ name }) => name)).toEqual(['eth0', 'eth2', 'eth1', 'wlan0', 'docker0']);
});

it('the loopback is found by its name and not offered', () => {
  const loopback = process.platform === 'linux' ? 'lo' : 'lo0';
  expect(findCard(loopback)?.addresses).toContainEqual({ address: '127.0.0.1', prefix: 8 });
  expect(listCards().map(({ name }) => name)).not.toContain(loopback);
});

it.each(['no-such-card', '', '..', '../net/lo', 'x'.repeat(300)])('there is no card %j', (name) => {
  expect(findCard(name)).toBeNull();
});
