import { expect, it } from 'vitest';
import { magicPacket } from '../../electron/network/wake-on-lan.ts';

it('a magic packet is six times FF and sixteen times the address, 102 bytes', () => {
  const packet = Buffer.from(magicPacket('00:1b:21:0a:ff:02'));
  expect(packet.toString('hex')).toBe(`ffffffffffff${'001b210aff02'.repeat(16)}`);
  expect(packet).toHaveLength(102);
});
