import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clientMac,
  type DhcpOption,
  decodeDhcp,
  encodeDhcp,
  isDecodeError,
  isEncodeError,
} from '../../electron/dhcp/packet.ts';
import { decoded, encoded, hex, requestWith } from '../support/dhcp.ts';
import { readCapture } from '../support/pcap.ts';

const discover = readCapture('ovmf-pxe-then-ipxe.pcap')[0]!.payload;
const type = (number: number): DhcpOption => ({ code: 53, data: Uint8Array.of(number) });
const filled = (code: number, length: number, byte = 0x61): DhcpOption => ({
  code,
  data: new Uint8Array(length).fill(byte),
});

/** A BOOTP header, the cookie and the bytes of the options field as hex. */
function withOptions(text: string, change: (bytes: Uint8Array) => void = () => undefined): Uint8Array {
  const area = hex(text);
  const bytes = new Uint8Array(240 + area.length);
  bytes.set([1, 1, 6, 0]);
  bytes.set([0x63, 0x82, 0x53, 0x63], 236);
  bytes.set(area, 240);
  change(bytes);
  return bytes;
}

function why(bytes: Uint8Array): string {
  const result = decodeDhcp(bytes);
  return isDecodeError(result) ? result.why : 'a packet';
}

describe('the decoder', () => {
  it.each([
    ['no bytes at all', new Uint8Array(0), '0 bytes are too few for a BOOTP header'],
    ['a header that is cut', discover.subarray(0, 235), '235 bytes are too few for a BOOTP header'],
    ['op 0', withOptions('ff', (bytes) => bytes.set([0])), 'op 0 is neither a request nor a reply'],
    ['op 3', withOptions('ff', (bytes) => bytes.set([3])), 'op 3 is neither a request nor a reply'],
    ['hlen 17', withOptions('ff', (bytes) => bytes.set([17], 2)), 'a hardware address of 17 bytes does not fit chaddr'],
    ['a code without a length', withOptions('35 01 01 0c'), 'option 12 has no length'],
    ['an option longer than the rest', withOptions('35 01 01 0c 04 61 62'), 'option 12 runs past its field'],
    [
      'an option that runs past the file field',
      withOptions('34 01 01 ff', (bytes) => bytes.set([12, 200], 108)),
      'option 12 runs past its field',
    ],
    [
      'a code in the last byte of the sname field',
      withOptions('34 01 02 ff', (bytes) => bytes.set([12], 107)),
      'option 12 has no length',
    ],
  ])('refuses %s', (_title, bytes, expected) => {
    expect(why(bytes)).toBe(expected);
  });

  it.each([
    ['without an end', '35 01 01'],
    ['with padding before and between', '00 00 35 00 35 01 01 00 ff'],
    ['with bytes behind the end', '35 01 01 ff 0c ff'],
    ['with the type in two pieces', '35 00 35 01 01 ff'],
  ])('takes an options field %s', (_title, area) => {
    expect(decoded(withOptions(area)).options).toEqual([type(1)]);
  });

  it.each([
    ['without room for a cookie', (bytes: Uint8Array) => bytes.subarray(0, 236)],
    ['with a cut cookie', (bytes: Uint8Array) => bytes.subarray(0, 239)],
    ['with another cookie', (bytes: Uint8Array) => bytes.with(236, 0x62)],
    ['with the cookie and nothing else', (bytes: Uint8Array) => bytes.subarray(0, 240)],
    ['with the cookie and only padding', (bytes: Uint8Array) => Uint8Array.from([...bytes.subarray(0, 240), 0, 0, 0])],
  ])('takes a BOOTP packet %s as one without options', (_title, cut) => {
    const packet = decoded(cut(discover));
    expect(packet.options).toEqual([]);
    expect(packet.xid).toBe(0xf049219f);
  });

  it('joins the pieces of an option at the place of the first', () => {
    const packet = decoded(withOptions('35 01 01 0c 02 61 62 3c 01 63 0c 02 64 65 ff'));
    expect(packet.options).toEqual([type(1), { code: 12, data: hex('61 62 64 65') }, { code: 60, data: hex('63') }]);
  });

  it('reads the options field, then file, then sname when both are overloaded', () => {
    const bytes = withOptions('35 01 01 34 01 03 0c 01 61 ff', (target) => {
      target.set(hex('0c 01 62 ff'), 108);
      target.set(hex('0c 01 63 3c 01 64 ff'), 44);
    });
    const packet = decoded(bytes);
    expect(packet.options).toEqual([type(1), { code: 12, data: hex('61 62 63') }, { code: 60, data: hex('64') }]);
    expect([packet.sname, packet.file]).toEqual(['', '']);
  });

  it.each([
    ['1', 'the file field', ['server', '']],
    ['2', 'the sname field', ['', 'loader']],
    ['0', 'neither field', ['server', 'loader']],
    ['4', 'neither field, because nobody defined it', ['server', 'loader']],
  ])('takes overload %s for %s', (bits, _title, names) => {
    const bytes = withOptions(`34 01 0${bits} ff`, (target) => {
      if (names[0] !== '') target.set(new TextEncoder().encode('server'), 44);
      if (names[1] !== '') target.set(new TextEncoder().encode('loader'), 108);
    });
    const packet = decoded(bytes);
    expect([packet.sname, packet.file]).toEqual(names);
    expect(packet.options).toEqual([]);
  });

  it('shows only printable text of sname and file, up to the first NUL', () => {
    const bytes = withOptions('ff', (target) => target.set(hex('61 0a 1b 62 e9 00 63'), 108));
    expect(decoded(bytes).file).toBe('abé');
  });

  it('shares no memory with the datagram', () => {
    const bytes = discover.slice();
    const packet = decoded(bytes);
    bytes.fill(0xee);
    expect(packet).toEqual(decoded(discover));
  });

  it('reads a datagram that lies inside a larger buffer', () => {
    const buffer = Buffer.alloc(discover.length + 20, 0xee);
    buffer.set(discover, 10);
    expect(decoded(buffer.subarray(10, 10 + discover.length))).toEqual(decoded(discover));
  });

  it('joins twenty thousand pieces of one option in one go', () => {
    const area = new Uint8Array(60_000);
    for (let at = 0; at < area.length; at += 3) area.set([12, 1, 0x61], at);
    const bytes = Uint8Array.from([...withOptions(''), ...area]);
    expect(decoded(bytes).options).toEqual([filled(12, 20_000)]);
  });
});

describe('the encoder', () => {
  it('fills up to 300 bytes with zeros', () => {
    const bytes = encoded(requestWith([type(1)]));
    expect(bytes).toHaveLength(300);
    expect(bytes.subarray(240, 245)).toEqual(hex('35 01 01 ff 00'));
  });

  it('takes another minimum, which the maximum limits', () => {
    expect(encoded(requestWith([type(1)]), { minimum: 548 })).toHaveLength(548);
    expect(encoded(requestWith([type(1)]), { minimum: 548, maximum: 400 })).toHaveLength(400);
    expect(encoded(requestWith([type(1)]), { minimum: 0 })).toHaveLength(244);
  });

  it('writes a long option as pieces of 255', () => {
    const bytes = encoded(requestWith([type(1), filled(121, 300)]));
    expect(bytes.subarray(243, 245)).toEqual(Uint8Array.of(121, 255));
    expect(bytes.subarray(500, 502)).toEqual(Uint8Array.of(121, 45));
    expect(decoded(bytes).options).toEqual([type(1), filled(121, 300)]);
  });

  it.each([0, 1, 254, 255, 256, 509, 510, 511, 1000])(
    'writes an option of %d bytes so that it is read back',
    (length) => {
      const packet = requestWith([type(1), filled(43, length)]);
      expect(decoded(encoded(packet))).toEqual(packet);
    },
  );

  it('writes option 82 last, whatever its place', () => {
    const bytes = encoded(requestWith([type(2), filled(82, 3), filled(54, 4)]), { minimum: 0 });
    expect(bytes.subarray(240)).toEqual(hex('35 01 02 36 04 61 61 61 61 52 03 61 61 61 ff'));
  });

  it('puts a zero between option 67 and the next one, for the NUL that EDK2 writes there', () => {
    const bytes = encoded(requestWith([filled(67, 2), filled(82, 1)]), { minimum: 0 });
    expect(bytes.subarray(240)).toEqual(hex('43 02 61 61 00 52 01 61 ff'));
  });

  it.each([
    ['ends with a NUL of its own', [{ code: 67, data: hex('61 00') }, filled(12, 1)], '43 02 61 00 0c 01 61 ff'],
    ['is the last before the end', [filled(12, 1), filled(67, 1)], '0c 01 61 43 01 61 ff'],
  ])('puts none there when option 67 %s', (_title, options, area) => {
    expect(encoded(requestWith(options), { minimum: 0 }).subarray(240)).toEqual(hex(area));
  });

  it('leaves out an option 52 that it is given', () => {
    const packet = requestWith([type(1), { code: 52, data: Uint8Array.of(3) }]);
    expect(decoded(encoded(packet)).options).toEqual([type(1)]);
  });

  it.each([
    ['an address that is none', { ciaddr: 'gateway' }, 'ciaddr is no IPv4 address'],
    ['yiaddr left empty', { yiaddr: '' }, 'yiaddr is no IPv4 address'],
    ['a short chaddr', { chaddr: new Uint8Array(6) }, 'chaddr has 6 bytes, not 16'],
    [
      'a file name of 128 characters',
      { file: 'a'.repeat(128) },
      '"aaaaaaaaaaaaaaaa…" does not fit a field of 128 bytes',
    ],
    [
      'a server name of 64 characters',
      { sname: 'a'.repeat(64) },
      '"aaaaaaaaaaaaaaaa…" does not fit a field of 64 bytes',
    ],
    ['a file name beyond Latin-1', { file: '☎' }, '"☎" is not printable Latin-1'],
    ['a file name with a line break', { file: 'a\n' }, '"a\n" is not printable Latin-1'],
    ['option 0', { options: [filled(0, 1)] }, '0 is no option code'],
    ['option 255', { options: [filled(255, 1)] }, '255 is no option code'],
    ['a hop count over a byte', { hops: 256 }, '256 does not fit hops'],
    ['a transaction below zero', { xid: -1 }, '-1 does not fit xid'],
    ['seconds that are not whole', { secs: 1.5 }, '1.5 does not fit secs'],
    ['a longer hardware address than chaddr', { hlen: 17 }, '17 does not fit hlen'],
    ['option 12.5', { options: [filled(12.5, 1)] }, '12.5 is no option code'],
  ])('refuses %s', (_title, changes, expected) => {
    expect(encodeDhcp(requestWith([], changes))).toEqual({ kind: 'encode-error', why: expected });
  });

  it('writes sname and file of full length', () => {
    const packet = requestWith([type(1)], { sname: 's'.repeat(63), file: 'f'.repeat(127) });
    expect(decoded(encoded(packet))).toEqual(packet);
  });

  it('keeps the received bytes of a field that is no plain text, until its text is changed', () => {
    const bytes = withOptions('35 01 01 ff', (target) => target.set(hex('61 00 62'), 108));
    const packet = decoded(bytes);
    expect(encoded(packet, { minimum: 0 })).toEqual(bytes);
    expect(encoded({ ...packet, file: 'loader' }).subarray(108, 116)).toEqual(hex('6c 6f 61 64 65 72 00 00'));
  });

  it('keeps a file field that is full to its last byte', () => {
    const bytes = withOptions('35 01 01 ff', (target) => target.fill(0x61, 108, 236));
    expect(decoded(bytes).file).toBe('a'.repeat(128));
    expect(encoded(decoded(bytes), { minimum: 0 })).toEqual(bytes);
  });
});

describe('overload', () => {
  const limits = { minimum: 0, maximum: 300 };

  it('puts what does not fit into the file field', () => {
    const packet = requestWith([type(2), filled(12, 30), filled(15, 60)]);
    const bytes = encoded(packet, limits);
    expect(bytes.length).toBeLessThanOrEqual(300);
    expect(bytes.subarray(275, 279)).toEqual(hex('34 01 01 ff'));
    expect(bytes.subarray(108, 110)).toEqual(Uint8Array.of(15, 60));
    expect(decoded(bytes)).toEqual(packet);
  });

  it('uses the sname field too when the file field is full', () => {
    const packet = requestWith([type(2), filled(12, 40), filled(15, 100), filled(17, 55)]);
    const bytes = encoded(packet, limits);
    expect(decoded(bytes)).toEqual(packet);
    expect(bytes.subarray(44, 46)).toEqual(Uint8Array.of(17, 55));
  });

  it('leaves a file field that names a boot file alone', () => {
    const packet = requestWith([type(2), filled(12, 40), filled(15, 50)], { file: 'snponly.efi' });
    const bytes = encoded(packet, limits);
    expect(decoded(bytes)).toEqual(packet);
    expect(bytes.subarray(44, 46)).toEqual(Uint8Array.of(15, 50));
  });

  it('splits an option only when no field has room for all of it', () => {
    const packet = requestWith([type(2), filled(15, 200)]);
    expect(decoded(encoded(packet, limits))).toEqual(packet);
  });

  it('keeps option 82 in the options field, last', () => {
    const packet = requestWith([filled(82, 20), type(2), filled(15, 100), filled(12, 20)]);
    const bytes = encoded(packet, limits);
    expect(bytes.subarray(-23)).toEqual(Uint8Array.of(82, 20, ...new Uint8Array(20).fill(0x61), 255));
    expect(decoded(bytes).options).toHaveLength(4);
  });

  it('joins options of the same code before it lays them out', () => {
    const packet = requestWith([type(2), filled(12, 100, 0x61), filled(12, 3, 0x62)]);
    const joined = { code: 12, data: Uint8Array.of(...filled(12, 100, 0x61).data, ...filled(12, 3, 0x62).data) };
    expect(decoded(encoded(packet, limits)).options).toEqual([type(2), joined]);
  });

  it('overloads nothing when the joined pieces fit after all', () => {
    const pieces = Array.from({ length: 25 }, () => filled(12, 1));
    const bytes = encoded(requestWith([type(2), ...pieces]), limits);
    expect(bytes).toEqual(encoded(requestWith([type(2), filled(12, 25)]), limits));
  });

  it.each([
    ['all three fields together are too small', requestWith([filled(12, 400)]), 300],
    ['no field is free', requestWith([filled(12, 100)], { sname: 's', file: 'f' }), 300],
    [
      'an empty option finds no room for its two bytes',
      requestWith([filled(12, 54), filled(17, 61), filled(80, 0)], { file: 'f' }),
      300,
    ],
    ['not even the header fits', requestWith([filled(12, 100)]), 100],
    ['option 82 alone is too long', requestWith([filled(82, 100)]), 300],
  ])('refuses when %s', (_title, packet, maximum) => {
    const result = encodeDhcp(packet, { maximum });
    expect(result).toMatchObject({ kind: 'encode-error', why: expect.stringContaining(`the ${maximum} that`) });
  });
});

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

describe('the machine of a packet', () => {
  const machine = Uint8Array.from([0x52, 0x54, 0, 0, 0, 2, ...new Uint8Array(10)]);
  it.each([
    ['Ethernet', {}, '52:54:00:00:00:02'],
    ['another hardware type', { htype: 32 }, null],
    ['an address of another length', { hlen: 8 }, null],
    ['no hardware address', { hlen: 0 }, null],
    ['an address of zeros', { chaddr: new Uint8Array(16) }, null],
    ['a group address', { chaddr: machine.with(0, 0x53) }, null],
    ['the broadcast address', { chaddr: new Uint8Array(16).fill(0xff) }, null],
  ])('with %s', (_title, changes, expected) => {
    expect(clientMac(requestWith([], { chaddr: machine, ...changes }))).toBe(expected);
  });
});
