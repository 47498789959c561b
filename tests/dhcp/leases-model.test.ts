import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ipv4, Lease, Mac } from '../../electron/contract/model.ts';
import { LeaseBook } from '../../electron/dhcp/leases.ts';

const leaseTime = 1_000_000;
const machines = ['a', 'b', 'c', 'd'] as const;
const addresses = ['10.77.0.10', '10.77.0.11', '10.77.0.12', '10.77.0.20'] as const;

type Step =
  | { readonly kind: 'discover'; readonly mac: Mac; readonly requested: Ipv4 | null }
  | { readonly kind: 'request'; readonly mac: Mac; readonly address: Ipv4 | 'offered'; readonly lost: boolean }
  | { readonly kind: 'release' | 'decline' | 'elsewhere'; readonly mac: Mac }
  | { readonly kind: 'wait'; readonly milliseconds: number }
  | { readonly kind: 'reserve'; readonly mac: Mac; readonly address: Ipv4 | null }
  | { readonly kind: 'crash' };

const mac = fc.constantFrom<Mac>(...machines);
const address = fc.constantFrom<Ipv4>(...addresses);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('discover'), mac, requested: fc.option(address) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('request'),
      mac,
      address: fc.oneof({ weight: 3, arbitrary: fc.constant('offered' as const) }, { weight: 1, arbitrary: address }),
      lost: fc.boolean(),
    }),
  },
  fc.record({ kind: fc.constantFrom('release', 'decline', 'elsewhere'), mac }),
  fc.record({ kind: fc.constant('wait'), milliseconds: fc.constantFrom(1, 59_999, 60_000, 600_000, leaseTime) }),
  fc.record({ kind: fc.constant('reserve'), mac, address: fc.option(address) }),
  fc.record({ kind: fc.constant('crash') }),
);

/** A room of machines that believe what they were told, and a server that may be killed at any time. */
class Room {
  now = 1;
  book: LeaseBook;
  readonly stored = new Map<Ipv4, Lease>();
  readonly offers = new Map<Mac, Ipv4>();
  readonly believes = new Map<Mac, { readonly address: Ipv4; readonly until: number }>();
  readonly reservations = new Map<Mac, Ipv4>();

  constructor() {
    this.book = this.begin();
  }

  begin(): LeaseBook {
    return new LeaseBook({
      range: { first: '10.77.0.10', last: '10.77.0.12' },
      ownAddress: '10.77.0.1',
      prefix: 24,
      existing: [...this.stored.values()],
      reservedFor: (wanted) => [...this.reservations].find(([, kept]) => kept === wanted)?.[0] ?? null,
    });
  }

  store(): void {
    const { saved, removed } = this.book.takeChanges();
    for (const gone of removed) this.stored.delete(gone);
    for (const lease of saved) this.stored.set(lease.address, lease);
  }

  run(step: Step): void {
    switch (step.kind) {
      case 'discover': {
        const offer = this.book.offer(this.client(step.mac), step.requested, this.now);
        if (offer.kind === 'offered') this.offers.set(step.mac, offer.address);
        return;
      }
      case 'request':
        this.request(step.mac, step.address, step.lost);
        return;
      case 'elsewhere':
        this.book.dropOffer(step.mac);
        return;
      case 'release':
      case 'decline': {
        const used = this.believes.get(step.mac);
        if (!used) return;
        this.book[step.kind](step.mac, used.address, this.now);
        this.believes.delete(step.mac);
        this.store();
        return;
      }
      case 'wait':
        this.now += step.milliseconds;
        return;
      case 'reserve':
        if (step.address === null) this.reservations.delete(step.mac);
        else if (![...this.reservations.values()].includes(step.address)) this.reservations.set(step.mac, step.address);
        this.book.reservationsChanged();
        return;
      case 'crash':
        this.book = this.begin();
    }
  }

  /** `lost`: the server is killed after it granted and before it stored, so no ACK leaves. */
  request(mac: Mac, wanted: Ipv4 | 'offered', lost: boolean): void {
    const address = wanted === 'offered' ? this.offers.get(mac) : wanted;
    if (address === undefined) return;
    const result = this.book.bind(this.client(mac), address, leaseTime, this.now);
    if (result.kind === 'refused') return;
    if (lost) {
      this.book = this.begin();
      return;
    }
    this.store();
    this.believes.set(mac, { address, until: result.lease.expiresAt });
  }

  client(mac: Mac) {
    return { mac, reserved: this.reservations.get(mac) ?? null, hostName: null };
  }

  /** The addresses that machines use now, each as often as it is used. */
  used(): Ipv4[] {
    return [...this.believes.values()].filter(({ until }) => until > this.now).map((belief) => belief.address);
  }
}

it('never lets two machines use one address, whatever they do and whenever the server is killed', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), (steps) => {
      const room = new Room();
      for (const each of steps) {
        room.run(each);
        const used = room.used();
        expect(new Set(used).size).toBe(used.length);
      }
    }),
    { numRuns: 3_000 },
  );
});
