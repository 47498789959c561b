import { expect, test } from 'vitest';
import { fuzzImages } from '../support/media-fuzz.ts';

test.each(Array.from({ length: 10 }, (_, i) => 0x0ddba11 + i))(
  '30,000 damaged images are each a tree that stays inside or a fault, from seed %d',
  async (seed) => {
    const { opened, faults } = await fuzzImages(30_000, seed);
    expect(opened + Object.values(faults).reduce((sum, count) => sum + count, 0)).toBe(30_000);
  },
);
