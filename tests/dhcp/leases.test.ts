import { describe, expect, it } from 'vitest';
import type { Ipv4, Lease, Mac } from '../../electron/contract/model.ts';
import { declineHold, LeaseBook, type LeaseBookOptions, offerHold, offerLeast } from '../../electron/dhcp/leases.ts';

const [one, two, three] = ['52:54:00:00:00:01', '52:54:00:00:00:02', '52:54:00:00:00:03'] as const;
const hour = 3_600_000;

function bookOf(options: Partial<LeaseBookOptions> = {}): LeaseBook {
  return new LeaseBook({
    range: { first: '10.77.0.100', last: '10.77.0.101' },
    ownAddress: '10.77.0.1',
    prefix: 24,
    existing: [],
    reservedFor: () => null,
    ...options,
  });
}

const client = (mac: Mac, reserved: Ipv4 | null = null) => ({ mac, reserved, hostName: null });
const address = (book: LeaseBook, mac: Mac, now: number, requested: Ipv4 | null = null): string => {
  const offer = book.offer(client(mac), requested, now);
  return offer.kind === 'offered' ? offer.address : offer.kind;
};

describe('an offer', () => {
  it('gives two machines two addresses', () => {
    const book = bookOf();
    expect([address(book, one, 0), address(book, two, 0)]).toEqual(['10.77.0.100', '10.77.0.101']);
  });

  it('stays the same while the machine asks again', () => {
    const book = bookOf();
    expect([address(book, one, 0), address(book, one, 4_000)]).toEqual(['10.77.0.100', '10.77.0.100']);
  });

  it('is not given to another machine while its machine may still take it', () => {
    const book = bookOf({ range: { first: '10.77.0.100', last: '10.77.0.100' } });
    address(book, one, 0);
    expect(address(book, two, offerLeast - 1)).toBe('exhausted');
  });

  it('is given to another machine after ten seconds when all addresses are gone', () => {
    const book = bookOf({ range: { first: '10.77.0.100', last: '10.77.0.100' } });
    address(book, one, 0);
    expect(address(book, two, offerLeast)).toBe('10.77.0.100');
    expect(book.bind(client(one), '10.77.0.100', hour, offerLeast)).toMatchObject({ kind: 'refused' });
  });

  it('stays with its machine for a minute while there are other addresses', () => {
    const book = bookOf();
    address(book, one, 0);
    expect(address(book, two, offerHold - 1)).toBe('10.77.0.101');
  });

  it('is free again when nobody took it', () => {
    const book = bookOf({ range: { first: '10.77.0.100', last: '10.77.0.100' } });
    address(book, one, 0);
    expect(address(book, two, offerHold)).toBe('10.77.0.100');
  });

  it('is the address that the machine asks for when that one is free', () => {
    expect(address(bookOf(), one, 0, '10.77.0.101')).toBe('10.77.0.101');
  });

  it.each([
    ['lies in another network', '192.168.1.7'],
    ['lies outside the range', '10.77.0.50'],
    ['is the server’s own', '10.77.0.1'],
    ['is the broadcast address', '10.77.0.255'],
    ['is no address at all', 'nonsense'],
  ])('is another address when the one that is asked for %s', (_, requested) => {
    expect(address(bookOf(), one, 0, requested)).toBe('10.77.0.100');
  });

  it('takes no address of the router or the server inside the range', () => {
    const range = { first: '10.77.0.1', last: '10.77.0.3' };
    const book = bookOf({ range, taken: ['10.77.0.2'] });
    expect([address(book, one, 0), address(book, two, 0)]).toEqual(['10.77.0.3', 'exhausted']);
  });

  it('takes no network or broadcast address of a range that is as wide as the subnet', () => {
    const book = bookOf({ prefix: 30, range: { first: '10.77.0.0', last: '10.77.0.3' } });
    expect([address(book, one, 0), address(book, two, 0)]).toEqual(['10.77.0.2', 'exhausted']);
  });

  it('goes only to reserved machines when there is no range', () => {
    const book = bookOf({ range: null, reservedFor: (wanted) => (wanted === '10.77.0.9' ? one : null) });
    expect(book.offer(client(one, '10.77.0.9'), null, 0)).toEqual({ kind: 'offered', address: '10.77.0.9' });
    expect(address(book, two, 0)).toBe('exhausted');
  });
});

describe('a lease', () => {
  it('is given again to the same machine after it ran out', () => {
    const book = bookOf();
    book.bind(client(two), '10.77.0.101', hour, 0);
    expect(address(book, two, 3 * hour)).toBe('10.77.0.101');
  });

  it('goes to another machine when it ran out first and no address is left', () => {
    const book = bookOf();
    book.bind(client(one), '10.77.0.101', hour, 0);
    book.bind(client(two), '10.77.0.100', hour, 1);
    expect(address(book, three, 2 * hour)).toBe('10.77.0.101');
  });

  it('counts from its renewal', () => {
    const book = bookOf();
    book.bind(client(one), '10.77.0.101', hour, 0);
    book.bind(client(two), '10.77.0.100', hour, 1);
    book.bind(client(one), '10.77.0.101', hour, 2);
    expect(address(book, three, 2 * hour)).toBe('10.77.0.100');
  });

  it('is refused to a second machine with a reason', () => {
    const book = bookOf();
    book.bind(client(one), '10.77.0.100', hour, 0);
    expect(book.bind(client(two), '10.77.0.100', hour, 1)).toEqual({
      kind: 'refused',
      why: { code: 'dhcp-address-of-other', address: '10.77.0.100' },
    });
  });

  it('frees the address that the machine had before', () => {
    const book = bookOf();
    book.bind(client(one), '10.77.0.100', hour, 0);
    book.bind(client(one), '10.77.0.101', hour, 1);
    expect(address(book, two, 2)).toBe('10.77.0.100');
  });

  it('keeps the host name that the machine said once', () => {
    const book = bookOf();
    book.bind({ mac: one, reserved: null, hostName: 'pc-01' }, '10.77.0.100', hour, 0);
    book.bind(client(one), '10.77.0.100', hour, 1);
    expect(book.leaseOf(one)?.hostName).toBe('pc-01');
  });

  it('that was released is given again to the same machine', () => {
    const book = bookOf();
    book.bind(client(one), '10.77.0.101', hour, 0);
    expect(book.release(one, '10.77.0.101', 10)).toBe(true);
    expect(address(book, one, 20)).toBe('10.77.0.101');
  });

  it('that was released goes to another machine when no address is left', () => {
    const book = bookOf();
    book.bind(client(one), '10.77.0.100', hour, 0);
    book.bind(client(two), '10.77.0.101', hour, 0);
    book.release(two, '10.77.0.101', 10);
    expect(address(book, three, 11)).toBe('10.77.0.101');
  });

  it('cannot be released or declined by another machine', () => {
    const book = bookOf();
    book.bind(client(one), '10.77.0.100', hour, 0);
    expect([book.release(two, '10.77.0.100', 1), book.decline(two, '10.77.0.100', 1)]).toEqual([false, false]);
  });
});

describe('a declined address', () => {
  it('is held back from everybody, the machine that declined it too', () => {
    const book = bookOf({ range: { first: '10.77.0.100', last: '10.77.0.100' } });
    book.bind(client(one), '10.77.0.100', hour, 0);
    expect(book.decline(one, '10.77.0.100', 10)).toBe(true);
    expect([address(book, one, 11), address(book, two, declineHold)]).toEqual(['exhausted', 'exhausted']);
  });

  it('comes back when its time is over', () => {
    const book = bookOf({ range: { first: '10.77.0.100', last: '10.77.0.100' } });
    book.bind(client(one), '10.77.0.100', hour, 0);
    book.decline(one, '10.77.0.100', 10);
    expect(address(book, two, 10 + declineHold)).toBe('10.77.0.100');
  });
});

describe('a reservation', () => {
  const reserved = (wanted: Ipv4) => (wanted === '10.77.0.100' || wanted === '10.77.0.7' ? one : null);

  it('is what its machine gets, outside the range too', () => {
    const book = bookOf({ reservedFor: reserved });
    expect(book.offer(client(one, '10.77.0.7'), null, 0)).toEqual({ kind: 'offered', address: '10.77.0.7' });
  });

  it('is never given to others, asked for or not', () => {
    const book = bookOf({ reservedFor: reserved });
    expect(address(book, two, 0, '10.77.0.100')).toBe('10.77.0.101');
    expect(address(book, three, 0)).toBe('exhausted');
    expect(book.bind(client(three), '10.77.0.100', hour, 0)).toMatchObject({ kind: 'refused' });
  });

  it('waits until the machine that has the address now has lost it', () => {
    const owners = new Map<Ipv4, Mac>();
    const book = bookOf({ reservedFor: (wanted) => owners.get(wanted) ?? null });
    book.bind(client(two), '10.77.0.100', hour, 0);
    owners.set('10.77.0.100', one);
    book.reservationsChanged();
    expect(book.offer(client(one, '10.77.0.100'), null, 1)).toEqual({ kind: 'offered', address: '10.77.0.101' });
    expect(book.offer(client(one, '10.77.0.100'), null, hour)).toEqual({ kind: 'offered', address: '10.77.0.100' });
  });

  it('that was taken away leaves its address to everybody', () => {
    const owners = new Map<Ipv4, Mac>([['10.77.0.100', one]]);
    const book = bookOf({ reservedFor: (wanted) => owners.get(wanted) ?? null });
    address(book, two, 0);
    expect(address(book, three, 0)).toBe('exhausted');
    owners.clear();
    book.reservationsChanged();
    expect(address(book, three, 0)).toBe('10.77.0.100');
  });
});

describe('what must be stored', () => {
  const lease = (state: Lease['state'], expiresAt: number): Lease => ({
    address: '10.77.0.100',
    mac: one,
    state,
    expiresAt,
    hostName: null,
  });

  it('is no offer', () => {
    const book = bookOf();
    address(book, one, 0);
    expect(book.takeChanges()).toEqual({ saved: [], removed: [] });
  });

  it.each<[string, (book: LeaseBook) => void, Lease]>([
    ['a granted lease', () => {}, lease('bound', hour)],
    ['a released one', (book) => book.release(one, '10.77.0.100', 5), lease('released', 5)],
    ['a declined one', (book) => book.decline(one, '10.77.0.100', 5), lease('declined', 5 + declineHold)],
  ])('is %s', (_, change, expected) => {
    const book = bookOf();
    book.bind(client(one), '10.77.0.100', hour, 0);
    change(book);
    expect(book.takeChanges()).toEqual({ saved: [expected], removed: [] });
  });

  it('is told once', () => {
    const book = bookOf();
    book.bind(client(one), '10.77.0.100', hour, 0);
    book.takeChanges();
    expect(book.takeChanges()).toEqual({ saved: [], removed: [] });
  });

  it('is told again when storing it failed', () => {
    const book = bookOf();
    book.bind(client(one), '10.77.0.100', hour, 0);
    book.putBack(book.takeChanges());
    expect(book.takeChanges()).toEqual({ saved: [lease('bound', hour)], removed: [] });
  });

  it('names the address that a machine has left', () => {
    const book = bookOf();
    book.bind(client(one), '10.77.0.100', hour, 0);
    book.takeChanges();
    book.bind(client(one), '10.77.0.101', hour, 1);
    expect(book.takeChanges().removed).toEqual(['10.77.0.100']);
  });

  it('is enough to begin again: the machine has its lease, and nobody else gets it', () => {
    const before = bookOf();
    before.bind(client(one), '10.77.0.100', hour, 0);
    const after = bookOf({ existing: before.takeChanges().saved });
    expect([address(after, two, 1), address(after, one, 1), address(after, three, 1)]).toEqual([
      '10.77.0.101',
      '10.77.0.100',
      'exhausted',
    ]);
  });

  it('holds a declined address back after a restart as well', () => {
    const book = bookOf({ existing: [lease('declined', hour)] });
    expect([address(book, one, 1), address(book, two, 1)]).toEqual(['10.77.0.101', 'exhausted']);
  });
});

it('gives every address of a /16 once', () => {
  const book = bookOf({ prefix: 16, range: { first: '10.77.0.0', last: '10.77.255.255' } });
  const given = new Set<string>();
  for (let number = 0; number < 65_533; number += 1) given.add(address(book, `mac ${number}`, 0));
  expect(given.size).toBe(65_533);
  expect(address(book, one, 0)).toBe('exhausted');
});

describe('machines that are in no list', () => {
  /** Two addresses, one of them kept for the machines of the list, of which there is one: the third. */
  const shared = (options: Partial<LeaseBookOptions> = {}) =>
    bookOf({ isKnown: (mac) => mac === three, keptForKnown: () => 1, ...options });

  it('leave the addresses that are kept for those of the list', () => {
    const book = shared();
    expect([address(book, one, 0), address(book, two, 0)]).toEqual(['10.77.0.100', 'exhausted']);
    expect(address(book, three, 0)).toBe('10.77.0.101');
  });

  it('do not get a kept address by asking for it', () => {
    const book = shared();
    address(book, one, 0);
    expect(address(book, two, 0, '10.77.0.101')).toBe('exhausted');
    expect(book.bind(client(two), '10.77.0.101', hour, 0)).toEqual({
      kind: 'refused',
      why: { code: 'dhcp-kept-for-known', address: '10.77.0.101' },
    });
  });

  it('keep what they have when they renew it', () => {
    const book = shared();
    address(book, one, 0);
    book.bind(client(one), '10.77.0.100', hour, 0);
    expect(book.bind(client(one), '10.77.0.100', hour, 1_000)).toMatchObject({ kind: 'bound' });
  });

  it('get what another of them did not take in time, or has had', () => {
    const book = shared();
    address(book, one, 0);
    expect(address(book, two, offerLeast)).toBe('10.77.0.100');
    book.bind(client(two), '10.77.0.100', hour, offerLeast);
    expect(address(book, one, hour + offerLeast - 1)).toBe('exhausted');
    expect(address(book, one, hour + offerLeast)).toBe('10.77.0.100');
  });

  it('do not get the address that a machine of the list has had', () => {
    const book = shared();
    book.bind(client(three), '10.77.0.101', hour, 0);
    address(book, one, 2 * hour);
    expect(address(book, two, 2 * hour)).toBe('exhausted');
  });

  it('are counted from the leases of the last run, too', () => {
    const existing: Lease[] = [{ address: '10.77.0.100', mac: one, state: 'bound', expiresAt: hour, hostName: null }];
    expect(address(shared({ existing }), two, 0)).toBe('exhausted');
  });
});
