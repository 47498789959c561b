import type { Ipv4, Lease, Mac, PlainPhrase } from '../contract/model.ts';
import { type Ipv4Range, ipv4Number, ipv4Text, isHostAddress, parseIpv4, sameSubnet } from './address.ts';
import { AddressPool } from './pool.ts';

/** How long an address waits for the machine that it was offered to, in milliseconds. EDK2 takes up to 4 s to ask. */
export const offerHold = 60_000;

/**
 * How soon an offer that its machine has not taken is given to another one when all are gone, in milliseconds: most
 * machines take theirs within 4 s, and whoever makes up machines takes none.
 */
export const offerLeast = 10_000;

/** How long a declined address is held back: whoever uses it without asking is likely to stay. Milliseconds. */
export const declineHold = 600_000;

export interface LeaseBookOptions {
  /** Null: only reserved addresses are given. */
  readonly range: Ipv4Range | null;
  readonly ownAddress: Ipv4;
  readonly prefix: number;
  /** Addresses of the range that somebody else has: the router, the name servers. */
  readonly taken?: readonly Ipv4[];
  /** What was durable when the service began. */
  readonly existing: readonly Lease[];
  /** Whose reservation an address is, or null. */
  readonly reservedFor: (address: Ipv4) => Mac | null;
  /** Whether a machine is in the list; left out, all are. */
  readonly isKnown?: (mac: Mac) => boolean;
  /** How many addresses of the range those in the list find free however many others ask; left out, none. */
  readonly keptForKnown?: () => number;
}

/** Who asks, with the address that is kept for this machine alone. */
export interface LeaseClient {
  readonly mac: Mac;
  readonly reserved: Ipv4 | null;
  readonly hostName: string | null;
}

export type OfferResult = { readonly kind: 'offered'; readonly address: Ipv4 } | { readonly kind: 'exhausted' };

export type BindResult =
  | { readonly kind: 'bound'; readonly lease: Lease }
  /** `why` is for the journal and for the text of the NAK. */
  | { readonly kind: 'refused'; readonly why: PlainPhrase };

/** What has to be stored before an answer leaves. */
export interface LeaseChanges {
  readonly saved: readonly Lease[];
  readonly removed: readonly Ipv4[];
}

interface Entry {
  readonly address: number;
  readonly mac: Mac;
  readonly state: Lease['state'];
  readonly expiresAt: number;
  readonly hostName: string | null;
  /** Counts against the share of machines that are in no list. */
  readonly counted: boolean;
}

/**
 * Which machine has which address. In memory and pure: the time comes with every call, in milliseconds since the epoch.
 *
 * An address belongs to one machine at a time, until the lease that it was told has run out: also when it has moved to
 * another address, or was refused, because it may not have heard so. Expired entries are kept, so that a machine that
 * comes back gets its last address; the one that expired first is given away first. Offers are not durable: after a
 * crash the address is asked for again, and given only when it is still free.
 *
 * Each state is a queue in the order of expiry, since all its entries live equally long: every call is O(1).
 */
export class LeaseBook {
  readonly #options: LeaseBookOptions;
  readonly #pool: AddressPool;
  readonly #blocked: ReadonlySet<number>;
  readonly #byAddress = new Map<number, Entry>();
  /** The address that a machine was last told to use. */
  readonly #held = new Map<Mac, Entry>();
  readonly #offered = new Map<Mac, Entry>();
  readonly #queues = {
    offered: new Map<number, Entry>(),
    bound: new Map<number, Entry>(),
    released: new Map<number, Entry>(),
    declined: new Map<number, Entry>(),
  } as const satisfies Record<Lease['state'], Map<number, Entry>>;
  readonly #changed = new Set<number>();
  /** Addresses of the range that machines in no list have, those whose time has run out too. */
  #counted = 0;

  constructor(options: LeaseBookOptions) {
    this.#options = options;
    this.#pool = new AddressPool(options.range);
    this.#blocked = new Set([options.ownAddress, ...(options.taken ?? [])].map(ipv4Number));
    const durable = options.existing.filter((lease) => lease.state !== 'offered');
    for (const lease of durable.toSorted((one, other) => one.expiresAt - other.expiresAt)) {
      this.#put(this.#entry({ ...lease, address: ipv4Number(lease.address) }));
    }
    this.#changed.clear();
  }

  /**
   * An address for a machine that looks for one, held for `offerHold`: its reservation, else its last, else the one
   * that it asks for, else one that nobody had, else the one whose lease ran out first.
   */
  offer(client: LeaseClient, requested: Ipv4 | null, now: number): OfferResult {
    const address = this.#choose(client, requested, now);
    if (address === null) return { kind: 'exhausted' };
    const held = this.#held.get(client.mac);
    if (!(held?.address === address && isLive(held, now))) this.#hold(client, address, now);
    return { kind: 'offered', address: ipv4Text(address) };
  }

  /** Gives the address to the machine until `now + milliseconds`, or says why not. A machine's other address is freed. */
  bind(client: LeaseClient, address: Ipv4, milliseconds: number, now: number): BindResult {
    const number = parseIpv4(address);
    if (number === null) return { kind: 'refused', why: { code: 'dhcp-not-an-address', address } };
    const why = this.#refusal(client, number, now);
    if (why !== null) return { kind: 'refused', why };
    const before = this.#held.get(client.mac);
    if (before && before.address !== number) this.#drop(before);
    const offer = this.#offered.get(client.mac);
    if (offer && offer.address !== number) this.#drop(offer);
    const hostName = client.hostName ?? before?.hostName ?? null;
    const expiresAt = now + milliseconds;
    const entry = this.#entry({ address: number, mac: client.mac, state: 'bound', expiresAt, hostName });
    this.#put(entry);
    return { kind: 'bound', lease: asLease(entry) };
  }

  /** The machine took the offer of another server: what was held for it is free again. */
  dropOffer(mac: Mac): void {
    const offer = this.#offered.get(mac);
    if (offer) this.#drop(offer);
  }

  /** The machine found the address in use: nobody gets it for `declineHold`. False when it is not this machine's. */
  decline(mac: Mac, address: Ipv4, now: number): boolean {
    const entry = this.#of(mac, address);
    if (!entry) return false;
    this.#put({ ...entry, state: 'declined', expiresAt: now + declineHold });
    return true;
  }

  /** The machine gives the address back; it gets it again while nobody else needs it. False when it is not its own. */
  release(mac: Mac, address: Ipv4, now: number): boolean {
    const entry = this.#of(mac, address);
    if (!entry) return false;
    this.#put({ ...entry, state: 'released', expiresAt: now });
    return true;
  }

  /** True when the machine's own reservation is not this address, and could be given to it now. */
  belongsElsewhere(client: LeaseClient, address: Ipv4, now: number): boolean {
    if (client.reserved === null || client.reserved === address) return false;
    return this.#refusal(client, ipv4Number(client.reserved), now) === null;
  }

  /** The lease of a machine, also one that has run out; null when it has none. */
  leaseOf(mac: Mac): Lease | null {
    const entry = this.#held.get(mac);
    return entry ? asLease(entry) : null;
  }

  /** Every entry that is still valid, by address; offers too. */
  live(now: number): Lease[] {
    const live = [...this.#byAddress.values()].filter((entry) => isLive(entry, now));
    return live.sort((one, other) => one.address - other.address).map(asLease);
  }

  /** To be called when reservations were added or removed. */
  reservationsChanged(): void {
    this.#pool.startAgain();
  }

  /** What changed since the last call and must be stored before an answer leaves. */
  takeChanges(): LeaseChanges {
    const saved: Lease[] = [];
    const removed: Ipv4[] = [];
    for (const address of this.#changed) {
      const entry = this.#byAddress.get(address);
      if (entry && entry.state !== 'offered') saved.push(asLease(entry));
      else removed.push(ipv4Text(address));
    }
    this.#changed.clear();
    return { saved, removed };
  }

  /** Storing failed: these changes are due again. */
  putBack(changes: LeaseChanges): void {
    for (const lease of changes.saved) this.#changed.add(ipv4Number(lease.address));
    for (const address of changes.removed) this.#changed.add(ipv4Number(address));
  }

  #choose(client: LeaseClient, requested: Ipv4 | null, now: number): number | null {
    const wishes = [
      client.reserved === null ? null : parseIpv4(client.reserved),
      this.#held.get(client.mac)?.address ?? null,
      this.#offered.get(client.mac)?.address ?? null,
      requested === null ? null : parseIpv4(requested),
    ];
    for (const wish of wishes) if (wish !== null && this.#refusal(client, wish, now) === null) return wish;
    if (this.#isOverShare(client.mac)) return this.#reclaimCounted(now);
    const fresh = this.#pool.take((address) => !this.#byAddress.has(address) && this.#isOpen(address));
    return fresh ?? this.#reclaim(now) ?? this.#reclaimOffer(now);
  }

  /** Machines in no list leave some addresses to those that are: otherwise one that makes up machines takes all. */
  #isOverShare(mac: Mac): boolean {
    const { isKnown, keptForKnown } = this.#options;
    if (!isKnown || !keptForKnown || isKnown(mac)) return false;
    return this.#counted >= this.#pool.size - keptForKnown();
  }

  /** The offer that has waited for longest, once its machine had time to take it. */
  #reclaimOffer(now: number): number | null {
    for (const entry of this.#queues.offered.values()) {
      if (entry.expiresAt - offerHold + offerLeast > now) return null;
      this.#drop(entry);
      if (this.#pool.contains(entry.address) && this.#isOpen(entry.address)) return entry.address;
    }
    return null;
  }

  /** What another machine in no list does not need any more. */
  #reclaimCounted(now: number): number | null {
    for (const [state, queue] of Object.entries(this.#queues)) {
      const early = state === 'offered' ? offerHold - offerLeast : 0;
      for (const entry of queue.values()) {
        if (isLive(entry, now + early)) break;
        if (!entry.counted) continue;
        this.#drop(entry);
        return entry.address;
      }
    }
    return null;
  }

  /** The address that has been out of use for longest. */
  #reclaim(now: number): number | null {
    for (;;) {
      const entry = this.#oldest();
      if (!entry || isLive(entry, now)) return null;
      this.#drop(entry);
      if (this.#pool.contains(entry.address) && this.#isOpen(entry.address)) return entry.address;
    }
  }

  #oldest(): Entry | null {
    let oldest: Entry | null = null;
    for (const queue of Object.values(this.#queues)) {
      const head = queue.values().next();
      if (!head.done && (oldest === null || head.value.expiresAt < oldest.expiresAt)) oldest = head.value;
    }
    return oldest;
  }

  /** Why this machine may not have this address, or null when it may. */
  #refusal(client: LeaseClient, address: number, now: number): PlainPhrase | null {
    const text = ipv4Text(address);
    const { ownAddress, prefix } = this.#options;
    if (!sameSubnet(text, ownAddress, prefix)) return { code: 'dhcp-outside-network', address: text };
    const owner = this.#options.reservedFor(text);
    if (owner !== null && owner !== client.mac) return { code: 'dhcp-reserved-machine', address: text };
    const entry = this.#byAddress.get(address);
    if (entry && isLive(entry, now)) {
      if (entry.state === 'declined') return { code: 'dhcp-address-in-use', address: text };
      if (entry.mac !== client.mac) return { code: 'dhcp-address-of-other', address: text };
    }
    const mine = client.reserved === text;
    const has = this.#held.get(client.mac)?.address === address || this.#offered.get(client.mac)?.address === address;
    if (!mine && !has && this.#isOverShare(client.mac)) return { code: 'dhcp-kept-for-known', address: text };
    if (this.#blocked.has(address)) return { code: 'dhcp-address-of-servers', address: text };
    if (!mine && !this.#pool.contains(address)) return { code: 'dhcp-outside-range', address: text };
    return isHostAddress(text, ownAddress, prefix) ? null : { code: 'dhcp-no-machine-address', address: text };
  }

  /** In the range's pool for anybody: no server's, nobody's reservation. */
  #isOpen(address: number): boolean {
    const text = ipv4Text(address);
    return (
      !this.#blocked.has(address) &&
      this.#options.reservedFor(text) === null &&
      isHostAddress(text, this.#options.ownAddress, this.#options.prefix)
    );
  }

  #hold(client: LeaseClient, address: number, now: number): void {
    const before = this.#offered.get(client.mac);
    if (before && before.address !== address) this.#drop(before);
    const hostName = client.hostName ?? this.#byAddress.get(address)?.hostName ?? null;
    this.#put(this.#entry({ address, mac: client.mac, state: 'offered', expiresAt: now + offerHold, hostName }));
  }

  #entry(fields: Omit<Entry, 'counted'>): Entry {
    const stranger = this.#options.isKnown?.(fields.mac) === false;
    return { ...fields, counted: stranger && this.#pool.contains(fields.address) };
  }

  #of(mac: Mac, address: Ipv4): Entry | null {
    const entry = this.#byAddress.get(parseIpv4(address) ?? -1);
    return entry && entry.mac === mac && entry.state !== 'declined' ? entry : null;
  }

  #put(entry: Entry): void {
    const before = this.#byAddress.get(entry.address);
    if (before) this.#unlink(before);
    this.#byAddress.set(entry.address, entry);
    if (entry.counted) this.#counted += 1;
    this.#queues[entry.state].set(entry.address, entry);
    if (entry.state === 'offered') this.#offered.set(entry.mac, entry);
    else if (entry.state !== 'declined') this.#held.set(entry.mac, entry);
    // A machine that is offered its own last address has not lost it yet: what is stored stays true.
    if (entry.state !== 'offered' || (before && before.mac !== entry.mac)) this.#changed.add(entry.address);
  }

  #drop(entry: Entry): void {
    this.#unlink(entry);
    this.#byAddress.delete(entry.address);
    this.#pool.giveBack(entry.address);
    this.#changed.add(entry.address);
  }

  #unlink(entry: Entry): void {
    if (entry.counted) this.#counted -= 1;
    this.#queues[entry.state].delete(entry.address);
    if (this.#offered.get(entry.mac) === entry) this.#offered.delete(entry.mac);
    if (this.#held.get(entry.mac) === entry) this.#held.delete(entry.mac);
  }
}

function isLive(entry: Entry, now: number): boolean {
  return entry.expiresAt > now;
}

function asLease(entry: Entry): Lease {
  const { mac, state, expiresAt, hostName } = entry;
  return { address: ipv4Text(entry.address), mac, state, expiresAt, hostName };
}
