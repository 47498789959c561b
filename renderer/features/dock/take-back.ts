import type { TaskView } from '../../../electron/contract/api.ts';
import type { Phrase } from '../../../electron/contract/model.ts';
import type { DeskPort } from './desk.ts';
import { type Done, undoable } from './undo.ts';

/** How often a cancellation is tried anew when a machine took its task meanwhile. */
const tries = 4;

/** Takes back what can be taken back. Null, or why not. */
export async function takeBack(port: DeskPort, done: Done): Promise<Phrase | null> {
  const { change } = done;
  switch (change.kind) {
    case 'tasks':
      return cancelTasks(port, done);
    case 'defaults':
      return inTurn(change.before, (before) => port.call('computer.set', before));
    case 'names':
      return inTurn(change.before, (before) => port.call('computer.set', before));
    case 'moves':
      return inTurn([change.before], (moves) => port.call('seats.arrange', { moves: [...moves] }));
    case 'admitted': {
      const computers = [...change.computers];
      return inTurn([null], (serve) => port.call('computer.admit', { computers, serve }));
    }
    case 'removed':
      return inTurn(change.tasks, (task) => port.call('task.add', newTask(task)));
    case 'nothing':
      return null;
  }
}

/** The engine cancels all or none, so a task that a machine took since the last picture means: look again. */
async function cancelTasks({ call }: DeskPort, { change }: Done): Promise<Phrase | null> {
  let refusal: Phrase | null = null;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const listed = await call('task.list', {});
    if (!listed.ok) return listed.phrase;
    const { tasks } = undoable({ change, revision: -1 }, { tasks: listed.value, revision: 0 });
    if (tasks.length === 0) return null;
    const cancelled = await call('task.cancel', { tasks: tasks.map(({ id }) => id) });
    if (cancelled.ok) return null;
    refusal = cancelled.phrase;
  }
  return refusal;
}

async function inTurn<T>(
  items: readonly T[],
  run: (item: T) => Promise<{ ok: true } | { ok: false; phrase: Phrase }>,
): Promise<Phrase | null> {
  for (const item of items) {
    const result = await run(item);
    if (!result.ok) return result.phrase;
  }
  return null;
}

const newTask = ({ computerId, actionId, repeat, notBefore, notAfter }: TaskView) => ({
  computers: [computerId],
  action: actionId,
  repeat,
  notBefore,
  notAfter,
});
