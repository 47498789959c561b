import { readCapture } from './pcap.ts';
import { everyone, udpFrame, udpPayload } from './raw-frames.ts';

/** What a DHCP server said to one machine. */
export interface DhcpAnswer {
  readonly message: 'offer' | 'ack' | 'nak';
  readonly transaction: number;
  readonly address: string;
  /** Option 54. */
  readonly server: string;
}

const cookieEnd = 240;
const messageNames = { 2: 'offer', 5: 'ack', 6: 'nak' } as const;

/** The MAC address of test machine `number`, 0 to 65,535. */
export function machineMac(number: number): Uint8Array {
  return Uint8Array.of(0x52, 0x54, 0, 0x77, number >> 8, number & 255);
}

export function macText(mac: Uint8Array): string {
  return Array.from(mac, (byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** The questions of EDK2's PXE client, as it was captured, in the name of other machines. */
export interface Questions {
  /** The frame of a DISCOVER. */
  discover(mac: Uint8Array, transaction: number): Buffer;
  /** The frame of the REQUEST that takes an offer. */
  request(mac: Uint8Array, answer: DhcpAnswer): Buffer;
}

export function firmwareQuestions(): Questions {
  const captured = readCapture('ovmf-pxe-then-ipxe.pcap')[0];
  if (!captured) throw new Error('the capture is empty');
  const discover = Buffer.from(captured.payload);
  const typeAt = optionAt(discover, 53);
  const endAt = discover.indexOf(255, lastOptionEnd(discover));
  const request = Buffer.concat([discover.subarray(0, endAt), Buffer.alloc(13)]);
  request[typeAt] = 3;
  const frame = (mac: Uint8Array, payload: Buffer): Buffer =>
    udpFrame({
      fromMac: mac,
      toMac: everyone,
      from: '0.0.0.0',
      to: '255.255.255.255',
      fromPort: 68,
      toPort: 67,
      payload,
    });
  const fill = (payload: Buffer, mac: Uint8Array, transaction: number): Buffer => {
    payload.writeUInt32BE(transaction, 4);
    payload.set(mac, 28);
    return payload;
  };
  return {
    discover: (mac, transaction) => frame(mac, fill(discover, mac, transaction)),
    request: (mac, answer) => {
      request.set([50, 4, ...bytesOf(answer.address), 54, 4, ...bytesOf(answer.server), 255], endAt);
      return frame(mac, fill(request, mac, answer.transaction));
    },
  };
}

/** Reads a frame that a DHCP server sent to its clients; null for all else. */
export function readAnswer(frame: Buffer): DhcpAnswer | null {
  const payload = udpPayload(frame, 68);
  if (payload === null || payload.length < cookieEnd || payload[0] !== 2) return null;
  const message = messageNames[payload[optionAt(payload, 53)] as keyof typeof messageNames];
  if (message === undefined) return null;
  const server = optionAt(payload, 54);
  return {
    message,
    transaction: payload.readUInt32BE(4),
    address: [...payload.subarray(16, 20)].join('.'),
    server: [...payload.subarray(server, server + 4)].join('.'),
  };
}

function bytesOf(address: string): number[] {
  return address.split('.').map(Number);
}

/** Where the data of an option begins; past the end when it is not there. */
function optionAt(payload: Uint8Array, wanted: number): number {
  for (let at = cookieEnd; at < payload.length; ) {
    const code = payload[at] as number;
    if (code === wanted) return at + 2;
    if (code === 255) break;
    at += code === 0 ? 1 : 2 + (payload[at + 1] as number);
  }
  return payload.length;
}

function lastOptionEnd(payload: Uint8Array): number {
  let at = cookieEnd;
  while (at < payload.length && payload[at] !== 255) at += payload[at] === 0 ? 1 : 2 + (payload[at + 1] as number);
  return at;
}
