import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DhcpOption, decodeDhcp, encodeDhcp, isEncodeError } from '../../electron/dhcp/packet.ts';
import { decoded, encoded } from '../support/dhcp.ts';

const code = fc.integer({ min: 1, max: 254 }).filter((value) => value !== 52);
const option = fc.record({ code, data: fc.uint8Array({ maxLength: 300 }) });
const options = fc.uniqueArray(option, { maxLength: 12, selector: (one) => one.code });
const address = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((octets) => octets.join('.'));
const fieldText = (maxLength: number) =>
  fc
    .array(fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xa0, max: 0xff })), { maxLength })
    .map((chars) => String.fromCharCode(...chars));
const packets = fc.record({
  op: fc.constantFrom(1 as const, 2 as const),
  htype: fc.nat(255),
  hlen: fc.nat(16),
  hops: fc.nat(255),
  xid: fc.nat(0xffffffff),
  secs: fc.nat(0xffff),
  flags: fc.nat(0xffff),
  ciaddr: address,
  yiaddr: address,
  siaddr: address,
  giaddr: address,
  chaddr: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  sname: fc.oneof(fc.constant(''), fieldText(63)),
  file: fc.oneof(fc.constant(''), fieldText(127)),
  options,
});

const byCode = (one: DhcpOption, other: DhcpOption): number => one.code - other.code;
/** Option 82 moves to the end on the wire; everything else keeps its place. */
const relayLast = (list: readonly DhcpOption[]): DhcpOption[] => [
  ...list.filter((one) => one.code !== 82),
  ...list.filter((one) => one.code === 82),
];

describe('any packet', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        const back = decoded(encoded(packet, { maximum: 65_507 }));
        expect(back).toEqual({ ...packet, options: relayLast(packet.options) });
      }),
      { numRuns: 300 },
    );
  });

  it('holds the same options when it is squeezed into a small maximum, or is refused', () => {
    fc.assert(
      fc.property(packets, fc.integer({ min: 244, max: 900 }), (packet, maximum) => {
        const bytes = encodeDhcp(packet, { minimum: 0, maximum });
        if (isEncodeError(bytes)) return;
        expect(bytes.length).toBeLessThanOrEqual(maximum);
        const back = decoded(bytes);
        expect(back.options.toSorted(byCode)).toEqual(packet.options.toSorted(byCode));
        expect([back.sname, back.file]).toEqual([packet.sname, packet.file]);
      }),
      { numRuns: 500 },
    );
  });

  it('has option 82 last before the end, overloaded or not', () => {
    const relayed = fc.tuple(
      packets,
      fc.uint8Array({ minLength: 1, maxLength: 60 }),
      fc.integer({ min: 300, max: 1472 }),
    );
    fc.assert(
      fc.property(relayed, ([packet, data, maximum]) => {
        const given = packet.options.filter((one) => one.code !== 82);
        const bytes = encodeDhcp({ ...packet, options: [{ code: 82, data }, ...given] }, { minimum: 0, maximum });
        if (isEncodeError(bytes)) return;
        expect(bytes.subarray(-data.length - 3)).toEqual(Uint8Array.of(82, data.length, ...data, 255));
      }),
      { numRuns: 300 },
    );
  });

  it('is found to be the same by its bytes once it was written', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        const bytes = encoded(packet, { maximum: 65_507 });
        expect(encoded(decoded(bytes), { maximum: 65_507 })).toEqual(bytes);
      }),
      { numRuns: 200 },
    );
  });

  it('of random bytes is a value or a DecodeError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(typeof decodeDhcp(bytes)).toBe('object');
      }),
      { numRuns: 300 },
    );
  });
});
