import { beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../electron/store/store.ts';
import { macOf, newComputer, newEntry, newTask } from './rows.ts';

let store: Store;

beforeEach(() => {
  store = openStore(':memory:');
  for (const number of [1, 2]) store.computers.add(newComputer({ mac: macOf(number) }));
  return () => store.close();
});

describe('the history', () => {
  beforeEach(() => {
    for (const bootId of [1, 2, 3]) {
      const computerId = bootId === 2 ? 2 : 1;
      const task = store.tasks.add(newTask({ computerId }));
      store.tasks.execute({ taskId: task.id, entry: newEntry({ bootId, computerId, taskId: task.id }) });
    }
  });

  it.each([
    ['all', { limit: 10 }, [3, 2, 1]],
    ['a page', { limit: 1, before: 3 }, [2]],
    ['of one computer', { limit: 10, computerId: 1 }, [3, 1]],
    ['a page of one computer', { limit: 10, computerId: 1, before: 3 }, [1]],
  ])('is listed newest first: %s', (_what, filter, ids) => {
    expect(store.history.list(filter).map((entry) => entry.id)).toEqual(ids);
  });

  it('is found by when it was served and how it ended', () => {
    store.history.setOutcome(2, { outcome: 'failed' });
    const ids = (filter: object) => store.history.list({ limit: 10, ...filter }).map((entry) => entry.id);
    expect(ids({ outcomes: ['failed'] })).toEqual([2]);
    expect(ids({ outcomes: ['failed', 'running'], computerId: 1 })).toEqual([]);
    expect(ids({ from: 1_500 })).toEqual([3, 2, 1]);
    expect(ids({ from: 1_501 })).toEqual([]);
    expect(ids({ to: 1_500 })).toEqual([]);
  });

  it('learns how a boot ended, and keeps what it knew', () => {
    store.history.setOutcome(1, { outcome: 'started', startedAt: 1_600 });
    const running = store.history.setOutcome(1, { outcome: 'running', runningAt: 1_700 });
    expect(running).toMatchObject({ outcome: 'running', startedAt: 1_600, runningAt: 1_700 });
    expect(store.history.byId(1)).toEqual(running);
    expect(() => store.history.setOutcome(99, { outcome: 'failed' })).toThrow('There is no history entry 99.');
  });
});
