import { beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../electron/store/store.ts';
import { macOf, newComputer, newEntry, newTask } from './rows.ts';

let store: Store;
let computerId: number;

beforeEach(() => {
  store = openStore(':memory:');
  computerId = store.computers.add(newComputer({ name: 'PC-01' })).id;
  return () => store.close();
});

describe('a task', () => {
  it('comes back as it was put in, with no execution yet', () => {
    const fields = newTask({ computerId, notBefore: 1_800_000_000_000, notAfter: 1_800_000_000_001 });
    const task = store.tasks.add(fields);
    expect(task).toEqual({ ...fields, id: 1, executions: 0, sessionKind: null });
    expect(store.tasks.byId(task.id)).toEqual(task);
    expect(store.tasks.remove(task.id)).toEqual(task);
    expect(store.tasks.byId(task.id)).toBeNull();
    expect(store.tasks.remove(task.id)).toBeNull();
  });

  it('carries the kind of its session', () => {
    const exam = store.sessions.add({ name: 'Maths', kind: 'exam' });
    const task = store.tasks.add(newTask({ computerId, sessionId: exam.id }));
    expect(task.sessionKind).toBe('exam');
    expect(store.tasks.forComputer(computerId)).toEqual([task]);
  });

  it('goes with its session', () => {
    const exam = store.sessions.add({ name: 'Maths', kind: 'exam' });
    store.tasks.add(newTask({ computerId, sessionId: exam.id }));
    expect(store.sessions.remove(exam.id)).toEqual(exam);
    expect(store.tasks.list()).toEqual([]);
    expect(store.sessions.list()).toEqual([]);
    expect(store.sessions.byId(exam.id)).toBeNull();
  });

  it('is listed by its start, of one computer or of all', () => {
    const other = store.computers.add(newComputer({ mac: macOf(2) })).id;
    const late = store.tasks.add(newTask({ computerId, notBefore: 1_500 }));
    const early = store.tasks.add(newTask({ computerId, notBefore: 100 }));
    const foreign = store.tasks.add(newTask({ computerId: other, notBefore: 700 }));
    expect(store.tasks.list()).toEqual([early, foreign, late]);
    expect(store.tasks.list({ computerId })).toEqual([early, late]);
    expect(store.tasks.forComputer(other)).toEqual([foreign]);
  });
});

describe('executing a task', () => {
  it('takes a once task out of the list and into the history', () => {
    const task = store.tasks.add(newTask({ computerId }));
    const entry = newEntry({ bootId: 5, taskId: task.id, computerId });
    expect(store.tasks.execute({ taskId: task.id, entry })).toEqual({
      entry: { ...entry, id: 1 },
      task: null,
      again: false,
    });
    expect(store.tasks.list()).toEqual([]);
    expect(store.history.byBoot(5)).toEqual({ ...entry, id: 1 });
  });

  it('counts a task of every boot and leaves it in the list', () => {
    const task = store.tasks.add(newTask({ computerId, repeat: 'every boot' }));
    for (const bootId of [5, 6]) store.tasks.execute({ taskId: task.id, entry: newEntry({ bootId, taskId: task.id }) });
    expect(store.tasks.byId(task.id)?.executions).toBe(2);
    expect(store.history.list({ limit: 10 }).map((entry) => entry.bootId)).toEqual([6, 5]);
  });

  it.each([
    ['once', null],
    ['every boot', 1],
  ] as const)('%s: a second call for the same boot gives the same row and counts nothing', (repeat, executions) => {
    const task = store.tasks.add(newTask({ computerId, repeat }));
    const first = store.tasks.execute({ taskId: task.id, entry: newEntry({ taskId: task.id, servedAt: 10 }) });
    const second = store.tasks.execute({ taskId: task.id, entry: newEntry({ taskId: task.id, servedAt: 20 }) });
    expect(second).toEqual({ ...first, again: true });
    expect(second?.task?.executions ?? null).toBe(executions);
    expect(store.history.list({ limit: 10 })).toHaveLength(1);
  });

  it('that was cancelled meanwhile writes nothing', () => {
    const task = store.tasks.add(newTask({ computerId }));
    store.tasks.remove(task.id);
    expect(store.tasks.execute({ taskId: task.id, entry: newEntry({ taskId: task.id }) })).toBeNull();
    expect(store.history.list({ limit: 10 })).toEqual([]);
  });

  it('gets a new window, and its executions are counted anew', () => {
    const task = store.tasks.add(newTask({ computerId: 1, repeat: 'every boot' }));
    store.tasks.execute({ taskId: task.id, entry: newEntry({ taskId: task.id }) });
    const window = { notBefore: 5_000, notAfter: 6_000 };
    expect(store.tasks.rearm(task.id, window)).toEqual({ ...task, ...window, executions: 0 });
    expect(store.tasks.rearm(99, window)).toBeNull();
  });

  it('never gives the number of a task that is gone to a later one', () => {
    const task = store.tasks.add(newTask({ computerId }));
    store.tasks.execute({ taskId: task.id, entry: newEntry({ taskId: task.id }) });
    expect(store.tasks.add(newTask({ computerId })).id).toBe(task.id + 1);
  });

  it('undoes nothing by halves: a fault in the surrounding transaction leaves the task in the list', () => {
    const task = store.tasks.add(newTask({ computerId }));
    const work = () =>
      store.transaction(() => {
        store.tasks.execute({ taskId: task.id, entry: newEntry({ taskId: task.id }) });
        throw new Error('the rest failed');
      });
    expect(work).toThrow('the rest failed');
    expect(store.tasks.list()).toEqual([task]);
    expect(store.history.list({ limit: 10 })).toEqual([]);
  });
});

describe('window edges', () => {
  beforeEach(() => {
    store.tasks.add(newTask({ computerId, notBefore: 1_000, notAfter: 2_000 }));
    store.tasks.add(newTask({ computerId, notBefore: 1_500, notAfter: 3_000 }));
  });

  it.each([
    ['before all windows there is nothing to tell', 0, 999, []],
    ['a start on the right edge is told', 0, 1_000, [1]],
    ['a start on the left edge was told before', 1_000, 1_499, []],
    ['an end is an edge as well', 1_999, 2_000, [1]],
    ['a long sleep is told of all that it missed, once each', 0, 9_000, [1, 2]],
    ['after all windows there is nothing to tell', 3_000, 9_000, []],
  ])('%s', (_sentence, from, to, ids) => {
    expect(store.tasks.crossing(from, to).map((task) => task.id)).toEqual(ids);
  });

  it.each([
    [0, 1_000],
    [1_000, 1_500],
    [1_500, 2_000],
    [2_000, 3_000],
    [3_000, null],
  ])('after %d the next one is %s', (after, next) => {
    expect(store.tasks.nextEdge(after)).toBe(next);
  });
});
