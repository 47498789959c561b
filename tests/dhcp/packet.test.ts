import { describe, expect, it } from 'vitest';
import { clientMac, decodeDhcp, isDecodeError } from '../../electron/dhcp/packet.ts';
import { bytesWithOptions, decoded, filledOption, hex, requestWith, typeOption } from '../support/dhcp.ts';
import { readCapture } from '../support/pcap.ts';

const discover = readCapture('ovmf-pxe-then-ipxe.pcap')[0]!.payload;
function why(bytes: Uint8Array): string {
  const result = decodeDhcp(bytes);
  return isDecodeError(result) ? result.why : 'a packet';
}

describe('the decoder', () => {
  it.each([
    ['no bytes at all', new Uint8Array(0), '0 bytes are too few for a BOOTP header'],
    ['a header that is cut', discover.subarray(0, 235), '235 bytes are too few for a BOOTP header'],
    ['op 0', bytesWithOptions('ff', (bytes) => bytes.set([0])), 'op 0 is neither a request nor a reply'],
    ['op 3', bytesWithOptions('ff', (bytes) => bytes.set([3])), 'op 3 is neither a request nor a reply'],
    [
      'hlen 17',
      bytesWithOptions('ff', (bytes) => bytes.set([17], 2)),
      'a hardware address of 17 bytes does not fit chaddr',
    ],
    ['a code without a length', bytesWithOptions('35 01 01 0c'), 'option 12 has no length'],
    ['an option longer than the rest', bytesWithOptions('35 01 01 0c 04 61 62'), 'option 12 runs past its field'],
    [
      'an option that runs past the file field',
      bytesWithOptions('34 01 01 ff', (bytes) => bytes.set([12, 200], 108)),
      'option 12 runs past its field',
    ],
    [
      'a code in the last byte of the sname field',
      bytesWithOptions('34 01 02 ff', (bytes) => bytes.set([12], 107)),
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
    expect(decoded(bytesWithOptions(area)).options).toEqual([typeOption(1)]);
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
    const packet = decoded(bytesWithOptions('35 01 01 0c 02 61 62 3c 01 63 0c 02 64 65 ff'));
    expect(packet.options).toEqual([
      typeOption(1),
      { code: 12, data: hex('61 62 64 65') },
      { code: 60, data: hex('63') },
    ]);
  });

  it('reads the options field, then file, then sname when both are overloaded', () => {
    const bytes = bytesWithOptions('35 01 01 34 01 03 0c 01 61 ff', (target) => {
      target.set(hex('0c 01 62 ff'), 108);
      target.set(hex('0c 01 63 3c 01 64 ff'), 44);
    });
    const packet = decoded(bytes);
    expect(packet.options).toEqual([typeOption(1), { code: 12, data: hex('61 62 63') }, { code: 60, data: hex('64') }]);
    expect([packet.sname, packet.file]).toEqual(['', '']);
  });

  it.each([
    ['1', 'the file field', ['server', '']],
    ['2', 'the sname field', ['', 'loader']],
    ['0', 'neither field', ['server', 'loader']],
    ['4', 'neither field, because nobody defined it', ['server', 'loader']],
  ])('takes overload %s for %s', (bits, _title, names) => {
    const bytes = bytesWithOptions(`34 01 0${bits} ff`, (target) => {
      if (names[0] !== '') target.set(new TextEncoder().encode('server'), 44);
      if (names[1] !== '') target.set(new TextEncoder().encode('loader'), 108);
    });
    const packet = decoded(bytes);
    expect([packet.sname, packet.file]).toEqual(names);
    expect(packet.options).toEqual([]);
  });

  it('shows only printable text of sname and file, up to the first NUL', () => {
    const bytes = bytesWithOptions('ff', (target) => target.set(hex('61 0a 1b 62 e9 00 63'), 108));
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
    const bytes = Uint8Array.from([...bytesWithOptions(''), ...area]);
    expect(decoded(bytes).options).toEqual([filledOption(12, 20_000)]);
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
