import type { Snapshot } from '../../../electron/contract/api.ts';
import type { Boot, Computer } from '../../../electron/contract/model.ts';
import { isOff } from '../../../electron/contract/stage.ts';
import { bootOf } from '../../state/select/lookup.ts';

/** Computers that took the same action from a task and are on with it now. */
export interface RunningGroup {
  readonly key: string;
  readonly actionName: string;
  readonly computers: readonly Computer[];
  /** When the first of them began its boot. */
  readonly since: number;
  /** How many report from their system already. */
  readonly up: number;
}

const underWay: ReadonlySet<Boot['stage']> = new Set(['script', 'loading', 'started', 'running']);

/** What runs now because of a task, by action; the newest first. */
export function runningGroups(snapshot: Snapshot, now: number): RunningGroup[] {
  const groups = new Map<string, { computers: Computer[]; boots: Boot[] }>();
  for (const computer of snapshot.computers) {
    const boot = bootOf(snapshot, computer.id);
    if (!boot || boot.taskId === null || !underWay.has(boot.stage) || isOff(boot, now)) continue;
    const key = boot.actionName ?? '';
    const group = groups.get(key) ?? { computers: [], boots: [] };
    group.computers.push(computer);
    group.boots.push(boot);
    groups.set(key, group);
  }
  return [...groups]
    .map(([key, { computers, boots }]) => ({
      key,
      actionName: key,
      computers,
      since: Math.min(...boots.map(({ startedAt }) => startedAt)),
      up: boots.filter(({ stage }) => stage === 'running').length,
    }))
    .sort((one, other) => other.since - one.since);
}

/** Two lists that say the same. */
export const sameRunning = (one: readonly RunningGroup[], other: readonly RunningGroup[]): boolean =>
  one.length === other.length &&
  one.every((group, index) => {
    const twin = other[index];
    return (
      twin !== undefined &&
      group.key === twin.key &&
      group.since === twin.since &&
      group.up === twin.up &&
      group.computers.length === twin.computers.length &&
      group.computers.every((computer, place) => computer === twin.computers[place])
    );
  });
