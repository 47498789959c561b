import { describe, expect, it } from 'vitest';
import { dueTask, isHeld, taskState } from '../../electron/boot/tasks.ts';
import type { Task } from '../../electron/contract/model.ts';

function task(fields: Partial<Task> = {}): Task {
  return {
    id: 1,
    computerId: 1,
    actionId: 1,
    sessionId: null,
    sessionKind: null,
    repeat: 'once',
    notBefore: 1_000,
    notAfter: 2_000,
    executions: 0,
    createdAt: 0,
    ...fields,
  };
}

const exam = { sessionId: 1, sessionKind: 'exam' } as const;
const imaging = { sessionId: 2, sessionKind: 'imaging' } as const;

describe('which task decides a boot at 1500', () => {
  const cases: [string, Task[], number | null][] = [
    ['without a task nothing is due', [], null],
    ['a task that is due decides', [task()], 1],
    ['a task that has not begun does not', [task({ notBefore: 1_501 })], null],
    ['a task is due at its first instant', [task({ notBefore: 1_500 })], 1],
    ['a task is not due at the instant of its end', [task({ notAfter: 1_500 })], null],
    ['an exam wins over a once task that began earlier', [task({ notBefore: 1 }), task({ id: 2, ...exam })], 2],
    [
      'an exam at every boot wins over a once task',
      [task(), task({ id: 2, repeat: 'every boot', notBefore: 1_400, ...exam })],
      2,
    ],
    ['an exam that is over does not', [task(), task({ id: 2, notAfter: 1_400, ...exam })], 1],
    ['an exam that has not begun does not', [task(), task({ id: 2, notBefore: 1_600, ...exam })], 1],
    ['an imaging session has no such right', [task(), task({ id: 2, notBefore: 1_400, ...imaging })], 1],
    [
      'once goes before every boot, however early that began',
      [task({ repeat: 'every boot', notBefore: 1 }), task({ id: 2, notBefore: 1_400 })],
      2,
    ],
    ['of two once tasks the earlier start goes first', [task({ notBefore: 1_200 }), task({ id: 2 })], 2],
    ['of two once tasks with one start the first made goes first', [task({ id: 9 }), task({ id: 3 })], 3],
    [
      'of two tasks of every boot the earlier start goes first',
      [task({ repeat: 'every boot' }), task({ id: 2, repeat: 'every boot', notBefore: 900 })],
      2,
    ],
    ['a task of every boot stays due after it was executed', [task({ repeat: 'every boot', executions: 7 })], 1],
    [
      'of two exams the once task goes first',
      [task({ repeat: 'every boot', ...exam }), task({ id: 2, notBefore: 1_400, ...exam })],
      2,
    ],
  ];

  it.each(cases)('%s', (_sentence, tasks, id) => {
    expect(dueTask(tasks, 1_500)?.id ?? null).toBe(id);
    expect(dueTask([...tasks].reverse(), 1_500)?.id ?? null).toBe(id);
  });
});

describe('what the clock says of a task', () => {
  it.each([
    ['before its window it is scheduled', 999, 0, 'scheduled'],
    ['at its first instant it is due', 1_000, 0, 'due'],
    ['in its last millisecond it is due', 1_999, 0, 'due'],
    ['after its window it is missed when no boot took it', 2_000, 0, 'missed'],
    ['after its window it is done when a boot took it', 2_000, 1, 'done'],
    ['inside its window it is due again after a boot took it', 1_500, 1, 'due'],
  ] as const)('%s', (_sentence, now, executions, state) => {
    expect(taskState(task({ repeat: 'every boot', executions }), now)).toBe(state);
  });
});

describe('a task is held back', () => {
  const examTask = task({ id: 2, ...exam });
  const cases: [string, Task, Task[], boolean][] = [
    ['by a running exam of its computer', task(), [examTask], true],
    ['also when it belongs to an imaging session', task(imaging), [examTask], true],
    ['not by an exam of another computer', task(), [{ ...examTask, computerId: 2 }], false],
    ['not by an exam that has not begun', task(), [{ ...examTask, notBefore: 1_600 }], false],
    ['not by an exam that is over', task(), [{ ...examTask, notAfter: 1_500 }], false],
    ['not by a plain task', task(), [task({ id: 2 })], false],
    ['not before its own window', task({ notBefore: 1_600 }), [examTask], false],
    ['not when it is the exam itself', examTask, [examTask, task({ id: 3, ...exam })], false],
  ];

  it.each(cases)('%s', (_sentence, asked, others, held) => {
    expect(isHeld(asked, [asked, ...others], 1_500)).toBe(held);
  });
});
