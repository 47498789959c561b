import { expect, it } from 'vitest';
import { ComplaintRate, MachineRate } from '../../electron/dhcp/rate.ts';

it('drops what one machine asks too often in a second, and hears it again in the next', () => {
  const rate = new MachineRate();
  const allowed = Array.from({ length: 100 }, () => rate.allows(1, 500)).filter(Boolean).length;
  expect(allowed).toBe(32);
  expect(rate.allows(1, 1_000)).toBe(true);
});

it('hears other machines while one asks too often', () => {
  const rate = new MachineRate();
  for (let number = 0; number < 100; number += 1) rate.allows(1, 0);
  expect(rate.allows(2, 0)).toBe(true);
});

it('tells the same complaint once a second', () => {
  const rate = new ComplaintRate();
  expect([rate.allows('x', 0), rate.allows('x', 999), rate.allows('x', 1_000)]).toEqual([true, false, true]);
});

it('tells no more than 16 different complaints in a second', () => {
  const rate = new ComplaintRate();
  expect(Array.from({ length: 50 }, (_, number) => rate.allows(`${number}`, 0)).filter(Boolean)).toHaveLength(16);
});
