import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDomainList } from '../../electron/dhcp/domain-list.ts';
import { printableText } from '../../electron/dhcp/option-kinds.ts';
import {
  makeOption,
  messageType,
  type OptionName,
  type OptionValue,
  optionTable,
  readOption,
} from '../../electron/dhcp/options.ts';
import { decoded, encoded, hex, requestWith } from '../support/dhcp.ts';

/** The value of one option whose data is given as hex. */
function readHex<Name extends OptionName>(name: Name, data: string): OptionValue<Name> | null {
  return readOption(requestWith([{ code: optionTable[name].code, data: hex(data) }]), name);
}

const pair = <Name extends OptionName>(name: Name, code: number, value: OptionValue<Name>, data: string) => ({
  name,
  code,
  value,
  data,
  make: () => makeOption(name, value),
});

describe('an option by its name', () => {
  it.each([
    pair('subnetMask', 1, '255.255.255.0', 'ff ff ff 00'),
    pair('router', 3, ['10.77.0.1', '10.77.0.2'], '0a 4d 00 01 0a 4d 00 02'),
    pair('domainNameServer', 6, ['9.9.9.9'], '09 09 09 09'),
    pair('logServer', 7, ['10.77.0.1'], '0a 4d 00 01'),
    pair('hostName', 12, 'PC-02', '50 43 2d 30 32'),
    pair('domainName', 15, 'lab.example', '6c 61 62 2e 65 78 61 6d 70 6c 65'),
    pair('interfaceMtu', 26, 1500, '05 dc'),
    pair('broadcastAddress', 28, '10.77.0.255', '0a 4d 00 ff'),
    pair('ntpServer', 42, ['10.77.0.1'], '0a 4d 00 01'),
    pair('vendorSpecific', 43, hex('06 01 08 ff'), '06 01 08 ff'),
    pair('requestedAddress', 50, '192.168.77.50', 'c0 a8 4d 32'),
    pair('leaseTime', 51, 0xffffffff, 'ff ff ff ff'),
    pair('messageType', 53, 'discover', '01'),
    pair('messageType', 53, 'inform', '08'),
    pair('serverIdentifier', 54, '10.77.0.1', '0a 4d 00 01'),
    pair('parameterRequestList', 55, [1, 3, 67], '01 03 43'),
    pair('message', 56, 'wrong network', '77 72 6f 6e 67 20 6e 65 74 77 6f 72 6b'),
    pair('maximumMessageSize', 57, 1472, '05 c0'),
    pair('renewalTime', 58, 1800, '00 00 07 08'),
    pair('rebindingTime', 59, 3150, '00 00 0c 4e'),
    pair('vendorClass', 60, 'PXEClient', '50 58 45 43 6c 69 65 6e 74'),
    pair('clientIdentifier', 61, hex('01 52 54 00 00 00 02'), '01 52 54 00 00 00 02'),
    pair('tftpServerName', 66, '10.77.0.1', '31 30 2e 37 37 2e 30 2e 31'),
    pair('bootFileName', 67, 'ipxe.efi', '69 70 78 65 2e 65 66 69'),
    pair('relayAgentInformation', 82, hex('01 02 00 07'), '01 02 00 07'),
    pair('clientArchitecture', 93, [7, 16], '00 07 00 10'),
    pair(
      'domainSearch',
      119,
      ['eng.example', 'lab.example'],
      '03 656e67 07 6578616d706c65 00 03 6c6162 07 6578616d706c65 00',
    ),
    pair(
      'classlessStaticRoute',
      121,
      [
        { network: '0.0.0.0', prefix: 0, router: '10.77.0.1' },
        { network: '10.17.0.0', prefix: 16, router: '10.77.0.2' },
        { network: '10.229.0.128', prefix: 25, router: '10.77.0.3' },
      ],
      '00 0a4d0001 10 0a11 0a4d0002 19 0ae50080 0a4d0003',
    ),
  ])('$name is option $code, and back', ({ name, code, value, data, make }) => {
    expect(make()).toEqual({ code, data: hex(data) });
    expect(readHex(name, data)).toEqual(value);
  });

  it('has a code that no other has', () => {
    const codes = Object.values(optionTable).map((row) => row.code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('is null when the packet does not hold it', () => {
    expect(readOption(requestWith([]), 'leaseTime')).toBeNull();
  });

  it('is the first when a packet that nobody decoded holds two', () => {
    const packet = requestWith([makeOption('hostName', 'one'), makeOption('hostName', 'two')]);
    expect(readOption(packet, 'hostName')).toBe('one');
  });
});

describe('malformed data reads as null', () => {
  it.each<[OptionName, string, string]>([
    ['subnetMask', '', 'empty'],
    ['subnetMask', 'ff ff ff', 'three bytes for an address'],
    ['subnetMask', 'ff ff ff 00 00', 'five bytes for an address'],
    ['router', '', 'no address'],
    ['router', '0a 4d 00 01 0a', 'an address and a bit'],
    ['leaseTime', '00 00 0e', 'three bytes for a 32-bit number'],
    ['interfaceMtu', '05', 'one byte for a 16-bit number'],
    ['maximumMessageSize', '05 c0 00', 'three bytes for a 16-bit number'],
    ['overload', '', 'no byte at all'],
    ['parameterRequestList', '', 'an empty list'],
    ['clientArchitecture', '00', 'half an architecture'],
    ['clientArchitecture', '00 07 00', 'one and a half'],
    ['messageType', '', 'no type'],
    ['messageType', '00', 'type 0'],
    ['messageType', '09', 'a type that RFC 2132 does not name'],
    ['messageType', '01 01', 'two types'],
    ['domainSearch', '', 'no name'],
    ['domainSearch', '00', 'the root alone'],
    ['domainSearch', '03 656e67', 'a name without its end'],
    ['domainSearch', '05 656e67 00', 'a label that runs past the data'],
    ['domainSearch', '40 656e67 00', 'a length that is neither label nor pointer'],
    ['domainSearch', '03 652067 00', 'a space in a name'],
    ['domainSearch', 'c000', 'a pointer to itself'],
    ['domainSearch', '03 656e67 c0 06 00', 'a pointer forwards'],
    ['domainSearch', '03 656e67 c000', 'a pointer into its own name'],
    ['domainSearch', '03 656e67 c0', 'half a pointer'],
    ['classlessStaticRoute', '', 'no route'],
    ['classlessStaticRoute', '21 0a4d0001 00 0a4d0001', 'a prefix of 33'],
    ['classlessStaticRoute', '18 0a4d00 0a4d00', 'a router that is cut'],
  ])('%s of [%s]: %s', (name, data) => {
    expect(readHex(name, data)).toBeNull();
  });
});

describe('a value that does not fit', () => {
  it.each<[string, () => unknown]>([
    ['a number over 32 bits', () => makeOption('leaseTime', 2 ** 32)],
    ['a negative number', () => makeOption('interfaceMtu', -1)],
    ['a fraction', () => makeOption('renewalTime', 0.5)],
    ['no number', () => makeOption('rebindingTime', Number.NaN)],
    ['text for an address', () => makeOption('serverIdentifier', 'server')],
    ['an empty list of addresses', () => makeOption('router', [])],
    ['an empty list of numbers', () => makeOption('parameterRequestList', [])],
    ['a line break in text', () => makeOption('hostName', 'a\nb')],
    ['text beyond Latin-1', () => makeOption('domainName', 'школа.example')],
    [
      'a prefix of 33',
      () => makeOption('classlessStaticRoute', [{ network: '0.0.0.0', prefix: 33, router: '10.0.0.1' }]),
    ],
    ['a domain with an empty label', () => makeOption('domainSearch', ['a..b'])],
    ['a search list of nothing', () => makeOption('domainSearch', [])],
    ['a label of 64 characters', () => writeDomainList(['a'.repeat(64)])],
  ])('throws: %s', (_title, make) => {
    expect(make).toThrow(RangeError);
  });
});

describe('text of a packet', () => {
  it.each([
    ['69 70 78 65 00', 'ipxe', 'one NUL at the end is cut'],
    ['69 70 78 65 00 00 00', 'ipxe', 'several are'],
    ['69 00 78', 'ix', 'a NUL in the middle is no end'],
    ['1b 5b 33 31 6d 61', '[31ma', 'an escape sequence loses its escape'],
    ['61 0d 0a 62', 'ab', 'line breaks go'],
    ['61 7f 85 62', 'ab', 'so do delete and the upper control characters'],
    ['42 fc 72 6f', 'Büro', 'Latin-1 stays'],
    ['', '', 'nothing is empty text'],
  ])('[%s] is %j: %s', (data, text) => {
    expect(printableText(hex(data))).toBe(text);
  });

  it('is at most 255 characters', () => {
    expect(printableText(new Uint8Array(2000).fill(0x61))).toHaveLength(255);
  });
});

describe('a search list', () => {
  it('follows pointers backwards, over several names', () => {
    // RFC 3397 §2: eng.apple.com. and marketing.apple.com. with one shared end.
    const data = '03 656e67 05 6170706c65 03 636f6d 00 09 6d61726b6574696e67 c0 04';
    expect(readHex('domainSearch', data)).toEqual(['eng.apple.com', 'marketing.apple.com']);
  });

  it('is refused when a chain of pointers makes a name longer than any', () => {
    const label = '3f'.concat('61'.repeat(63));
    expect(readHex('domainSearch', `${label.repeat(5)}00`)).toBeNull();
  });

  it('is refused when it holds more names than any list', () => {
    expect(readHex('domainSearch', '01 61 00'.repeat(33))).toBeNull();
    expect(readHex('domainSearch', '01 61 00'.repeat(32))).toHaveLength(32);
  });
});

describe('the message type', () => {
  it.each([
    ['01', 'discover'],
    ['03', 'request'],
    ['0a', 'unknown'],
    ['', 'unknown'],
  ])('of [%s] is %s', (data, expected) => {
    expect(messageType(requestWith([{ code: 53, data: hex(data) }]))).toBe(expected);
  });

  it('of a BOOTP packet is null', () => {
    expect(messageType(requestWith([]))).toBeNull();
  });
});

describe('any value', () => {
  const address = fc.ipV4();
  const label = fc.stringMatching(/^[a-z0-9_-]{1,20}$/);
  const domain = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));

  const survives = <Name extends OptionName>(name: Name, values: fc.Arbitrary<OptionValue<Name>>): void => {
    fc.assert(
      fc.property(values, (value) => {
        const packet = decoded(encoded(requestWith([makeOption(name, value)])));
        expect(readOption(packet, name)).toEqual(value);
      }),
      { numRuns: 60 },
    );
  };

  it.each([
    ['an address', () => survives('serverIdentifier', address)],
    ['a list of addresses', () => survives('router', fc.array(address, { minLength: 1, maxLength: 100 }))],
    ['a 16-bit number', () => survives('interfaceMtu', fc.nat(0xffff))],
    ['a 32-bit number', () => survives('leaseTime', fc.nat(0xffffffff))],
    [
      'a list of 16-bit numbers',
      () => survives('clientArchitecture', fc.array(fc.nat(0xffff), { minLength: 1, maxLength: 200 })),
    ],
    ['printable text', () => survives('bootFileName', fc.string({ maxLength: 255 }))],
    ['bytes', () => survives('vendorSpecific', fc.uint8Array({ maxLength: 600 }))],
    ['a search list', () => survives('domainSearch', fc.array(domain, { minLength: 1, maxLength: 8 }))],
  ])('comes back from the wire: %s', (_title, property) => {
    property();
  });

  it('of random data is read without a throw, for every option', () => {
    const names = Object.keys(optionTable) as OptionName[];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.uint8Array({ maxLength: 300 }), (name, data) => {
        const value = readOption(requestWith([{ code: optionTable[name].code, data }]), name);
        expect(value).not.toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});
