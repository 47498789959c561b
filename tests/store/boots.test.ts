import { beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../electron/store/store.ts';
import { macOf, newBoot, newComputer, newEntry, newEvent, newTask } from './rows.ts';

let store: Store;

beforeEach(() => {
  store = openStore(':memory:');
  for (const number of [1, 2, 3]) store.computers.add(newComputer({ mac: macOf(number) }));
  return () => store.close();
});

describe('a boot', () => {
  it('comes back as it was saved, by number, by token and as the newest of its computer', () => {
    const boot = newBoot({ id: 41, address: '10.77.0.9', script: '#!ipxe\n', reason: 'task', taskId: 3, historyId: 8 });
    expect(store.boots.save(boot)).toBe(true);
    expect(store.boots.byId(41)).toEqual(boot);
    expect(store.boots.byToken('token-41')).toEqual(boot);
    expect(store.boots.newest(1)).toEqual(boot);
    expect(store.boots.byToken('token-4')).toBeNull();
    expect(store.boots.newest(2)).toBeNull();
  });

  it('is written over by its next state', () => {
    const boot = newBoot();
    store.boots.save(boot);
    const later = { ...boot, stage: 'failed' as const, failure: 'It stopped.', lastEventAt: 9, historyId: 2 };
    store.boots.save(later);
    expect(store.boots.byId(1)).toEqual(later);
  });

  it('of a computer that is gone is not written', () => {
    expect(store.boots.save(newBoot({ computerId: 99 }))).toBe(false);
    expect(store.boots.byId(1)).toBeNull();
  });

  it('is listed newest first, a page at a time', () => {
    for (const id of [1, 2, 3, 4]) store.boots.save(newBoot({ id, computerId: id === 2 ? 2 : 1 }));
    expect(store.boots.list(1, { limit: 2 }).map((boot) => boot.id)).toEqual([4, 3]);
    expect(store.boots.list(1, { limit: 2, before: 3 }).map((boot) => boot.id)).toEqual([1]);
  });

  it('is found by when it began, the end of the stretch left out', () => {
    for (const id of [1, 2, 3, 4]) store.boots.save(newBoot({ id, startedAt: id * 100 }));
    const between = store.boots.list(1, { from: 200, to: 400, limit: 10 });
    expect(between.map((boot) => boot.id)).toEqual([3, 2]);
    expect(store.boots.list(1, { to: 250, limit: 1 }).map((boot) => boot.id)).toEqual([2]);
  });

  it('that is the newest of its computer is in the picture of all, without its token', () => {
    for (const [id, computerId] of [
      [1, 1],
      [2, 2],
      [3, 1],
    ] as const)
      store.boots.save(newBoot({ id, computerId }));
    const { token: _token, historyId: _historyId, began: _began, ...seen } = newBoot({ id: 3, computerId: 1 });
    expect(store.boots.newestOfAll().map((boot) => boot.id)).toEqual([2, 3]);
    expect(store.boots.newestOfAll()[1]).toEqual(seen);
  });

  it('has a number above every stored boot and every boot of the history', () => {
    expect(store.boots.maxId()).toBe(0);
    store.boots.save(newBoot({ id: 7 }));
    expect(store.boots.maxId()).toBe(7);
    const task = store.tasks.add(newTask({ computerId: 1 }));
    store.tasks.execute({ taskId: task.id, entry: newEntry({ bootId: 9, taskId: task.id }) });
    store.computers.remove(1);
    expect(store.boots.maxId()).toBe(9);
  });
});

describe('events', () => {
  beforeEach(() => {
    store.boots.save(newBoot({ id: 1, computerId: 1 }));
    store.boots.save(newBoot({ id: 2, computerId: 2 }));
    store.boots.appendEvents([
      newEvent({ id: 10, bootId: 1, computerId: 1 }),
      newEvent({ id: 11, bootId: 2, computerId: 2, fact: { kind: 'loader-line', text: 'Übung "1"' } }),
      newEvent({ id: 12, bootId: 1, computerId: 1, fact: { kind: 'offer', address: null, bootFile: 'undionly.kpxe' } }),
    ]);
  });

  it.each([
    ['all of them', { limit: 10 }, [10, 11, 12]],
    ['the newest two', { limit: 2 }, [11, 12]],
    ['the page before', { limit: 2, before: 11 }, [10]],
    ['of one computer', { limit: 10, computerId: 1 }, [10, 12]],
    ['of one boot', { limit: 10, bootId: 2 }, [11]],
    ['of one boot, as another computer asks', { limit: 10, bootId: 2, computerId: 1 }, []],
  ])('are given oldest first: %s', (_what, filter, ids) => {
    expect(store.boots.events(filter).map((event) => event.id)).toEqual(ids);
  });

  it('are found by several computers and kinds, and no further back than is wanted', () => {
    for (const id of [1, 2, 3]) store.boots.save(newBoot({ id, computerId: id }));
    const kinds = [
      { kind: 'started', actionName: null },
      { kind: 'failed', why: 'it stopped' },
    ] as const;
    const events = [1, 2, 3, 4, 5, 6].map((id) => {
      const computer = ((id - 1) % 3) + 1;
      return newEvent({ id, bootId: computer, computerId: computer, fact: kinds[id % 2] ?? kinds[0] });
    });
    store.boots.appendEvents(events);
    const ids = (filter: Omit<Parameters<Store['boots']['events']>[0], 'limit'>) =>
      store.boots.events({ before: 10, ...filter, limit: 10 }).map((event) => event.id);
    expect(ids({ computerIds: [1, 3] })).toEqual([1, 3, 4, 6]);
    expect(ids({ computerIds: [1, 3], kinds: ['failed'] })).toEqual([1, 3]);
    expect(ids({ computerIds: [1, 3], fromId: 3 })).toEqual([3, 4, 6]);
    expect(ids({ kinds: ['started'], computerId: 2 })).toEqual([2]);
    expect(ids({ kinds: ['started'], bootId: 3, before: 6 })).toEqual([]);
  });

  it('come back with their fact as it was', () => {
    expect(store.boots.events({ limit: 1, before: 12 })[0]?.fact).toEqual({ kind: 'loader-line', text: 'Übung "1"' });
    expect(store.boots.maxEventId()).toBe(12);
  });

  it('of a boot that went with its computer are dropped, and the others of the group stay', () => {
    store.computers.remove(1);
    store.boots.appendEvents([newEvent({ id: 13 }), newEvent({ id: 14, bootId: 2, computerId: 2 })]);
    expect(store.boots.events({ limit: 10 }).map((event) => event.id)).toEqual([11, 14]);
  });
});

describe('pruning', () => {
  it('deletes old boots with their events, in portions, and keeps the newest of each computer', () => {
    for (const id of [1, 2, 3, 4]) store.boots.save(newBoot({ id, computerId: 1, startedAt: id * 100 }));
    store.boots.save(newBoot({ id: 5, computerId: 2, startedAt: 50 }));
    store.boots.appendEvents([1, 2, 3, 4, 5].map((id) => newEvent({ id, bootId: id, computerId: id === 5 ? 2 : 1 })));

    expect(store.boots.prune(1_000, 2)).toBe(2);
    expect(store.boots.prune(1_000, 2)).toBe(1);
    expect(store.boots.prune(1_000, 2)).toBe(0);

    expect(store.boots.newestOfAll().map((boot) => boot.id)).toEqual([4, 5]);
    expect(store.boots.events({ limit: 10 }).map((event) => event.bootId)).toEqual([4, 5]);
  });

  it('leaves what is younger', () => {
    for (const id of [1, 2, 3]) store.boots.save(newBoot({ id, startedAt: id * 100 }));
    expect(store.boots.prune(200, 10)).toBe(1);
    expect(store.boots.list(1, { limit: 10 }).map((boot) => boot.id)).toEqual([3, 2]);
  });

  it('never touches the history', () => {
    const task = store.tasks.add(newTask({ computerId: 1 }));
    for (const id of [1, 2]) store.boots.save(newBoot({ id }));
    store.tasks.execute({ taskId: task.id, entry: newEntry({ bootId: 1, taskId: task.id }) });
    store.boots.prune(5_000, 10);
    expect(store.boots.byId(1)).toBeNull();
    expect(store.history.byBoot(1)?.bootId).toBe(1);
  });
});
