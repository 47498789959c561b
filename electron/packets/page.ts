import type { Mac } from '../contract/model.ts';
import { parseIpv4, readIpv4 } from '../dhcp/address.ts';
import { type Endpoint, everybodysMac, type PacketContent, type PacketRecord } from './record.ts';

/*
 * The packets of one machine, one after the other in blocks of bytes: objects would be looked at by every garbage
 * collection, which cost a fifth of what an answer costs. An entry lies in one block:
 *
 *     length (4) | id (4) | at (8) | from (7) | to (7) | protocol (1) | number (8) | bytes …
 *
 * An end is an address (4), a port (2) and whose hardware address it has (1). The number is the size of a body of HTTP or
 * the code of an error of TFTP, -1 where there is none; the bytes are the datagram of DHCP, else Latin-1.
 */
const HEAD = 39;
const blockSize = 2_048;
const protocols = ['dhcp', 'tftp', 'http'] as const;

interface Block {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  end: number;
}

/** Hardware addresses of ends by their number: nobody's, everybody's and the machine's own; then those of cards. */
const firstCard = 3;
const mostCards = 250;

export class Page {
  readonly #mac: Mac;
  readonly #cards: Mac[];
  readonly #blocks: Block[] = [];
  /** Bytes of memory that the packets take. */
  bytes = 0;

  /** `cards` is the list of all pages, which grows when a new card is met. */
  constructor(mac: Mac, cards: Mac[]) {
    this.#mac = mac;
    this.#cards = cards;
  }

  write(id: number, at: number, from: Endpoint, to: Endpoint, content: PacketContent): void {
    const { number, data } = packed(content);
    const block = this.#room(HEAD + data.length);
    const { bytes, view, end } = block;
    view.setUint32(end, data.length);
    view.setUint32(end + 4, id);
    view.setFloat64(end + 8, at);
    this.#writeEnd(view, end + 16, from);
    this.#writeEnd(view, end + 23, to);
    bytes[end + 30] = protocols.indexOf(content.protocol);
    view.setFloat64(end + 31, number);
    if (typeof data !== 'string') bytes.set(data, end + HEAD);
    else for (let index = 0; index < data.length; index += 1) bytes[end + HEAD + index] = data.charCodeAt(index);
    block.end += HEAD + data.length;
  }

  /** Forgets the oldest packets, a block of them at once; never the newest block. */
  dropOldest(): boolean {
    if (this.#blocks.length < 2) return false;
    this.bytes -= this.#blocks.shift()?.bytes.length ?? 0;
    return true;
  }

  /** Oldest first. */
  read(): PacketRecord[] {
    return this.#blocks.flatMap(({ bytes, view, end }) => {
      const records: PacketRecord[] = [];
      for (let at = 0; at < end; at += HEAD + view.getUint32(at)) records.push(this.#readEntry(bytes, view, at));
      return records;
    });
  }

  #room(wanted: number): Block {
    const last = this.#blocks.at(-1);
    if (last && last.end + wanted <= last.bytes.length) return last;
    const bytes = new Uint8Array(Math.max(blockSize, wanted));
    const block = { bytes, view: new DataView(bytes.buffer), end: 0 };
    this.#blocks.push(block);
    this.bytes += bytes.length;
    return block;
  }

  #writeEnd(view: DataView, at: number, { address, port, mac }: Endpoint): void {
    view.setUint32(at, parseIpv4(address) ?? 0);
    view.setUint16(at + 4, port);
    view.setUint8(at + 6, this.#numberOf(mac));
  }

  #numberOf(mac: Mac | null): number {
    if (mac === null) return 0;
    if (mac === everybodysMac) return 1;
    if (mac === this.#mac) return 2;
    const known = this.#cards.indexOf(mac);
    if (known >= 0) return firstCard + known;
    if (this.#cards.length >= mostCards) return 0;
    return firstCard + this.#cards.push(mac) - 1;
  }

  #readEnd(bytes: Uint8Array, view: DataView, at: number): Endpoint {
    const own = [null, everybodysMac, this.#mac];
    const whose = view.getUint8(at + 6);
    const mac = own[whose] ?? this.#cards[whose - firstCard] ?? null;
    return { address: readIpv4(bytes, at), port: view.getUint16(at + 4), mac };
  }

  #readEntry(bytes: Uint8Array, view: DataView, at: number): PacketRecord {
    const data = bytes.slice(at + HEAD, at + HEAD + view.getUint32(at));
    return {
      id: view.getUint32(at + 4),
      at: view.getFloat64(at + 8),
      from: this.#readEnd(bytes, view, at + 16),
      to: this.#readEnd(bytes, view, at + 23),
      ...unpacked(bytes[at + 30] ?? 0, view.getFloat64(at + 31), data),
    };
  }
}

function packed(content: PacketContent): { readonly number: number; readonly data: Uint8Array | string } {
  switch (content.protocol) {
    case 'dhcp':
      return { number: -1, data: content.bytes };
    case 'tftp': {
      const { message } = content;
      return message.kind === 'read'
        ? { number: -1, data: message.name }
        : { number: message.code, data: message.words };
    }
    case 'http':
      return { number: content.bytes ?? -1, data: content.line };
  }
}

function unpacked(protocol: number, number: number, data: Uint8Array): PacketContent {
  switch (protocols[protocol]) {
    case 'tftp': {
      const message =
        number < 0
          ? ({ kind: 'read', name: latin1(data) } as const)
          : ({ kind: 'error', code: number, words: latin1(data) } as const);
      return { protocol: 'tftp', message };
    }
    case 'http':
      return { protocol: 'http', line: latin1(data), bytes: number < 0 ? null : number };
    default:
      return { protocol: 'dhcp', bytes: data };
  }
}

const latin1 = (data: Uint8Array): string => Array.from(data, (byte) => String.fromCharCode(byte)).join('');
