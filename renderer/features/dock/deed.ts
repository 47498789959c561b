import type { Action } from '../../../electron/contract/model.ts';

/** How long an act waits before anything leaves the card, in milliseconds. */
export const timeToUndo = 5_000;

const hour = 3_600_000;

/** How long "now, once" stays due, in milliseconds: what the choice offers, the usual one second. */
export const onceLengths: readonly number[] = [hour / 2, 2 * hour, 8 * hour, 24 * hour, 7 * 24 * hour];
export const usualLength = 2 * hour;

/** When an action is to be booted. Instants are milliseconds since the epoch. */
export type When =
  /** Once, from the moment at which the act is sent, for this long. */
  | { readonly mode: 'once'; readonly length: number }
  /** At every boot from the moment at which the act is sent. */
  | { readonly mode: 'every boot'; readonly until: number }
  | { readonly mode: 'schedule'; readonly from: number; readonly until: number };

export type WhenMode = When['mode'];

export const usualWhen: When = { mode: 'once', length: usualLength };

/** What is done to computers. */
export type Deed =
  | {
      readonly kind: 'boot';
      readonly actionId: number;
      readonly when: When;
      /** Those that are off are woken. */
      readonly wake: boolean;
    }
  /** `actionId` null: as the room, or as all. */
  | { readonly kind: 'default'; readonly actionId: number | null }
  | { readonly kind: 'wake' };

/** Something that is shown and not done yet: on whom, and what. */
export interface Proposal {
  readonly computers: readonly number[];
  readonly deed: Deed;
}

/** The window of a task, and how often it is executed. */
export interface TaskWindow {
  readonly repeat: 'once' | 'every boot';
  readonly notBefore: number;
  readonly notAfter: number;
}

export function windowOf(when: When, now: number): TaskWindow {
  switch (when.mode) {
    case 'once':
      return { repeat: 'once', notBefore: now, notAfter: now + when.length };
    case 'every boot':
      return { repeat: 'every boot', notBefore: now, notAfter: when.until };
    case 'schedule':
      return { repeat: 'once', notBefore: when.from, notAfter: when.until };
  }
}

/** Why a window cannot be asked for. */
export type WindowFault = 'over already' | 'ends before it begins' | 'longer than a year';

const longest = 366 * 24 * hour;

export function faultOf(when: When, now: number): WindowFault | null {
  const { notBefore, notAfter } = windowOf(when, now);
  if (!Number.isFinite(notBefore) || !Number.isFinite(notAfter) || notAfter <= notBefore)
    return 'ends before it begins';
  if (notAfter <= now) return 'over already';
  return notAfter - notBefore > longest ? 'longer than a year' : null;
}

/** The next full hour, in local time: where a schedule begins until somebody says otherwise. */
export function nextHour(now: number): number {
  const at = new Date(now);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours() + 1).getTime();
}

/** 18:00 of this day, or of the next when that is less than an hour away: where "every boot" ends until somebody says otherwise. */
export function endOfSchool(now: number): number {
  const at = new Date(now);
  const today = new Date(at.getFullYear(), at.getMonth(), at.getDate(), 18).getTime();
  return today - now >= hour ? today : new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1, 18).getTime();
}

/** True for what writes over a disk, so that its guard never is a mere click. */
export const erasesDisk = (action: Pick<Action, 'kind' | 'icon'>): boolean =>
  action.kind === 'imaging' || action.icon === 'imaging';
