import { expect, it } from 'vitest';
import { routeRequest } from '../../electron/http/route.ts';

const told = (query: string) => {
  const route = routeRequest('GET', `/beacon/t0k3n/inventory?${query}`);
  return route.kind === 'beacon' && route.beacon.kind === 'inventory' ? route.beacon.hardware : null;
};

it.each([
  ['what the loader counted', 'memory=8192&module0=0003', '8192'],
  ['two modules', 'memory=&module0=0010&large0=&module1=0010', '8192'],
  ['a module of 64 GiB', 'module0=ff7f&large0=00000100', '65536'],
  ['a module counted in KiB', 'module0=00a0', '8'],
  ['an unknown module and an empty socket', 'module0=ffff&module1=0000', null],
  ['no number', 'memory=many&module0=zz00', null],
])('the memory of a machine is read from %s', (_, query, expected) => {
  expect(told(query)?.memory).toBe(expected);
});

it('what the firmware was never given, and text of any length, is not taken as it stands', () => {
  const hardware = told(`serial=To%20be%20filled%20by%20O.E.M.&cpu=${'i5%20'.repeat(80)}%0a&nic=rtl8169&uuid=1-2`);
  expect(hardware).toMatchObject({ serial: null, nic: 'rtl8169', uuid: '1-2', asset: null });
  expect(hardware?.cpu?.length).toBeLessThanOrEqual(64);
});

it.each([
  ['boot=t0k3n&ask=news', { kind: 'news', token: 't0k3n' }],
  ['boot=t0k3n&ask=onward', { kind: 'onward', token: 't0k3n' }],
  ['boot=t0k3n&choose=12', { kind: 'choose', token: 't0k3n', actionId: 12 }],
  ['boot=t0k3n&choose=-1', null],
  ['boot=t0k3n&ask=more', null],
  ['boot=..%2f&ask=news', null],
  ['ask=news', null],
])('a running script that asks ?%s is understood', (query, question) => {
  expect(routeRequest('GET', `/boot/52-54-00-00-00-02.ipxe?${query}`)).toMatchObject({ kind: 'script', question });
});
