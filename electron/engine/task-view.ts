import { handOff } from '../actions/hand-off.ts';
import { isHeld, taskState } from '../boot/tasks.ts';
import type { TaskView } from '../contract/api.ts';
import type { Task } from '../contract/model.ts';
import type { Store } from '../store/port.ts';
import type { Bus } from './bus.ts';
import type { Clock } from './clock.ts';

/**
 * Tells the windows of tasks whose own rows did not change, but what is shown of them: the name of the computer or the
 * action, or whether an exam holds them.
 */
export function tellTasks(parts: { store: Store; bus: Bus; clock: Clock }, tasks: readonly Task[]): void {
  const now = parts.clock.now();
  for (const task of tasks) parts.bus.publish({ kind: 'task', task: taskView(parts.store, task, now) });
}

/** A task with what the clock and its computer's other tasks make of it. */
export function taskView(store: Store, task: Task, now: number): TaskView {
  const computer = store.computers.byId(task.computerId);
  const action = store.actions.byId(task.actionId);
  return {
    ...task,
    state: taskState(task, now, action?.kind === handOff.kind ? 'nothing' : 'a boot'),
    computerName: computer?.name ?? computer?.mac ?? '',
    actionName: action?.name ?? '',
    held: isHeld(task, store.tasks.forComputer(task.computerId), now),
  };
}
