import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIpv4 } from '../../electron/dhcp/address.ts';

/** One UDP datagram over IPv4 out of a capture. */
export interface CapturedDatagram {
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  readonly payload: Uint8Array;
}

const FILE_HEADER = 24;
const RECORD_HEADER = 16;
const ETHERNET = 14;
const UDP_HEADER = 8;
const LITTLE_ENDIAN_MICROSECONDS = 0xa1b2c3d4;
const folder = new URL('../fixtures/captures/', import.meta.url).pathname;

/** The captures of real firmware, by their file names. */
export function captureNames(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.pcap'))
    .sort();
}

/** The UDP datagrams of a capture of the fixtures, in their order: Ethernet, classic pcap, little-endian. */
export function readCapture(name: string): readonly CapturedDatagram[] {
  const file = readFileSync(join(folder, name));
  if (file.readUInt32LE(0) !== LITTLE_ENDIAN_MICROSECONDS) throw new Error(`${name} is no little-endian pcap`);
  const datagrams: CapturedDatagram[] = [];
  for (let at = FILE_HEADER; at < file.length; ) {
    const length = file.readUInt32LE(at + 8);
    datagrams.push(datagram(file.subarray(at + RECORD_HEADER, at + RECORD_HEADER + length)));
    at += RECORD_HEADER + length;
  }
  return datagrams;
}

function datagram(frame: Buffer): CapturedDatagram {
  const ip = frame.subarray(ETHERNET);
  const udp = ip.subarray(((ip[0] as number) & 15) * 4);
  return {
    source: readIpv4(ip, 12),
    sourcePort: udp.readUInt16BE(0),
    destination: readIpv4(ip, 16),
    destinationPort: udp.readUInt16BE(2),
    payload: new Uint8Array(udp.subarray(UDP_HEADER, udp.readUInt16BE(4))),
  };
}
