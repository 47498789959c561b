import {
  type DecodeError,
  type DhcpOption,
  type DhcpPacket,
  decodeDhcp,
  type EncodeError,
  type EncodeLimits,
  encodeDhcp,
  isDecodeError,
  isEncodeError,
} from '../../electron/dhcp/packet.ts';

/** The packet, or the test fails with the decoder's reason. */
export function decoded(bytes: Uint8Array): DhcpPacket {
  const packet: DhcpPacket | DecodeError = decodeDhcp(bytes);
  if (isDecodeError(packet)) throw new Error(packet.why);
  return packet;
}

/** The bytes, or the test fails with the encoder's reason. */
export function encoded(packet: DhcpPacket, limits?: EncodeLimits): Uint8Array {
  const bytes: Uint8Array | EncodeError = encodeDhcp(packet, limits);
  if (isEncodeError(bytes)) throw new Error(bytes.why);
  return bytes;
}

/** A request of one Ethernet machine without options, to be changed by the test. */
export function requestWith(options: readonly DhcpOption[], changes: Partial<DhcpPacket> = {}): DhcpPacket {
  const chaddr = new Uint8Array(16);
  chaddr.set([0x52, 0x54, 0, 0, 0, 2]);
  return {
    op: 1,
    htype: 1,
    hlen: 6,
    hops: 0,
    xid: 0xf049219f,
    secs: 0,
    flags: 0,
    ciaddr: '0.0.0.0',
    yiaddr: '0.0.0.0',
    siaddr: '0.0.0.0',
    giaddr: '0.0.0.0',
    chaddr,
    sname: '',
    file: '',
    options,
    ...changes,
  };
}

/** Bytes of hex text; spaces are for the reader. */
export function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
}

/** Option 53 with a number. */
export function typeOption(number: number): DhcpOption {
  return { code: 53, data: Uint8Array.of(number) };
}

/** An option of `length` equal bytes. */
export function filledOption(code: number, length: number, byte = 0x61): DhcpOption {
  return { code, data: new Uint8Array(length).fill(byte) };
}

/** A BOOTP header, the cookie and the bytes of the options field as hex. */
export function bytesWithOptions(text: string, change: (bytes: Uint8Array) => void = () => undefined): Uint8Array {
  const area = hex(text);
  const bytes = new Uint8Array(240 + area.length);
  bytes.set([1, 1, 6, 0]);
  bytes.set([0x63, 0x82, 0x53, 0x63], 236);
  bytes.set(area, 240);
  change(bytes);
  return bytes;
}
