import type { TaskView } from '../../../electron/contract/api.ts';
import type { TaskState } from '../../../electron/contract/model.ts';

/** Tasks that were made together: the same action, window and repetition, in the same state. One row, however many seats. */
export interface TaskGroup {
  readonly key: string;
  readonly state: TaskState;
  readonly actionId: number;
  readonly actionName: string;
  readonly repeat: TaskView['repeat'];
  readonly notBefore: number;
  readonly notAfter: number;
  readonly tasks: readonly TaskView[];
  /** How many of them an exam holds back. */
  readonly held: number;
}

/** What wants a decision comes first. */
const order: Readonly<Record<TaskState, number>> = { missed: 0, due: 1, scheduled: 2, done: 3 };

/** Groups the tasks; missed ones newest first, the others by the time at which they begin. */
export function groupTasks(tasks: readonly TaskView[]): TaskGroup[] {
  const groups = new Map<string, TaskView[]>();
  for (const task of tasks) {
    const key = [task.state, task.actionId, task.repeat, task.notBefore, task.notAfter].join(' ');
    const group = groups.get(key);
    if (group) group.push(task);
    else groups.set(key, [task]);
  }
  return [...groups].flatMap(([key, members]) => made(key, members)).sort(precedence);
}

function made(key: string, tasks: readonly TaskView[]): TaskGroup[] {
  const [first] = tasks;
  if (!first) return [];
  const { state, actionId, actionName, repeat, notBefore, notAfter } = first;
  const held = tasks.filter((task) => task.held).length;
  return [{ key, state, actionId, actionName, repeat, notBefore, notAfter, tasks, held }];
}

const precedence = (one: TaskGroup, other: TaskGroup): number =>
  order[one.state] - order[other.state] ||
  (one.state === 'missed' ? other.notAfter - one.notAfter : one.notBefore - other.notBefore) ||
  one.key.localeCompare(other.key);
