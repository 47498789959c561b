import { beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../electron/store/store.ts';
import { macOf, newComputer, newLease } from './rows.ts';

let store: Store;

beforeEach(() => {
  store = openStore(':memory:');
  return () => store.close();
});

describe('leases', () => {
  it('are one to an address: the later one stands', () => {
    store.leases.save([newLease(), newLease({ address: '10.77.0.101', mac: macOf(2), hostName: 'pc' })]);
    const renewed = newLease({ mac: macOf(3), state: 'declined', expiresAt: 1_800_000_000_000 });
    store.leases.save([renewed]);
    expect(store.leases.all()).toEqual([renewed, newLease({ address: '10.77.0.101', mac: macOf(2), hostName: 'pc' })]);
  });

  it('are removed by their address, and one that is not there is no fault', () => {
    store.leases.save([newLease(), newLease({ address: '10.77.0.101' })]);
    store.leases.remove(['10.77.0.100', '10.77.0.250']);
    expect(store.leases.all().map((lease) => lease.address)).toEqual(['10.77.0.101']);
  });
});

describe('settings', () => {
  it.each([[1], ['text'], [null], [{ a: [1, { b: true }] }], [[]]])('%j comes back as it was', (value) => {
    store.settings.set('key', 'something else');
    store.settings.set('key', value);
    expect(store.settings.get('key')).toEqual(value);
  });

  it('that was never set is undefined', () => {
    expect(store.settings.get('nothing')).toBeUndefined();
  });
});

describe('a transaction', () => {
  const names = () => store.computers.list().map((computer) => computer.name);
  const add = (number: number) => store.computers.add(newComputer({ mac: macOf(number), name: `PC-0${number}` }));

  it('gives what its work gives', () => {
    expect(store.transaction(() => add(1).name)).toBe('PC-01');
  });

  it('is undone as a whole by a throw', () => {
    const work = () => {
      add(1);
      store.leases.save([newLease()]);
      throw new Error('no');
    };
    expect(() => store.transaction(work)).toThrow('no');
    expect(names()).toEqual([]);
    expect(store.leases.all()).toEqual([]);
  });

  it('joins the one around it', () => {
    const work = () => {
      store.transaction(() => add(1));
      add(2);
      throw new Error('no');
    };
    expect(() => store.transaction(work)).toThrow('no');
    expect(names()).toEqual([]);
  });

  it('can be opened again after one that failed', () => {
    expect(() =>
      store.transaction(() => {
        throw new Error('no');
      }),
    ).toThrow('no');
    store.transaction(() => add(1));
    expect(names()).toEqual(['PC-01']);
  });

  it('takes no work that waits: it would hold the file open over other work', () => {
    expect(() => store.transaction(async () => add(1))).toThrow('promise');
    expect(names()).toEqual([]);
  });
});
