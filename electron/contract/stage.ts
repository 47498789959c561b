import type { Boot, BootFact, Stage, Task, TaskState } from './model.ts';

/** What a seat shows: the stage of its machine's boot, or that nothing is heard of it, or that a task was missed. */
export type SeatStage = Stage | 'off' | 'missed';

const minute = 60_000;

/**
 * A machine of which nothing was heard for this long counts as off, in milliseconds. A running system renews its lease
 * at half of the lease time, but a foreign DHCP server or a fixed address may keep it silent all day: 8 hours is a
 * school day.
 */
export const quietUntilOff = 8 * 60 * minute;

/**
 * A boot that has not asked for its script and is silent for this long will not ask any more, in milliseconds: firmware
 * gives up after 60 s, and iPXE's own retries are over.
 */
export const quietUntilGivenUp = 2 * minute;

/**
 * The tasks of one computer as the clock sees them; `executions` 0 after its window: missed. What the engine says of
 * it (`state`) counts before the reader's own clock, which may be another computer's.
 */
export type TimedTask = Pick<Task, 'notAfter' | 'executions'> & { readonly state?: TaskState };

/** True when the task's window has passed and no boot took it. */
export function isMissed(task: TimedTask, now: number): boolean {
  return task.state ? task.state === 'missed' : task.notAfter <= now && task.executions === 0;
}

/**
 * What the seat shows. A failure and a boot under way are news and come first; then a missed task, which somebody has to
 * delete or re-arm; then that the machine runs, or is off. `tasks` are those of this computer alone.
 */
export function seatStage(
  boot: Pick<Boot, 'stage' | 'lastEventAt'> | null,
  tasks: readonly TimedTask[],
  now: number,
): SeatStage {
  const on = boot !== null && !isOff(boot, now);
  if (on && boot.stage !== 'running') return boot.stage;
  if (tasks.some((task) => isMissed(task, now))) return 'missed';
  return on ? boot.stage : 'off';
}

/** True when nothing was heard of the machine for `quietUntilOff`, or ever. */
export function isOff(boot: Pick<Boot, 'lastEventAt'> | null, now: number): boolean {
  return boot === null || now - boot.lastEventAt >= quietUntilOff;
}

/** When a machine would take what it is given now. */
export type Takes = 'in this boot' | 'at next start' | 'off';

/**
 * When this machine asks for its next script: in the boot that is under way when it has not got one yet and is not
 * silent, at its next start when it is on, and when somebody switches it on when it is off.
 */
export function takesScript(boot: Pick<Boot, 'stage' | 'lastEventAt' | 'script'> | null, now: number): Takes {
  if (boot === null || isOff(boot, now)) return 'off';
  const asksStill = boot.stage === 'seen' || boot.stage === 'address' || boot.stage === 'loader';
  const silent = now - boot.lastEventAt >= quietUntilGivenUp;
  return asksStill && boot.script === null && !silent ? 'in this boot' : 'at next start';
}

/** The stage that a line of the log is about, for its icon and for the filter. */
export function factStage(fact: BootFact): Stage {
  switch (fact.kind) {
    case 'discover':
    case 'ignored':
      return 'seen';
    case 'offer':
    case 'address':
    case 'nak':
    case 'declined':
    case 'released':
    case 'range-exhausted':
      return 'address';
    case 'file-started':
    case 'file-progress':
    case 'file-sent':
    case 'file-failed':
      return fact.role === 'loader' || fact.role === 'autoexec' ? 'loader' : 'loading';
    case 'loader-line':
    case 'remedy':
      return 'loader';
    case 'script-served':
    case 'script-aborted':
      return 'script';
    case 'progress':
      return 'loading';
    case 'started':
      return 'started';
    case 'running':
      return 'running';
    case 'failed':
      return 'failed';
  }
}

/** Which kinds of fact can belong to a stage, for a filter that knows the kind alone. */
export const stageKinds: Readonly<Record<Stage, readonly BootFact['kind'][]>> = {
  seen: ['discover', 'ignored'],
  address: ['offer', 'address', 'nak', 'declined', 'released', 'range-exhausted'],
  loader: ['file-started', 'file-progress', 'file-sent', 'file-failed', 'loader-line', 'remedy'],
  script: ['script-served', 'script-aborted'],
  loading: ['file-started', 'file-progress', 'file-sent', 'file-failed', 'progress'],
  started: ['started'],
  running: ['running'],
  failed: ['failed'],
};

/** The kinds of fact whose sentence may say that somebody should look. */
export const troubleKinds: readonly BootFact['kind'][] = [
  'ignored',
  'nak',
  'declined',
  'range-exhausted',
  'file-sent',
  'file-failed',
  'script-aborted',
  'failed',
];
