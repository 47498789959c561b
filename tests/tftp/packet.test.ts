import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTftp, encodeTftp, type TftpPacket, writeDataHeader } from '../../electron/tftp/packet.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

/** Requests as real firmware sends them. */
const requests: readonly [sentence: string, text: string, packet: TftpPacket][] = [
  [
    'EDK2 asks the size, blocks of 1468 and windows of 4',
    '\0\x01snponly.efi\0octet\0tsize\x000\0blksize\x001468\0windowsize\x004\0',
    {
      kind: 'read',
      name: 'snponly.efi',
      mode: 'octet',
      options: [
        ['tsize', '0'],
        ['blksize', '1468'],
        ['windowsize', '4'],
      ],
    },
  ],
  [
    'iPXE asks blocks of 1432 and the size, without a window',
    '\0\x01autoexec.ipxe\0octet\0blksize\x001432\0tsize\x000\0',
    {
      kind: 'read',
      name: 'autoexec.ipxe',
      mode: 'octet',
      options: [
        ['blksize', '1432'],
        ['tsize', '0'],
      ],
    },
  ],
  [
    'a plain RFC 1350 client asks no options',
    '\0\x01pxelinux.0\0OCTET\0',
    { kind: 'read', name: 'pxelinux.0', mode: 'octet', options: [] },
  ],
  [
    'option names are read in any case',
    '\0\x01a\0octet\0BLKSIZE\x00512\0',
    { kind: 'read', name: 'a', mode: 'octet', options: [['blksize', '512']] },
  ],
  [
    'zeros after the request are padding',
    '\0\x01a\0octet\0\0\0\0\0\0',
    { kind: 'read', name: 'a', mode: 'octet', options: [] },
  ],
  ['a write request is told apart', '\0\x02a\0netascii\0', { kind: 'write', name: 'a', mode: 'netascii', options: [] }],
  ['an ACK carries a 16-bit block', '\0\x04\xff\xfe', { kind: 'ack', block: 65_534 }],
  [
    'EDK2 ends its size probe with ERROR 8',
    '\0\x05\0\x08User aborted the transfer\0',
    { kind: 'error', code: 8, message: 'User aborted the transfer' },
  ],
  ['an error message without its final zero is read', '\0\x05\0\0bye', { kind: 'error', code: 0, message: 'bye' }],
  [
    'an error message is kept to one printable line',
    '\0\x05\0\0a\r\n\x1b[31mb\0',
    { kind: 'error', code: 0, message: 'a [31mb' },
  ],
];

const malformed: readonly [sentence: string, text: string][] = [
  ['nothing at all', ''],
  ['an opcode alone', '\0\x01'],
  ['an ACK cut short', '\0\x04\x01'],
  ['an opcode that does not exist', '\0\x07\0\0'],
  ['a name without an end', '\0\x01name'],
  ['a mode without an end', '\0\x01name\0octet'],
  ['an option without a value', '\0\x01name\0octet\0blksize\0'],
  ['a value without an end', '\0\x01name\0octet\0blksize\x0014'],
  ['a request longer than any that is real', `\0\x01${'a'.repeat(2_000)}\0octet\0`],
];

describe('decodeTftp', () => {
  it.each(requests)('%s', (_sentence, text, packet) => {
    expect(decodeTftp(bytes(text))).toEqual(packet);
  });

  it.each(malformed)('gives an error for %s', (_sentence, text) => {
    expect(decodeTftp(bytes(text))).toMatchObject({ kind: 'malformed' });
  });

  it('never throws, and keeps what it gives within bounds, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1_500 }), (random) => {
        const packet = decodeTftp(random);
        if (packet.kind === 'error') expect(packet.message).toMatch(/^\P{C}{0,256}$/u);
        if (packet.kind === 'read') expect(packet.options.length).toBeLessThanOrEqual(16);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws on a request with bytes changed', () => {
    const request = bytes(requests[0]![1]);
    fc.assert(
      fc.property(fc.nat(request.length - 1), fc.nat(255), fc.nat(request.length), (at, value, length) => {
        const mutated = request.slice(0, length);
        if (at < length) mutated[at] = value;
        expect(decodeTftp(mutated)).toHaveProperty('kind');
      }),
      { numRuns: 5_000 },
    );
  });
});

const word = fc.stringMatching(/^[a-z0-9./_-]{1,20}$/);
const option = fc.tuple(word, word).map(([name, value]) => [name, value] as const);
const packets: fc.Arbitrary<TftpPacket> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('read' as const, 'write' as const),
    name: word,
    mode: fc.constantFrom('octet', 'netascii'),
    options: fc.array(option, { maxLength: 8 }),
  }),
  fc.record({
    kind: fc.constant('data' as const),
    block: fc.nat(65_535),
    data: fc.uint8Array({ maxLength: 1_468 }).map((data) => Buffer.from(data)),
  }),
  fc.record({ kind: fc.constant('ack' as const), block: fc.nat(65_535) }),
  fc.record({ kind: fc.constant('error' as const), code: fc.nat(8), message: word }),
  fc.record({ kind: fc.constant('options' as const), options: fc.array(option, { minLength: 1, maxLength: 8 }) }),
);

describe('encodeTftp', () => {
  it('is undone by decodeTftp', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        expect(decodeTftp(encodeTftp(packet))).toEqual(packet);
      }),
    );
  });

  it('writes the OACK that the RFC shows', () => {
    const packet = encodeTftp({ kind: 'options', options: [['blksize', '1432']] });
    expect(Buffer.from(packet).toString('latin1')).toBe('\0\x06blksize\x001432\0');
  });
});

describe('writeDataHeader', () => {
  it('wraps the block number after 65535 to 0', () => {
    const headers = [65_535, 65_536, 65_537].map((block) => {
      const header = new Uint8Array(4);
      writeDataHeader(header, 0, block);
      return decodeTftp(header);
    });
    expect(headers).toMatchObject([{ block: 65_535 }, { block: 0 }, { block: 1 }]);
  });
});
