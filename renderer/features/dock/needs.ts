import type { Snapshot, TaskView } from '../../../electron/contract/api.ts';
import type { Boot, Computer } from '../../../electron/contract/model.ts';
import { isMissed, quietUntilGivenUp, seatStage } from '../../../electron/contract/stage.ts';
import { actionOf, bootOf, tasksOf } from '../../state/select/lookup.ts';

/** Something that somebody has to look at. Each becomes one card with one sentence and one button. */
export type Need =
  /** A boot that failed, or that is silent on its way. */
  | { readonly kind: 'failed'; readonly key: string; readonly computer: Computer; readonly boot: Boot }
  /** Tasks with the same action and window, which nobody took: one card, however many seats. */
  | {
      readonly kind: 'missed';
      readonly key: string;
      readonly computers: readonly Computer[];
      readonly tasks: readonly TaskView[];
    }
  /** A machine that appeared by itself and that nobody has named or seated. */
  | { readonly kind: 'new'; readonly key: string; readonly computer: Computer };

/**
 * What a room asks for, the worst first: failures, the newest before the others; missed tasks; new machines, which
 * belong to no room and are shown in every one. `hidden` are the keys of those that somebody put off.
 */
export function needsOf(snapshot: Snapshot, roomId: number | null, now: number, hidden: ReadonlySet<string>): Need[] {
  const here = snapshot.computers.filter((computer) => roomId === null || computer.roomId === roomId);
  const failed = here.flatMap((computer) => failure(snapshot, computer, now));
  const needs: Need[] = [
    ...failed.sort((one, other) => other.boot.lastEventAt - one.boot.lastEventAt),
    ...missed(snapshot, here, now),
    ...snapshot.computers.filter(isNew).map((computer): Need => ({ kind: 'new', key: `new ${computer.id}`, computer })),
  ];
  return needs.filter(({ key }) => !hidden.has(key));
}

const isNew = ({ status, roomId, seat }: Computer): boolean =>
  status === 'discovered' && (roomId === null || seat === null);

/** Whether somebody is asked before a new machine starts: by the service as it is set, or in some room. */
export function asksForMachines({ status: { service }, rooms }: Snapshot): boolean {
  if (service.state === 'stopped') return false;
  return service.settings.unknown === 'ask' || rooms.some(({ unknown }) => unknown === 'ask');
}

function failure(snapshot: Snapshot, computer: Computer, now: number): Extract<Need, { kind: 'failed' }>[] {
  const boot = bootOf(snapshot, computer.id);
  if (!boot || !(seatStage(boot, [], now) === 'failed' || isStuck(snapshot, computer, boot, now))) return [];
  return [{ kind: 'failed', key: `failed ${boot.id}`, computer, boot }];
}

/** A boot that was silent for longer is no news any more: somebody switched the machine off, or has seen it. */
const stuckIsNews = 30 * 60_000;

/**
 * Silent on its way to a system, before it could say that it failed. Machines that nobody named may be anybody's, and of
 * one that was handed to another boot server nothing more is heard.
 */
function isStuck(
  snapshot: Snapshot,
  { status }: Computer,
  { stage, lastEventAt, actionId, script }: Boot,
  now: number,
): boolean {
  if (actionId !== null && actionOf(snapshot, actionId)?.kind === 'hand-off') return false;
  const silent = now - lastEventAt;
  // Sent on to its disk it may ask once more on its way there, and has its script then.
  const sentOn = stage === 'seen' && script !== null;
  const onItsWay = stage !== 'failed' && stage !== 'started' && stage !== 'running' && !sentOn;
  return status === 'known' && onItsWay && silent >= quietUntilGivenUp && silent < stuckIsNews;
}

function missed(snapshot: Snapshot, computers: readonly Computer[], now: number): Need[] {
  const groups = new Map<string, { computers: Computer[]; tasks: TaskView[] }>();
  for (const computer of computers) {
    for (const task of tasksOf(snapshot, computer.id)) {
      if (!isMissed(task, now)) continue;
      const key = `missed ${task.actionId} ${task.notBefore} ${task.notAfter}`;
      const group = groups.get(key) ?? { computers: [], tasks: [] };
      group.computers.push(computer);
      group.tasks.push(task);
      groups.set(key, group);
    }
  }
  return [...groups].map(([key, group]) => ({ kind: 'missed', key, ...group }));
}

/** Two lists that ask for the same of the same: nothing has to be drawn again. */
export function sameNeeds(one: readonly Need[], other: readonly Need[]): boolean {
  return one.length === other.length && one.every((need, index) => sameNeed(need, other[index]));
}

function sameNeed(one: Need, other: Need | undefined): boolean {
  if (other === undefined || one.key !== other.key) return false;
  if (one.kind === 'missed' && other.kind === 'missed') {
    return one.tasks.length === other.tasks.length && one.tasks.every((task, index) => task === other.tasks[index]);
  }
  if (one.kind === 'failed' && other.kind === 'failed')
    return one.boot === other.boot && one.computer === other.computer;
  return one.kind === 'new' && other.kind === 'new' && one.computer === other.computer;
}

/** How many of the room are on, and how many off. */
export function onAndOff(snapshot: Snapshot, roomId: number | null, now: number): { on: number; off: number } {
  const counts = { on: 0, off: 0 };
  for (const { id, roomId: room } of snapshot.computers) {
    if (roomId !== null && room !== roomId) continue;
    counts[seatStage(bootOf(snapshot, id), [], now) === 'off' ? 'off' : 'on'] += 1;
  }
  return counts;
}
