import { expect, test } from 'vitest';
import { fuzzImages } from '../support/media-fuzz.ts';

test('6,000 damaged images are each a tree that stays inside or a fault with its reason', {
  timeout: 60_000,
}, async () => {
  const { opened, faults } = await fuzzImages(6_000, 0x15_09660);
  expect(opened).toBeGreaterThan(500);
  expect(Object.keys(faults)).toEqual(
    expect.arrayContaining(['media-cut', 'media-damaged', 'media-loop', 'media-name', 'media-foreign']),
  );
});
