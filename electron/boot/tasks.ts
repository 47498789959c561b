import type { Task, TaskState } from '../contract/model.ts';

/**
 * The rules of tasks. A window is [notBefore, notAfter): a task is due at its first instant and no longer at its last.
 * All times are milliseconds since the epoch; the clock is handed in.
 */

/** True while the clock stands inside the task's window. */
function isDue(task: Task, now: number): boolean {
  return task.notBefore <= now && now < task.notAfter;
}

/**
 * Which of one computer's tasks decides its boot now, or null. An exam wins over everything else; then comes what is
 * done once, then what is done at every boot; of equals the earlier window, and of those the task that was made first.
 */
export function dueTask(tasks: readonly Task[], now: number): Task | null {
  let first: Task | null = null;
  for (const task of tasks) {
    if (isDue(task, now) && (first === null || precedence(task, first) < 0)) first = task;
  }
  return first;
}

/**
 * What the clock says of a task. A `once` task that was executed is no longer in the list, so it has no state. `takes`:
 * what executes it is a boot; a hand-off is executed by silence, so its window only ends.
 */
export function taskState(task: Task, now: number, takes: 'a boot' | 'nothing' = 'a boot'): TaskState {
  if (now < task.notBefore) return 'scheduled';
  if (now < task.notAfter) return 'due';
  return task.executions > 0 || takes === 'nothing' ? 'done' : 'missed';
}

/** True when the task is due and an exam of the same computer, due as well, keeps it from being executed. */
export function isHeld(task: Task, tasks: readonly Task[], now: number): boolean {
  if (isExam(task) || !isDue(task, now)) return false;
  return tasks.some((other) => isExam(other) && other.computerId === task.computerId && isDue(other, now));
}

function isExam(task: Task): boolean {
  return task.sessionKind === 'exam';
}

/** Below 0 when `a` goes before `b`; never 0 for two tasks. */
function precedence(a: Task, b: Task): number {
  return (
    Number(isExam(b)) - Number(isExam(a)) ||
    Number(b.repeat === 'once') - Number(a.repeat === 'once') ||
    a.notBefore - b.notBefore ||
    a.id - b.id
  );
}
