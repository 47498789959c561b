import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IpxeOptions, ipxeFeature, makeIpxeOptions, readIpxeOptions } from '../../electron/dhcp/ipxe-options.ts';
import type { DhcpPacket } from '../../electron/dhcp/packet.ts';
import { bootVendorClass, userClasses } from '../../electron/dhcp/pxe-client.ts';
import {
  discoveryControl,
  makePxeVendorOptions,
  type PxeVendorOptions,
  readPxeVendorOptions,
} from '../../electron/dhcp/pxe-options.ts';
import { hex, requestWith } from '../support/dhcp.ts';

const holding = (code: number, data: string): DhcpPacket => requestWith([{ code, data: hex(data) }]);
const text = (value: string): string => Buffer.from(value, 'latin1').toString('hex');
const noVendorOptions: PxeVendorOptions = {
  discoveryControl: null,
  bootServers: null,
  menu: null,
  prompt: null,
  bootItem: null,
  other: [],
};
const noIpxeOptions: IpxeOptions = { version: null, features: [], busId: null, noPxeDhcp: null, other: [] };

describe('option 43 of a PXEClient', () => {
  it('that says "take the boot file of this offer" is 06 01 08 ff', () => {
    const option = makePxeVendorOptions({ discoveryControl: discoveryControl.useBootFile });
    expect(option).toEqual({ code: 43, data: hex('06 01 08 ff') });
  });

  it('with a menu is read and written as a whole', () => {
    const data = '06 01 03 08 0b 8001 02 0a4d0001 0a4d0002 09 09 8001 06 494d4147494e 0a 06 05 4d656e7521 ff';
    const expected: PxeVendorOptions = {
      ...noVendorOptions,
      discoveryControl: discoveryControl.noBroadcast | discoveryControl.noMulticast,
      bootServers: [{ type: 0x8001, addresses: ['10.77.0.1', '10.77.0.2'] }],
      menu: [{ type: 0x8001, text: 'IMAGIN' }],
      prompt: { timeout: 5, text: 'Menu!' },
    };
    expect(readPxeVendorOptions(holding(43, data))).toEqual(expected);
    expect(makePxeVendorOptions(expected)).toEqual({ code: 43, data: hex(data) });
  });

  it('names the item that the ROM chose', () => {
    const expected = { ...noVendorOptions, bootItem: { type: 0x8001, layer: 0x8000 } };
    expect(readPxeVendorOptions(holding(43, '47 04 8001 8000 ff'))).toEqual(expected);
  });

  it('keeps what it does not know, in its order', () => {
    const options = readPxeVendorOptions(holding(43, '01 04 e0000001 06 01 08 20 00 ff'));
    expect(options).toEqual({
      ...noVendorOptions,
      discoveryControl: 8,
      other: [
        { code: 1, data: hex('e0000001') },
        { code: 32, data: hex('') },
      ],
    });
  });

  it.each([
    ['06 02 08 08', 'a control of two bytes'],
    ['08 06 8001 02 0a4d00', 'servers that are cut'],
    ['08 02 8001', 'a server type without a count'],
    ['09 04 8001 05 61', 'a menu line that is cut'],
    ['0a 00', 'a prompt without its timeout'],
    ['47 03 800180', 'three bytes of a boot item'],
  ])('keeps the bytes of a malformed sub-option: [%s], %s', (data) => {
    const options = readPxeVendorOptions(holding(43, data));
    expect(options).toEqual({ ...noVendorOptions, other: [{ code: hex(data)[0], data: hex(data).subarray(2) }] });
  });

  it.each([
    ['no option 43', requestWith([])],
    ['a sub-option that runs past the data', holding(43, '06 05 08')],
    ['a code without a length', holding(43, '06')],
  ])('is null for %s', (_title, packet) => {
    expect(readPxeVendorOptions(packet)).toBeNull();
  });

  it.each<[string, Partial<PxeVendorOptions>]>([
    ['a sub-option of 256 bytes', { other: [{ code: 1, data: new Uint8Array(256) }] }],
    ['a sub-option with the code of the end', { other: [{ code: 255, data: new Uint8Array(1) }] }],
    ['a server that is no address', { bootServers: [{ type: 1, addresses: ['server'] }] }],
    ['a menu line beyond Latin-1', { menu: [{ type: 1, text: 'Меню' }] }],
  ])('throws when it cannot hold %s', (_title, options) => {
    expect(() => makePxeVendorOptions(options)).toThrow(RangeError);
  });
});

describe('option 175 of iPXE', () => {
  it('that stops the wait for a proxy is one sub-option', () => {
    expect(makeIpxeOptions({ noPxeDhcp: true })).toEqual({ code: 175, data: hex('b0 01 01') });
  });

  it('gives version, card, features and the rest', () => {
    const data = 'b1 05 01 8086 100e eb 03 020000 13 01 01 24 01 01 14 01 00 01 01 7f';
    expect(readIpxeOptions(holding(175, data))).toEqual({
      version: [2, 0, 0],
      busId: { type: 1, vendor: 0x8086, device: 0x100e },
      features: [ipxeFeature.http, ipxeFeature.efi],
      noPxeDhcp: null,
      other: [{ code: 1, data: hex('7f') }],
    });
  });

  it.each([
    ['b0 01 01', true],
    ['b0 01 00', false],
    ['13 01 01', null],
  ])('[%s] stops the wait for a proxy: %s', (data, expected) => {
    expect(readIpxeOptions(holding(175, data))?.noPxeDhcp).toBe(expected);
  });

  it.each([
    ['eb 02 0100', 'a version of two bytes'],
    ['b1 04 01808610', 'a card of four bytes'],
    ['b0 00', 'a flag of no byte'],
  ])('keeps the bytes of a malformed sub-option: [%s], %s', (data) => {
    const expected = { ...noIpxeOptions, other: [{ code: hex(data)[0], data: hex(data).subarray(2) }] };
    expect(readIpxeOptions(holding(175, data))).toEqual(expected);
  });

  it('counts a feature that is named twice once', () => {
    expect(readIpxeOptions(holding(175, '13 01 01 13 01 01'))?.features).toEqual([0x13]);
  });

  it.each([
    ['no option 175', requestWith([])],
    ['a sub-option that runs past the data', holding(175, '13 05 01')],
  ])('is null for %s', (_title, packet) => {
    expect(readIpxeOptions(packet)).toBeNull();
  });

  it('comes back as it was made', () => {
    const options: IpxeOptions = {
      version: [2, 0, 1],
      busId: { type: 1, vendor: 0x1af4, device: 0x1000 },
      features: [ipxeFeature.http, ipxeFeature.https],
      noPxeDhcp: false,
      other: [{ code: 85, data: hex('01') }],
    };
    expect(readIpxeOptions(requestWith([makeIpxeOptions(options)]))).toEqual(options);
  });
});

describe('the vendor class of a boot client', () => {
  it.each([
    ['PXEClient:Arch:00007:UNDI:003000', 'PXEClient'],
    ['PXEClient', 'PXEClient'],
    ['HTTPClient:Arch:00016:UNDI:003001', 'HTTPClient'],
    ['MSFT 5.0', null],
    ['xPXEClient', null],
    ['PXECli', null],
    ['', null],
  ])('%j is %s', (value, expected) => {
    expect(bootVendorClass(holding(60, text(value)))).toBe(expected);
  });

  it('is null without option 60', () => {
    expect(bootVendorClass(requestWith([]))).toBeNull();
  });
});

describe('user classes', () => {
  it.each([
    [text('iPXE'), ['iPXE'], 'bare, as iPXE sends it'],
    [`04${text('iPXE')}`, ['iPXE'], 'with its length, as RFC 3004 wants it'],
    [`04${text('iPXE')}03${text('lab')}`, ['iPXE', 'lab'], 'two with their lengths'],
    [`04${text('iPX')}`, ['iPX'], 'a length that is wrong: text without it'],
    ['00', [''], 'nothing printable'],
    ['', [], 'an empty option'],
  ])('[%s] are %j: %s', (data, expected) => {
    expect(userClasses(holding(77, data))).toEqual(expected);
  });

  it('are few and short, whatever the packet holds', () => {
    expect(userClasses(holding(77, '01 61'.repeat(100)))).toHaveLength(16);
    expect(userClasses(holding(77, '61'.repeat(90)))[0]).toHaveLength(64);
  });
});

describe('sub-options of hostile data', () => {
  it('are read without a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        const packet = requestWith([43, 60, 77, 94, 97, 175].map((code) => ({ code, data })));
        for (const read of [readPxeVendorOptions, readIpxeOptions, userClasses]) {
          expect(read(packet)).not.toBeUndefined();
        }
      }),
      { numRuns: 500 },
    );
  });
});
