import { describe, expect, it } from 'vitest';
import { mostInAll, mostOfMachine, PacketBook } from '../../electron/packets/book.ts';

const from = { address: '10.77.0.100', port: 50_000, mac: null };
const to = { address: '10.77.0.1', port: 8_080, mac: null };
const mac = (number: number) =>
  `52:54:00:00:${String(Math.floor(number / 100)).padStart(2, '0')}:${String(number % 100).padStart(2, '0')}`;
const line = (text: string) => ({ protocol: 'http', line: text, bytes: null }) as const;

describe('the packets that are kept', () => {
  it('are those of their machine, in their order', () => {
    const book = new PacketBook(() => 5);
    book.note(mac(1), from, to, line('GET /a HTTP/1.1'));
    book.note(mac(2), from, to, line('GET /b HTTP/1.1'));
    book.note(mac(1), from, to, line('GET /c HTTP/1.1'));
    expect(book.of(mac(1))).toMatchObject([{ at: 5, line: 'GET /a HTTP/1.1' }, { line: 'GET /c HTTP/1.1' }]);
    expect(book.of(mac(3))).toEqual([]);
  });

  it('of one machine are the newest that fit', () => {
    const book = new PacketBook(() => 5);
    const text = `GET /${'x'.repeat(1_000)} HTTP/1.1`;
    for (let number = 0; number < 1_000; number += 1) book.note(mac(1), from, to, line(`${text}${number}`));
    const kept = book.of(mac(1));
    expect(book.bytes).toBeLessThanOrEqual(mostOfMachine);
    expect(kept.length).toBeGreaterThan(mostOfMachine / 2_100);
    expect(kept.at(-1)).toMatchObject({ line: `${text}999` });
  });

  it('of the machine that was silent longest go first', () => {
    const book = new PacketBook(() => 5);
    const text = line(`GET /${'x'.repeat(60_000)} HTTP/1.1`);
    for (let number = 0; number < 200; number += 1)
      for (let packet = 0; packet < 4; packet += 1) book.note(mac(number), from, to, text);
    expect(book.of(mac(0))).toEqual([]);
    expect(book.of(mac(199))).toHaveLength(4);
    expect(book.bytes).toBeLessThanOrEqual(mostInAll);
  });

  it('are read as they were noted, each end with its hardware address', () => {
    const book = new PacketBook(() => 1_700_000_000_123.5);
    const card = { ...to, mac: '52:54:00:aa:bb:cc' };
    const machine = { ...from, mac: mac(1) };
    const everybody = { address: '255.255.255.255', port: 68, mac: 'ff:ff:ff:ff:ff:ff' };
    const contents = [
      { protocol: 'dhcp', bytes: Uint8Array.of(1, 2, 255) },
      { protocol: 'tftp', message: { kind: 'read', name: 'snponly.efi' } },
      { protocol: 'tftp', message: { kind: 'error', code: 0, words: 'né' } },
      { protocol: 'http', line: 'HTTP/1.1 200 OK', bytes: 5_000_000_000 },
      { protocol: 'http', line: '', bytes: 0 },
    ] as const;
    for (const content of contents) book.note(mac(1), card, machine, content);
    book.note(mac(1), from, everybody, contents[0]);
    expect(book.of(mac(1))).toEqual([
      ...contents.map((content, index) => ({
        id: index + 1,
        at: 1_700_000_000_123.5,
        from: card,
        to: machine,
        ...content,
      })),
      { id: 6, at: 1_700_000_000_123.5, from, to: everybody, ...contents[0] },
    ]);
  });
});
