import { createRequire } from 'node:module';
import type koffi from 'koffi';

/**
 * Ethernet frames on a Linux card, as firmware sends them before it has an address. Calls the C library at once and
 * blocks in `wait` only; for programs that run in the machines' namespace.
 */
export interface FrameSocket {
  /** False when the card's queue had no room for it. */
  send(frame: Uint8Array): boolean;
  /** The next frame of IPv4, valid until the next call; null when none waits. */
  receive(): Buffer | null;
  /** Waits for a frame, at most so many milliseconds. */
  wait(milliseconds: number): boolean;
  /** The same without blocking the thread. */
  ready(milliseconds: number): Promise<boolean>;
  close(): void;
}

/** A UDP datagram of a machine; addresses are dotted text. */
export interface UdpFrame {
  readonly fromMac: Uint8Array;
  readonly toMac: Uint8Array;
  readonly from: string;
  readonly to: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly payload: Uint8Array;
}

export const everyone = Uint8Array.of(255, 255, 255, 255, 255, 255);

const ethernet = 14;
const ipHeader = 20;
const udpHeader = 8;
const headers = ethernet + ipHeader + udpHeader;
const udp = 17;

/**
 *     ethernet: to(6) from(6) 0x0800 | IPv4: 45 00 length(2) id(2) 4000 ttl 17 sum(2) from(4) to(4)
 *     UDP: from(2) to(2) length(2) sum(2) | payload
 */
export function udpFrame({ fromMac, toMac, from, to, fromPort, toPort, payload }: UdpFrame): Buffer {
  const frame = Buffer.alloc(headers + payload.length);
  frame.set(toMac, 0);
  frame.set(fromMac, 6);
  frame.writeUInt16BE(0x0800, 12);
  frame.set([0x45, 0], ethernet);
  frame.writeUInt16BE(ipHeader + udpHeader + payload.length, ethernet + 2);
  frame.set([0, 0, 0, 0, 64, udp], ethernet + 4);
  frame.set(from.split('.').map(Number), ethernet + 12);
  frame.set(to.split('.').map(Number), ethernet + 16);
  const at = ethernet + ipHeader;
  frame.writeUInt16BE(fromPort, at);
  frame.writeUInt16BE(toPort, at + 2);
  frame.writeUInt16BE(udpHeader + payload.length, at + 4);
  frame.set(payload, headers);
  frame.writeUInt16BE(checksum(frame.subarray(ethernet, at), 0), ethernet + 10);
  // The pseudo header of RFC 768: both addresses, the protocol and the length.
  const start = sum(frame.subarray(ethernet + 12, at), udp + udpHeader + payload.length);
  frame.writeUInt16BE(checksum(frame.subarray(at), start) || 0xffff, at + 6);
  return frame;
}

/** The payload of a frame that is a UDP datagram to this port, else null. Fragments do not occur here. */
export function udpPayload(frame: Buffer, toPort: number): Buffer | null {
  if (frame.length < headers || frame.readUInt16BE(12) !== 0x0800 || frame[ethernet + 9] !== udp) return null;
  const at = ethernet + ((frame[ethernet] as number) & 15) * 4;
  if (at + udpHeader > frame.length || frame.readUInt16BE(at + 2) !== toPort) return null;
  return frame.subarray(at + udpHeader, Math.min(frame.length, at + frame.readUInt16BE(at + 4)));
}

function checksum(bytes: Uint8Array, start: number): number {
  return ~sum(bytes, start) & 0xffff;
}

function sum(bytes: Uint8Array, start: number): number {
  let total = start;
  for (let at = 0; at < bytes.length; at += 2) total += ((bytes[at] as number) << 8) | (bytes[at + 1] ?? 0);
  while (total > 0xffff) total = (total & 0xffff) + (total >>> 16);
  return total;
}

const packetFamily = 17;
const raw = 3;
const ipv4InNetworkOrder = 0x0008;
const socketLevel = 1;
const forceReceiveBuffer = 33;
const forceSendBuffer = 32;
const dontWait = 0x40;
const readable = 1;
const bufferBytes = 16 * 1_048_576;
const longestFrame = 2_048;

/** Opens a card of this process's namespace; needs root. */
export function openFrames(card: string): FrameSocket {
  const library = (createRequire(import.meta.url)('koffi') as typeof koffi).load(null);
  const bind = library.func('int bind(int, void *, uint32_t)');
  const setsockopt = library.func('int setsockopt(int, int, int, void *, uint32_t)');
  const send = library.func('int64_t send(int, void *, size_t, int)');
  const recv = library.func('int64_t recv(int, void *, size_t, int)');
  const poll = library.func('int poll(void *, uint64_t, int)');
  const close = library.func('int close(int)');
  const index = library.func('unsigned int if_nametoindex(const char *)')(card);
  const descriptor: number = library.func('int socket(int, int, int)')(packetFamily, raw, ipv4InNetworkOrder);
  if (descriptor < 0 || index === 0) throw new Error(`no raw frames on ${card}`);
  const size = new Uint8Array(Int32Array.of(bufferBytes).buffer);
  setsockopt(descriptor, socketLevel, forceReceiveBuffer, size, 4);
  setsockopt(descriptor, socketLevel, forceSendBuffer, size, 4);
  const address = Buffer.alloc(20);
  address.writeUInt16LE(packetFamily, 0);
  address.writeUInt16LE(ipv4InNetworkOrder, 2);
  address.writeInt32LE(index, 4);
  if (bind(descriptor, address, address.length) !== 0) throw new Error(`cannot bind to ${card}`);
  const buffer = Buffer.alloc(longestFrame);
  const question = Buffer.alloc(8);
  question.writeInt32LE(descriptor, 0);
  question.writeInt16LE(readable, 4);
  return {
    send: (frame) => send(descriptor, frame, frame.length, dontWait) === frame.length,
    receive: () => {
      const length = Number(recv(descriptor, buffer, buffer.length, dontWait));
      return length < 0 ? null : buffer.subarray(0, length);
    },
    wait: (milliseconds) => poll(question, 1, milliseconds) > 0,
    ready: (milliseconds) =>
      new Promise((resolve, reject) => {
        poll.async(question, 1, milliseconds, (fault: Error | null, count: number) =>
          fault ? reject(fault) : resolve(count > 0),
        );
      }),
    close: () => close(descriptor),
  };
}
