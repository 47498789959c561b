import { dueTask } from '../../boot/tasks.ts';
import type { CheckedInput } from '../../contract/api.ts';
import type { Consequence } from '../../contract/console.ts';
import type { Computer, Repeat, Task } from '../../contract/model.ts';
import { takesScript } from '../../contract/stage.ts';
import type { CommandContext } from './context.ts';
import { actionOf, computerOf } from './resolve.ts';

/** What is asked to know it. */
type View = Pick<CommandContext, 'store' | 'recorder' | 'clock'>;

/** What a task that is due from now on would do to each computer, by the same rules that decide its boots. */
export function consequenceOf(context: View, input: CheckedInput<'task.consequence'>): Consequence {
  const action = actionOf(context.store, input.action);
  const result = {
    inThisBoot: [] as number[],
    atNextStart: [] as number[],
    off: [] as number[],
    inExam: [] as number[],
  };
  const computers = new Map(
    input.computers.map((ref) => computerOf(context.store, ref)).map((each) => [each.id, each]),
  );
  for (const computer of computers.values()) {
    result[placeIn(context, computer, action.id, input.repeat)].push(computer.id);
  }
  return result;
}

function placeIn(
  { store, recorder, clock }: View,
  computer: Computer,
  actionId: number,
  repeat: Repeat,
): keyof Consequence {
  const now = clock.now();
  const proposed = taskFromNow(computer.id, actionId, repeat, now);
  const first = dueTask([...store.tasks.forComputer(computer.id), proposed], now);
  if (first?.sessionKind === 'exam') return 'inExam';
  switch (takesScript(recorder.newest(computer.id), now)) {
    case 'off':
      return 'off';
    case 'at next start':
      return 'atNextStart';
    case 'in this boot':
      return first === proposed ? 'inThisBoot' : 'atNextStart';
  }
}

/** The task as `task.add` would make it: the newest of all, so that of equals the others go first. */
function taskFromNow(computerId: number, actionId: number, repeat: Repeat, now: number): Task {
  return {
    id: Number.MAX_SAFE_INTEGER,
    computerId,
    actionId,
    sessionId: null,
    sessionKind: null,
    repeat,
    notBefore: now,
    notAfter: now + 1,
    executions: 0,
    createdAt: now,
  };
}
