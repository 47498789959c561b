import { describe, expect, it } from 'vitest';
import {
  broadcastAddress,
  ipv4Number,
  ipv4Text,
  isHostAddress,
  isMachineAddress,
  macText,
  netmask,
  networkAddress,
  parseIpv4,
  prefixMask,
  rangeSize,
  readIpv4,
  sameSubnet,
  writeIpv4,
} from '../../electron/dhcp/address.ts';

describe('IPv4 text', () => {
  it.each([
    ['0.0.0.0', 0],
    ['10.77.0.1', 0x0a4d0001],
    ['127.0.0.1', 0x7f000001],
    ['128.0.0.0', 0x80000000],
    ['255.255.255.255', 0xffffffff],
  ])('%s is the unsigned number %d, and back', (text, value) => {
    expect(parseIpv4(text)).toBe(value);
    expect(ipv4Text(value)).toBe(text);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1..2.3',
    '1.2.3.',
    '.1.2.3',
    '1.2.3.-4',
    ' 1.2.3.4',
    '1.2.3.4\n',
    '0x1.2.3.4',
    '1.2.3.4444444444444',
  ])('%j is no address', (text) => {
    expect(parseIpv4(text)).toBeNull();
    expect(() => ipv4Number(text)).toThrow(RangeError);
  });

  it('is read from and written to bytes at an offset', () => {
    const bytes = new Uint8Array(6);
    expect(writeIpv4(bytes, 1, '192.168.77.50')).toBe(true);
    expect(bytes).toEqual(Uint8Array.of(0, 192, 168, 77, 50, 0));
    expect(readIpv4(bytes, 1)).toBe('192.168.77.50');
  });

  it('leaves the bytes alone when it is no address', () => {
    const bytes = Uint8Array.of(9, 9, 9, 9);
    expect(writeIpv4(bytes, 0, 'gateway')).toBe(false);
    expect(bytes).toEqual(Uint8Array.of(9, 9, 9, 9));
  });
});

describe('a subnet', () => {
  it.each([
    [0, '0.0.0.0'],
    [1, '128.0.0.0'],
    [20, '255.255.240.0'],
    [24, '255.255.255.0'],
    [31, '255.255.255.254'],
    [32, '255.255.255.255'],
  ])('of prefix %d has the mask %s', (prefix, mask) => {
    expect(netmask(prefix)).toBe(mask);
  });

  it.each([-1, 33, 1.5, Number.NaN])('has no prefix %d', (prefix) => {
    expect(() => prefixMask(prefix)).toThrow(RangeError);
  });

  it.each([
    ['192.168.77.50', 24, '192.168.77.0', '192.168.77.255'],
    ['10.77.19.200', 20, '10.77.16.0', '10.77.31.255'],
    ['200.1.2.3', 1, '128.0.0.0', '255.255.255.255'],
    ['10.0.0.7', 32, '10.0.0.7', '10.0.0.7'],
    ['10.0.0.7', 0, '0.0.0.0', '255.255.255.255'],
  ])('of %s/%d runs from %s to %s', (address, prefix, first, last) => {
    expect(networkAddress(address, prefix)).toBe(first);
    expect(broadcastAddress(address, prefix)).toBe(last);
  });

  it('holds addresses of both halves of the number range', () => {
    expect(sameSubnet('200.0.0.1', '200.0.0.254', 24)).toBe(true);
    expect(sameSubnet('200.0.0.1', '200.0.1.1', 24)).toBe(false);
    expect(sameSubnet('10.0.0.1', '200.0.0.1', 1)).toBe(false);
  });

  it.each([
    ['192.168.77.1', 24, true, 'a machine in the middle'],
    ['192.168.77.0', 24, false, 'the network address'],
    ['192.168.77.255', 24, false, 'the broadcast address'],
    ['192.168.78.1', 24, false, 'another subnet'],
    ['192.168.77.0', 31, true, 'one end of a point-to-point link'],
    ['192.168.77.1', 31, true, 'the other end of it'],
  ])('%s in a /%d: usable %s, %s', (address, prefix, usable) => {
    expect(isHostAddress(address, '192.168.77.1', prefix)).toBe(usable);
  });
});

describe('a range', () => {
  const range = { first: '10.77.0.254', last: '10.77.1.2' };

  it('counts both ends, over an octet', () => {
    expect(rangeSize(range)).toBe(5);
  });

  it('is empty when its ends are the wrong way round', () => {
    const wrong = { first: '10.0.0.9', last: '10.0.0.1' };
    expect(rangeSize(wrong)).toBe(0);
  });
});

describe('a MAC address', () => {
  it('is lower-case text with colons', () => {
    expect(macText(Uint8Array.of(0x52, 0x54, 0, 0xab, 0xcd, 0xef))).toBe('52:54:00:ab:cd:ef');
    expect(macText(Uint8Array.of(9, 9, 1, 2, 3, 4, 5, 6), 2)).toBe('01:02:03:04:05:06');
  });

  it.each([
    ['00:00:00:00:00:00', false],
    ['ff:ff:ff:ff:ff:ff', false],
    ['01:00:5e:00:00:01', false],
    ['52:54:00:00:00:02', true],
    ['00:00:00:00:00:01', true],
  ])('%s names one machine: %s', (text, expected) => {
    expect(isMachineAddress(Uint8Array.from(text.split(':'), (octet) => Number.parseInt(octet, 16)))).toBe(expected);
  });
});
