import { describe, expect, it } from 'vitest';
import { fuzzDecoder } from '../support/dhcp-fuzz.ts';

describe('damaged packets, ten seeds of 120,000', () => {
  it.each(Array.from({ length: 10 }, (_, i) => 0x5eed + i))(
    'are each a value or a DecodeError from seed %d',
    (seed) => {
      const count = fuzzDecoder(120_000, seed);
      expect(count.survived + count.decodeErrors + count.encodeErrors).toBe(120_000);
      expect(count.survived).toBeGreaterThan(12_000);
    },
  );
});
