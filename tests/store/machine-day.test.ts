import { beforeEach, describe, expect, it } from 'vitest';
import { dueTask, taskState } from '../../electron/boot/tasks.ts';
import type { Task } from '../../electron/contract/model.ts';
import { type Execution, openStore, type Store } from '../../electron/store/store.ts';
import { macOf, newComputer, newEntry, newTask } from './rows.ts';

/** The rules of tasks and the store together, as a machine meets them; the clock is a number. */
let store: Store;
let computerId: number;

beforeEach(() => {
  store = openStore(':memory:');
  computerId = store.computers.add(newComputer({ name: 'PC-01' })).id;
  return () => store.close();
});

/** A machine starts: what it is given, and what becomes of the task once that was handed over. */
function boot(bootId: number, now: number): Execution | null {
  const task = dueTask(store.tasks.forComputer(computerId), now);
  return task ? handOver(task, bootId, now) : null;
}

function handOver(task: Task, bootId: number, now: number): Execution | null {
  const { repeat, notBefore, notAfter } = task;
  const entry = newEntry({ bootId, taskId: task.id, computerId, repeat, notBefore, notAfter, servedAt: now });
  return store.tasks.execute({ taskId: task.id, entry });
}

const statesAt = (now: number) => store.tasks.list().map((task) => [task.id, taskState(task, now)]);

describe('a machine', () => {
  it('executes a once task at its first boot inside the window, and has its default afterwards', () => {
    const task = store.tasks.add(newTask({ computerId }));
    expect(boot(1, 999)).toBeNull();
    expect(boot(2, 1_000)?.entry.taskId).toBe(task.id);
    expect(boot(3, 1_001)).toBeNull();
    expect(store.history.list({ limit: 10 })).toHaveLength(1);
  });

  it('executes a task of every boot at each boot inside the window, and then it is done', () => {
    const task = store.tasks.add(newTask({ computerId, repeat: 'every boot' }));
    for (const [bootId, now] of [
      [1, 1_000],
      [2, 1_500],
      [3, 1_999],
    ] as const) {
      expect(boot(bootId, now)?.entry.taskId).toBe(task.id);
    }
    expect(boot(4, 2_000)).toBeNull();
    expect(store.history.list({ limit: 10 })).toHaveLength(3);
    expect(statesAt(2_000)).toEqual([[task.id, 'done']]);
  });

  it('that asks twice in one boot is counted once', () => {
    const task = store.tasks.add(newTask({ computerId, repeat: 'every boot' }));
    const [first, second] = [boot(1, 1_000), boot(1, 1_001)];
    expect([first?.again, second?.again]).toEqual([false, true]);
    expect(second?.entry).toEqual(first?.entry);
    expect(store.tasks.byId(task.id)?.executions).toBe(1);
  });

  it('that got the script in the last instant of the window executes the task although the window ends meanwhile', () => {
    const task = store.tasks.add(newTask({ computerId }));
    expect(dueTask(store.tasks.forComputer(computerId), 1_999)).toEqual(task);
    expect(handOver(task, 1, 2_050)?.entry.servedAt).toBe(2_050);
    expect(statesAt(2_050)).toEqual([]);
  });

  it('that stays off misses its task, which stays in the list until somebody takes it away', () => {
    const task = store.tasks.add(newTask({ computerId }));
    expect(boot(1, 2_000)).toBeNull();
    expect(statesAt(2_000)).toEqual([[task.id, 'missed']]);
    store.tasks.remove(task.id);
    expect(statesAt(2_000)).toEqual([]);
  });

  it('works off an exam, then its once tasks in their order, then what is due at every boot', () => {
    const exam = store.sessions.add({ name: 'Maths', kind: 'exam' });
    const always = store.tasks.add(newTask({ computerId, repeat: 'every boot', notBefore: 1 }));
    const second = store.tasks.add(newTask({ computerId, notBefore: 1_200 }));
    const first = store.tasks.add(newTask({ computerId, notBefore: 1_100 }));
    const sitting = {
      computerId,
      sessionId: exam.id,
      repeat: 'every boot',
      notBefore: 1_300,
      notAfter: 1_400,
    } as const;
    const written = store.tasks.add(newTask(sitting));
    const order = [1_300, 1_350, 1_400, 1_401, 1_402, 1_403].map((now, index) => boot(index + 1, now)?.entry.taskId);
    expect(order).toEqual([written.id, written.id, first.id, second.id, always.id, always.id]);
  });

  it('never takes the task of another one', () => {
    const other = store.computers.add(newComputer({ mac: macOf(2) }));
    store.tasks.add(newTask({ computerId: other.id }));
    expect(boot(1, 1_500)).toBeNull();
  });
});
