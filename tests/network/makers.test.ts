import { describe, expect, it } from 'vitest';
import { Makers } from '../../electron/network/makers.ts';

describe('the maker of a network card', () => {
  const installed = new Makers();

  it.each([
    ['is found by its six digits', '00:1b:21:0a:0b:0c', 'Intel Corporate'],
    ['is found by seven digits where the IEEE divides a block', '00:55:da:00:00:01', 'Shinko Technos co.,ltd.'],
    ['is none for an address that a machine made up', '52:54:00:12:34:56', null],
    ['is none when it keeps its name to itself', '00:01:01:00:00:01', null],
    ['is none when it is not listed', 'fc:ff:fe:00:00:01', null],
  ])('%s', (_, mac, maker) => {
    expect(installed.of(mac)).toBe(maker);
  });

  it('is shown in one short printable line', () => {
    const name = `Tab\\there ${'long '.repeat(30)}`;
    const list = new Makers(() => Buffer.from(`{\n "001B21": "${name}\\nStreet\\nTown",\n "001B22": "Last"\n}\n`));
    expect(list.of('00:1b:21:00:00:01')).toHaveLength(64);
    expect(list.of('00:1b:21:00:00:01')).toMatch(/^Tab here long long/);
    expect(list.of('00:1b:22:00:00:01')).toBe('Last');
  });

  it('is none without a list', () => {
    expect(new Makers(() => Buffer.alloc(0)).of('00:1b:21:00:00:01')).toBeNull();
  });
});
