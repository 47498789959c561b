import { describe, expect, it } from 'vitest';
import { fuzzDecoder } from '../support/dhcp-fuzz.ts';

describe('60,000 damaged packets', () => {
  it('are each a value that can be written again, or a DecodeError', { timeout: 60_000 }, () => {
    const count = fuzzDecoder(60_000, 0x0600_c0de);
    expect(count.survived + count.decodeErrors + count.encodeErrors).toBe(60_000);
    // A damage that always or never harms would test nothing.
    expect(count.decodeErrors).toBeGreaterThan(6_000);
    expect(count.survived).toBeGreaterThan(6_000);
    expect(count.encodeErrors).toBeGreaterThan(600);
    expect([...count.reasons].sort()).toEqual([
      'N bytes are too few for a BOOTP header',
      'a hardware address of N bytes does not fit chaddr',
      'op N is neither a request nor a reply',
      'option N has no length',
      'option N runs past its field',
    ]);
  });
});
