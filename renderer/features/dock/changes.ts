import type { Snapshot, TaskView } from '../../../electron/contract/api.ts';
import type { Computer, Phrase } from '../../../electron/contract/model.ts';
import { computerOf } from '../../state/select/lookup.ts';
import type { Move } from '../room/arrange.ts';
import type { DeskPort } from './desk.ts';
import type { Change } from './undo.ts';

/** What is done at once, since nothing leaves the card for it: each for `Desk.change`. */
type Run = (call: DeskPort['call'], picture: Snapshot | null) => Promise<Change | { readonly refusal: Phrase }>;

/** Deletes tasks; those whose window is not over can be made again. `now` is the clock. */
export function removeTasks(tasks: readonly TaskView[], now = Date.now()): Run {
  return async (call) => {
    const removed = await call('task.cancel', { tasks: tasks.map(({ id }) => id) });
    if (!removed.ok) return { refusal: removed.phrase };
    const back = removed.value.filter(({ notAfter }) => notAfter > now);
    return back.length > 0 ? { kind: 'removed', tasks: back } : { kind: 'nothing' };
  };
}

const fiveMinutes = 300_000;

/** Until when missed tasks would be due again: from now on as long as before, to the next full five minutes. */
export function untilOf(tasks: readonly TaskView[], now: number): number {
  const length = Math.max(...tasks.map(({ notBefore, notAfter }) => notAfter - notBefore));
  return Math.ceil((now + length) / fiveMinutes) * fiveMinutes;
}

/** Makes missed tasks due again from now on; undone by deleting them. */
export function rearmTasks(tasks: readonly TaskView[], until: number, now = Date.now()): Run {
  return async (call) => {
    const ids = tasks.map(({ id }) => id);
    const armed = await call('task.rearm', {
      tasks: ids,
      notBefore: now,
      notAfter: Math.max(until, now + fiveMinutes),
    });
    return armed.ok ? { kind: 'tasks', ids } : { refusal: armed.phrase };
  };
}

/** Serves machines that appeared by themselves, or leaves them alone; undone by taking the word back. */
export function admitMachines(computers: readonly Computer[], serve: boolean): Run {
  return async (call) => {
    const ids = computers.map(({ id }) => id);
    const told = await call('computer.admit', { computers: ids, serve });
    return told.ok ? { kind: 'admitted', computers: ids, serve } : { refusal: told.phrase };
  };
}

/** Gives new names, one after the other; the first refusal ends it, and its sentence is what is told. */
export function rename(computers: readonly Computer[], names: readonly string[]): Run {
  return async (call) => {
    const before: { computer: number; name: string | null }[] = [];
    for (const [index, { id, name }] of computers.entries()) {
      const set = await call('computer.set', { computer: id, name: names[index] ?? null });
      if (!set.ok) return { refusal: set.phrase };
      before.push({ computer: id, name });
    }
    return { kind: 'names', before };
  };
}

/** Moves machines to other seats or away from theirs, all or none; undone by moving them back. */
export function moveMachines(moves: readonly Move[]): Run {
  return async (call, picture) => {
    const before = picture ? moves.flatMap(({ computer }) => placeOf(computerOf(picture, computer))) : [];
    const moved = await call('seats.arrange', { moves: [...moves] });
    return moved.ok ? { kind: 'moves', before } : { refusal: moved.phrase };
  };
}

const placeOf = (computer: Computer | null): Move[] =>
  computer ? [{ computer: computer.id, room: computer.roomId, seat: computer.seat }] : [];
