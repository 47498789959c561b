import type { Snapshot, TaskView } from '../../../electron/contract/api.ts';
import type { Move } from '../room/arrange.ts';
import type { Proposal } from './deed.ts';

/** What was changed, as far as it can be taken back. */
export type Change =
  | { readonly kind: 'tasks'; readonly ids: readonly number[] }
  | {
      readonly kind: 'defaults';
      readonly before: readonly { readonly computer: number; readonly defaultAction: number | null }[];
    }
  | { readonly kind: 'names'; readonly before: readonly { readonly computer: number; readonly name: string | null }[] }
  /** Where those that were moved stood before: all of one act, since a swap goes back at once or not at all. */
  | { readonly kind: 'moves'; readonly before: readonly Move[] }
  /** Machines that were served, or left alone, from then on. */
  | { readonly kind: 'admitted'; readonly computers: readonly number[]; readonly serve: boolean }
  /** Deleted tasks, as they were; undone by making them again. */
  | { readonly kind: 'removed'; readonly tasks: readonly TaskView[] }
  /** A magic packet that left. */
  | { readonly kind: 'nothing' };

/** An act that the engine carried out. */
export interface Done {
  readonly key: number;
  /** Null for what did not begin as a proposal: a new name, a deleted task. */
  readonly proposal: Proposal | null;
  readonly change: Change;
  /** The picture that was shown when the answer came: what the act made may only be in the next one. */
  readonly revision: number;
  /** When the answer came, in milliseconds since the epoch. */
  readonly at: number;
}

/** What Undo would take back now. */
export interface Undoable {
  /** The tasks that are there still. */
  readonly tasks: readonly TaskView[];
  /** Seats that have not taken it yet, or whose setting would be put back. */
  readonly count: number;
}

type Picture = Pick<Snapshot, 'tasks' | 'revision'>;

/** Tasks that a boot took are gone from the list (once) or were executed (every boot): those are not counted. */
export function undoable({ change, revision }: Pick<Done, 'change' | 'revision'>, picture: Picture): Undoable {
  switch (change.kind) {
    case 'tasks': {
      const ids = new Set(change.ids);
      const left = picture.tasks.filter((task) => ids.has(task.id));
      if (left.length === 0 && picture.revision <= revision) return { tasks: [], count: ids.size };
      return { tasks: left, count: left.filter((task) => task.executions === 0).length };
    }
    case 'defaults':
    case 'names':
    case 'moves':
      return { tasks: [], count: change.before.length };
    case 'admitted':
      return { tasks: [], count: change.computers.length };
    case 'removed':
      return { tasks: [], count: change.tasks.length };
    case 'nothing':
      return { tasks: [], count: 0 };
  }
}

/** Whole seconds until an act is sent, for a person: 5, 4, 3, 2, 1, and 0 when it is on its way. */
export const secondsLeft = (sendAt: number, now: number): number => Math.max(0, Math.ceil((sendAt - now) / 1_000));
