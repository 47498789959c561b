import type { CommandInput } from '../../../electron/contract/api.ts';
import type { HistoryEntry, Outcome } from '../../../electron/contract/model.ts';

/** Which entries are wanted; what is null does not matter. */
export interface HistoryFilter {
  readonly computer: number | null;
  readonly outcome: Outcome | null;
  /** Local days as a date field has them, both included: `2026-11-24`. */
  readonly from: string;
  readonly to: string;
}

export const everything: HistoryFilter = { computer: null, outcome: null, from: '', to: '' };

/** The filter as the engine takes it. `before` is the oldest entry that is shown. */
export function toInput(filter: HistoryFilter, limit: number, before: number | null): CommandInput<'history.list'> {
  const from = dayStart(filter.from, 0);
  const to = dayStart(filter.to, 1);
  return {
    limit,
    ...(before === null ? {} : { before }),
    ...(filter.computer === null ? {} : { computer: filter.computer }),
    ...(filter.outcome === null ? {} : { outcomes: [filter.outcome] }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  };
}

/** The first instant of a day in local time, so many days later; null for what is no day. */
export function dayStart(text: string, later: number): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return null;
  return new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + later).getTime();
}

/** Puts pages together: an entry that changed meanwhile takes its new form, each is there once, newest first. */
export function merge(known: readonly HistoryEntry[], page: readonly HistoryEntry[]): HistoryEntry[] {
  const byId = new Map(known.map((entry) => [entry.id, entry]));
  for (const entry of page) byId.set(entry.id, entry);
  return [...byId.values()].sort((one, other) => other.id - one.id);
}
