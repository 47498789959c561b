import { describe, expect, it } from 'vitest';
import { encodeDhcp } from '../../electron/dhcp/packet.ts';
import { bytesWithOptions, decoded, encoded, filledOption, hex, requestWith, typeOption } from '../support/dhcp.ts';

describe('the encoder', () => {
  it('fills up to 300 bytes with zeros', () => {
    const bytes = encoded(requestWith([typeOption(1)]));
    expect(bytes).toHaveLength(300);
    expect(bytes.subarray(240, 245)).toEqual(hex('35 01 01 ff 00'));
  });

  it('takes another minimum, which the maximum limits', () => {
    expect(encoded(requestWith([typeOption(1)]), { minimum: 548 })).toHaveLength(548);
    expect(encoded(requestWith([typeOption(1)]), { minimum: 548, maximum: 400 })).toHaveLength(400);
    expect(encoded(requestWith([typeOption(1)]), { minimum: 0 })).toHaveLength(244);
  });

  it('writes a long option as pieces of 255', () => {
    const bytes = encoded(requestWith([typeOption(1), filledOption(121, 300)]));
    expect(bytes.subarray(243, 245)).toEqual(Uint8Array.of(121, 255));
    expect(bytes.subarray(500, 502)).toEqual(Uint8Array.of(121, 45));
    expect(decoded(bytes).options).toEqual([typeOption(1), filledOption(121, 300)]);
  });

  it.each([0, 1, 254, 255, 256, 509, 510, 511, 1000])(
    'writes an option of %d bytes so that it is read back',
    (length) => {
      const packet = requestWith([typeOption(1), filledOption(43, length)]);
      expect(decoded(encoded(packet))).toEqual(packet);
    },
  );

  it('writes option 82 last, whatever its place', () => {
    const bytes = encoded(requestWith([typeOption(2), filledOption(82, 3), filledOption(54, 4)]), { minimum: 0 });
    expect(bytes.subarray(240)).toEqual(hex('35 01 02 36 04 61 61 61 61 52 03 61 61 61 ff'));
  });

  it('puts a zero between option 67 and the next one, for the NUL that EDK2 writes there', () => {
    const bytes = encoded(requestWith([filledOption(67, 2), filledOption(82, 1)]), { minimum: 0 });
    expect(bytes.subarray(240)).toEqual(hex('43 02 61 61 00 52 01 61 ff'));
  });

  it.each([
    ['ends with a NUL of its own', [{ code: 67, data: hex('61 00') }, filledOption(12, 1)], '43 02 61 00 0c 01 61 ff'],
    ['is the last before the end', [filledOption(12, 1), filledOption(67, 1)], '0c 01 61 43 01 61 ff'],
  ])('puts none there when option 67 %s', (_title, options, area) => {
    expect(encoded(requestWith(options), { minimum: 0 }).subarray(240)).toEqual(hex(area));
  });

  it('leaves out an option 52 that it is given', () => {
    const packet = requestWith([typeOption(1), { code: 52, data: Uint8Array.of(3) }]);
    expect(decoded(encoded(packet)).options).toEqual([typeOption(1)]);
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
    ['option 0', { options: [filledOption(0, 1)] }, '0 is no option code'],
    ['option 255', { options: [filledOption(255, 1)] }, '255 is no option code'],
    ['a hop count over a byte', { hops: 256 }, '256 does not fit hops'],
    ['a transaction below zero', { xid: -1 }, '-1 does not fit xid'],
    ['seconds that are not whole', { secs: 1.5 }, '1.5 does not fit secs'],
    ['a longer hardware address than chaddr', { hlen: 17 }, '17 does not fit hlen'],
    ['option 12.5', { options: [filledOption(12.5, 1)] }, '12.5 is no option code'],
  ])('refuses %s', (_title, changes, expected) => {
    expect(encodeDhcp(requestWith([], changes))).toEqual({ kind: 'encode-error', why: expected });
  });

  it('writes sname and file of full length', () => {
    const packet = requestWith([typeOption(1)], { sname: 's'.repeat(63), file: 'f'.repeat(127) });
    expect(decoded(encoded(packet))).toEqual(packet);
  });

  it('keeps the received bytes of a field that is no plain text, until its text is changed', () => {
    const bytes = bytesWithOptions('35 01 01 ff', (target) => target.set(hex('61 00 62'), 108));
    const packet = decoded(bytes);
    expect(encoded(packet, { minimum: 0 })).toEqual(bytes);
    expect(encoded({ ...packet, file: 'loader' }).subarray(108, 116)).toEqual(hex('6c 6f 61 64 65 72 00 00'));
  });

  it('keeps a file field that is full to its last byte', () => {
    const bytes = bytesWithOptions('35 01 01 ff', (target) => target.fill(0x61, 108, 236));
    expect(decoded(bytes).file).toBe('a'.repeat(128));
    expect(encoded(decoded(bytes), { minimum: 0 })).toEqual(bytes);
  });
});

describe('overload', () => {
  const limits = { minimum: 0, maximum: 300 };

  it('puts what does not fit into the file field', () => {
    const packet = requestWith([typeOption(2), filledOption(12, 30), filledOption(15, 60)]);
    const bytes = encoded(packet, limits);
    expect(bytes.length).toBeLessThanOrEqual(300);
    expect(bytes.subarray(275, 279)).toEqual(hex('34 01 01 ff'));
    expect(bytes.subarray(108, 110)).toEqual(Uint8Array.of(15, 60));
    expect(decoded(bytes)).toEqual(packet);
  });

  it('uses the sname field too when the file field is full', () => {
    const packet = requestWith([typeOption(2), filledOption(12, 40), filledOption(15, 100), filledOption(17, 55)]);
    const bytes = encoded(packet, limits);
    expect(decoded(bytes)).toEqual(packet);
    expect(bytes.subarray(44, 46)).toEqual(Uint8Array.of(17, 55));
  });

  it('leaves a file field that names a boot file alone', () => {
    const packet = requestWith([typeOption(2), filledOption(12, 40), filledOption(15, 50)], { file: 'snponly.efi' });
    const bytes = encoded(packet, limits);
    expect(decoded(bytes)).toEqual(packet);
    expect(bytes.subarray(44, 46)).toEqual(Uint8Array.of(15, 50));
  });

  it('splits an option only when no field has room for all of it', () => {
    const packet = requestWith([typeOption(2), filledOption(15, 200)]);
    expect(decoded(encoded(packet, limits))).toEqual(packet);
  });

  it('keeps option 82 in the options field, last', () => {
    const packet = requestWith([filledOption(82, 20), typeOption(2), filledOption(15, 100), filledOption(12, 20)]);
    const bytes = encoded(packet, limits);
    expect(bytes.subarray(-23)).toEqual(Uint8Array.of(82, 20, ...new Uint8Array(20).fill(0x61), 255));
    expect(decoded(bytes).options).toHaveLength(4);
  });

  it('joins options of the same code before it lays them out', () => {
    const packet = requestWith([typeOption(2), filledOption(12, 100, 0x61), filledOption(12, 3, 0x62)]);
    const joined = {
      code: 12,
      data: Uint8Array.of(...filledOption(12, 100, 0x61).data, ...filledOption(12, 3, 0x62).data),
    };
    expect(decoded(encoded(packet, limits)).options).toEqual([typeOption(2), joined]);
  });

  it('overloads nothing when the joined pieces fit after all', () => {
    const pieces = Array.from({ length: 25 }, () => filledOption(12, 1));
    const bytes = encoded(requestWith([typeOption(2), ...pieces]), limits);
    expect(bytes).toEqual(encoded(requestWith([typeOption(2), filledOption(12, 25)]), limits));
  });

  it.each([
    ['all three fields together are too small', requestWith([filledOption(12, 400)]), 300],
    ['no field is free', requestWith([filledOption(12, 100)], { sname: 's', file: 'f' }), 300],
    [
      'an empty option finds no room for its two bytes',
      requestWith([filledOption(12, 54), filledOption(17, 61), filledOption(80, 0)], { file: 'f' }),
      300,
    ],
    ['not even the header fits', requestWith([filledOption(12, 100)]), 100],
    ['option 82 alone is too long', requestWith([filledOption(82, 100)]), 300],
  ])('refuses when %s', (_title, packet, maximum) => {
    const result = encodeDhcp(packet, { maximum });
    expect(result).toMatchObject({ kind: 'encode-error', why: expect.stringContaining(`the ${maximum} that`) });
  });
});
