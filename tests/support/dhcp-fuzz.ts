import { readIpxeOptions } from '../../electron/dhcp/ipxe-options.ts';
import { messageType, type OptionName, optionTable, readOption } from '../../electron/dhcp/options.ts';
import {
  clientMac,
  type DhcpPacket,
  decodeDhcp,
  encodeDhcp,
  isDecodeError,
  isEncodeError,
} from '../../electron/dhcp/packet.ts';
import { bootVendorClass, userClasses } from '../../electron/dhcp/pxe-client.ts';
import { readPxeVendorOptions } from '../../electron/dhcp/pxe-options.ts';
import { type Dice, mutate, seededDice } from './mutate.ts';
import { captureNames, readCapture } from './pcap.ts';

/** How the mutated packets ended. */
export interface FuzzCount {
  readonly packets: number;
  /** Decoded, written again, and read back as the same. */
  readonly survived: number;
  readonly decodeErrors: number;
  /** Refused under the small maximum; under the large one that would be a fault. */
  readonly encodeErrors: number;
  /** The different sentences of the decoder, without their numbers. */
  readonly reasons: ReadonlySet<string>;
}

const names = Object.keys(optionTable) as OptionName[];
const LARGEST = { minimum: 0, maximum: 65_507 };

/**
 * Decodes damaged captures. Throws with the packet as hex when one is neither a value nor a DecodeError, when a value
 * cannot be written, or when what was written reads as something else.
 */
export function fuzzDecoder(packets: number, seed: number): FuzzCount {
  const dice = seededDice(seed);
  const captured = captureNames().flatMap((name) => readCapture(name).map(({ payload }) => payload));
  const reasons = new Set<string>();
  let decodeErrors = 0;
  let encodeErrors = 0;
  for (let i = 0; i < packets; i++) {
    const bytes = mutate(captured[dice(captured.length)] as Uint8Array, dice);
    const outcome = tryPacket(bytes, dice);
    if (outcome.kind === 'decode-error') {
      decodeErrors++;
      reasons.add(outcome.why.replace(/\d+/g, 'N'));
    } else if (outcome.kind === 'encode-error') encodeErrors++;
  }
  return { packets, survived: packets - decodeErrors - encodeErrors, decodeErrors, encodeErrors, reasons };
}

type Outcome = { readonly kind: 'decode-error'; readonly why: string } | { readonly kind: 'encode-error' | 'survived' };

function tryPacket(bytes: Uint8Array, dice: Dice): Outcome {
  try {
    const packet = decodeDhcp(bytes);
    if (isDecodeError(packet)) return { kind: 'decode-error', why: packet.why };
    readEverything(packet);
    mustComeBack(packet);
    return fitsOrIsRefused(packet, 240 + dice(400)) ? { kind: 'survived' } : { kind: 'encode-error' };
  } catch (cause) {
    throw new Error(`packet ${Buffer.from(bytes).toString('hex')}`, { cause });
  }
}

function readEverything(packet: DhcpPacket): void {
  for (const name of names) readOption(packet, name);
  messageType(packet);
  clientMac(packet);
  bootVendorClass(packet);
  userClasses(packet);
  readPxeVendorOptions(packet);
  readIpxeOptions(packet);
}

function mustComeBack(packet: DhcpPacket): void {
  const written = encodeDhcp(packet, LARGEST);
  if (isEncodeError(written)) throw new Error(written.why);
  const back = decodeDhcp(written);
  if (isDecodeError(back)) throw new Error(`written, but not readable: ${back.why}`);
  if (back.file !== packet.file || back.sname !== packet.sname) throw new Error('sname or file changed');
  mustHoldTheSame(packet, back);
  const again = encodeDhcp(back, LARGEST);
  if (isEncodeError(again) || Buffer.compare(again, written) !== 0) throw new Error('written twice, not the same');
}

function mustHoldTheSame(packet: DhcpPacket, other: DhcpPacket): void {
  if (packet.options.length !== other.options.length) throw new Error('another number of options');
  for (const { code, data } of packet.options) {
    const found = other.options.find((option) => option.code === code);
    if (found === undefined || Buffer.compare(found.data, data) !== 0) throw new Error(`option ${code} changed`);
  }
}

/** Under a small maximum options move to `file` and `sname`, and have to be the same when they are read there. */
function fitsOrIsRefused(packet: DhcpPacket, maximum: number): boolean {
  const written = encodeDhcp(packet, { minimum: 300, maximum });
  if (isEncodeError(written)) return false;
  if (written.length > maximum) throw new Error(`${written.length} bytes, more than ${maximum}`);
  const back = decodeDhcp(written);
  if (isDecodeError(back)) throw new Error(`squeezed, but not readable: ${back.why}`);
  mustHoldTheSame(packet, back);
  return true;
}
