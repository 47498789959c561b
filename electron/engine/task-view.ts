import { isHeld, taskState } from '../boot/tasks.ts';
import type { TaskView } from '../contract/api.ts';
import type { Task } from '../contract/model.ts';
import type { Store } from '../store/port.ts';

/** A task with what the clock and its computer's other tasks make of it. */
export function taskView(store: Store, task: Task, now: number): TaskView {
  const computer = store.computers.byId(task.computerId);
  const action = store.actions.byId(task.actionId);
  return {
    ...task,
    state: taskState(task, now),
    computerName: computer?.name ?? computer?.mac ?? '',
    actionName: action?.name ?? '',
    held: isHeld(task, store.tasks.forComputer(task.computerId), now),
  };
}
