import { describe, expect, it } from 'vitest';
import { routeRequest } from '../../electron/http/route.ts';

const script = '/boot/52-54-00-00-00-02.ipxe';
const hardwareOf = (query: string) => {
  const route = routeRequest('GET', `${script}?${query}`);
  return route.kind === 'script' ? route.hardware : route;
};

describe('what a machine says of itself with its request for a script', () => {
  it('is read as iPXE 2.0.0 sends it, with a raw plus', () => {
    const query = 'manufacturer=QEMU&product=Standard%20PC%20(Q35%20+%20ICH9,%202009)&serial=';
    expect(hardwareOf(query)).toEqual({
      manufacturer: 'QEMU',
      product: 'Standard PC (Q35 + ICH9, 2009)',
      serial: null,
    });
  });

  it.each([
    ['nothing is said', 'manufacturer=&product=&serial='],
    [
      'the maker of the board filled nothing in',
      'product=To%20be%20filled%20by%20O.E.M.&serial=System%20Serial%20Number',
    ],
    ['the query is about something else', 'boot=abc'],
  ])('is nothing when %s', (_, query) => {
    expect(hardwareOf(query)).toBeNull();
  });

  it('is printable and bounded', () => {
    expect(hardwareOf(`serial=${'x1'.repeat(200)}&product=a%0Ab%00c`)).toEqual({
      manufacturer: null,
      product: 'a b c',
      serial: 'x1'.repeat(32),
    });
  });
});
