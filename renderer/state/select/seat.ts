import type { LogLine, Snapshot, TaskView } from '../../../electron/contract/api.ts';
import type { Action, Boot, Computer } from '../../../electron/contract/model.ts';
import { isMissed, type SeatStage, seatStage } from '../../../electron/contract/stage.ts';
import { memoByList } from './index-of.ts';
import { actionOf, bootOf, rateOf, roomOf, tasksOf } from './lookup.ts';

/** All that a tile says of a computer. */
export interface SeatView {
  readonly stage: SeatStage;
  /** A whole number from 0 to 100 while a file is loaded, or as the system reports; null when nobody said. */
  readonly percent: number | null;
  /** The boot that the stage is about; null when the seat is off. */
  readonly boot: Boot | null;
  /** What it runs or is loading. */
  readonly now: Action | null;
  /** Its words as they were at that time, also when the action is gone. */
  readonly nowName: string | null;
  /** What its next boot gets. */
  readonly next: Action | null;
  /** The task because of which it gets that; null: a default. */
  readonly nextTask: TaskView | null;
  /** The next task whose time has not come. */
  readonly scheduled: TaskView | null;
  readonly missed: TaskView | null;
  /** Bytes a second now. */
  readonly rate: number;
}

/** How far each boot is, by the newest line that says so. */
const percentages = memoByList((log: readonly LogLine[]) => {
  const found = new Map<number, number | null>();
  for (const line of log.toReversed()) {
    const percent = percentOf(line);
    if (percent !== undefined && !found.has(line.bootId)) found.set(line.bootId, percent);
  }
  return found;
});

/** Undefined when the line says nothing of it, null when it ends what was said before. */
function percentOf({ fact }: LogLine): number | null | undefined {
  switch (fact.kind) {
    case 'file-progress':
      return fact.bytes > 0 ? Math.min(100, Math.floor((100 * fact.sent) / fact.bytes)) : null;
    case 'file-started':
      return fact.role === 'kernel' || fact.role === 'initrd' || fact.role === 'file' ? 0 : undefined;
    case 'file-sent':
      return fact.role === 'kernel' || fact.role === 'initrd' || fact.role === 'file' ? 100 : undefined;
    case 'progress':
      return Math.floor(fact.percent);
    default:
      return undefined;
  }
}

/** What is shown of one computer at `now` (milliseconds since the epoch). */
export function seatView(snapshot: Snapshot, computer: Computer, now: number): SeatView {
  const boot = bootOf(snapshot, computer.id);
  const tasks = tasksOf(snapshot, computer.id);
  const stage = seatStage(boot, tasks, now);
  const shown = stage === 'off' || stage === 'missed' ? null : boot;
  const nextTask = dueTask(tasks);
  return {
    stage,
    percent: shown && stage !== 'running' ? (percentages(snapshot.log).get(shown.id) ?? null) : null,
    boot: shown,
    now: shown?.actionId != null ? actionOf(snapshot, shown.actionId) : null,
    nowName: shown?.actionName ?? null,
    next: actionOf(snapshot, nextTask?.actionId ?? defaultOf(snapshot, computer)),
    nextTask,
    scheduled: firstScheduled(tasks),
    missed: tasks.find((task) => isMissed(task, now)) ?? null,
    rate: rateOf(snapshot, computer.id),
  };
}

/** The action of a computer without a task: its own default, its room's, the one for all. */
function defaultOf(snapshot: Snapshot, computer: Computer): number {
  const ofRoom = computer.roomId === null ? null : roomOf(snapshot, computer.roomId)?.defaultActionId;
  return computer.defaultActionId ?? ofRoom ?? snapshot.preferences.globalDefaultActionId;
}

/** As the engine decides it: an exam, then what is done once, then every boot; of equals the earlier, then the older. */
function dueTask(tasks: readonly TaskView[]): TaskView | null {
  const due = tasks.filter((task) => task.state === 'due');
  return due.sort(precedence)[0] ?? null;
}

function precedence(one: TaskView, other: TaskView): number {
  return (
    Number(other.sessionKind === 'exam') - Number(one.sessionKind === 'exam') ||
    Number(other.repeat === 'once') - Number(one.repeat === 'once') ||
    one.notBefore - other.notBefore ||
    one.id - other.id
  );
}

function firstScheduled(tasks: readonly TaskView[]): TaskView | null {
  const later = tasks.filter((task) => task.state === 'scheduled');
  return later.sort((one, other) => one.notBefore - other.notBefore)[0] ?? null;
}

/** True for views that look alike: a tile whose view is the same is not drawn again. */
export function sameSeat(one: SeatView, other: SeatView): boolean {
  return (Object.keys(one) as (keyof SeatView)[]).every((key) => Object.is(one[key], other[key]));
}

/** How a computer is called: its name, else its MAC address. */
export const nameOf = (computer: Pick<Computer, 'name' | 'mac'>): string => computer.name ?? computer.mac;

/** Letters for rows, numbers for columns: row 2, column 3 is `B3`; after Z comes AA. */
export function seatLabel({ row, column }: { readonly row: number; readonly column: number }): string {
  const letters = row > 26 ? String.fromCharCode(64 + Math.floor((row - 1) / 26)) : '';
  return `${letters}${String.fromCharCode(65 + ((row - 1) % 26))}${column}`;
}
