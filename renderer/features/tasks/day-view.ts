import type { TaskView } from '../../../electron/contract/api.ts';
import type { HistoryEntry } from '../../../electron/contract/model.ts';

/** A day of local time, from its first instant to the first of the next: 23, 24 or 25 hours. */
export interface Day {
  readonly start: number;
  readonly end: number;
}

/** The day of an instant; `shift` days later or earlier. */
export function dayOf(at: number, shift = 0): Day {
  const moment = new Date(at);
  const midnight = (days: number) =>
    new Date(moment.getFullYear(), moment.getMonth(), moment.getDate() + shift + days).getTime();
  return { start: midnight(0), end: midnight(1) };
}

/** The part of a day that is drawn. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const hour = 3_600_000;

/**
 * From 7 to 19, and further where a window wants it; always full hours. A window that comes from the day before or
 * goes on through the night wants its last or first two hours of this day.
 */
export function spanOf(day: Day, windows: readonly Pick<Block, 'from' | 'until'>[]): Span {
  const begins = windows.map(({ from, until }) => (from > day.start ? from : Math.max(day.start, until - 2 * hour)));
  const ends = windows.map(({ from, until }) => (until < day.end ? until : Math.min(day.end, from + 2 * hour)));
  const from = Math.min(day.start + 7 * hour, ...begins);
  const until = Math.max(day.start + 19 * hour, ...ends);
  const down = day.start + Math.floor((from - day.start) / hour) * hour;
  const up = day.start + Math.ceil((until - day.start) / hour) * hour;
  return { from: down, until: Math.min(up, day.end) };
}

/** The full hours of a span, for its axis. */
export function hoursOf({ from, until }: Span): number[] {
  return Array.from({ length: Math.round((until - from) / hour) + 1 }, (_, index) => from + index * hour);
}

/** Where an instant is drawn, from 0 to 1; what is outside is at the edge. */
export const placeIn = ({ from, until }: Span, at: number): number =>
  Math.min(1, Math.max(0, (at - from) / (until - from)));

/** One window with one action, on all the seats that have it. */
export interface Block {
  readonly key: string;
  readonly actionName: string;
  readonly repeat: TaskView['repeat'];
  /** The window as far as it lies in the day. */
  readonly from: number;
  readonly until: number;
  readonly notBefore: number;
  readonly notAfter: number;
  /** How many seats wait for it, missed it, took it. */
  readonly waiting: number;
  readonly missed: number;
  readonly taken: number;
  readonly computers: readonly number[];
  /** When seats took it. */
  readonly servedAt: readonly number[];
}

interface Draft extends Omit<Block, 'computers' | 'servedAt'> {
  waiting: number;
  missed: number;
  taken: number;
  readonly computers: Set<number>;
  readonly servedAt: number[];
}

type Window = Pick<TaskView, 'actionName' | 'repeat' | 'notBefore' | 'notAfter'>;

/** What is planned and what was done on a day, by those of these computers. The earliest first. */
export function blocksOf(
  day: Day,
  tasks: readonly TaskView[],
  entries: readonly HistoryEntry[],
  computers: ReadonlySet<number>,
): Block[] {
  const drafts = new Map<string, Draft>();
  const executed = new Set<number>();
  for (const entry of entries) {
    if (entry.computerId === null || !computers.has(entry.computerId) || !meets(day, entry)) continue;
    const block = draft(drafts, day, entry);
    if (!executed.has(entry.taskId)) block.taken += 1;
    executed.add(entry.taskId);
    block.computers.add(entry.computerId);
    block.servedAt.push(entry.servedAt);
  }
  for (const task of tasks) {
    if (!computers.has(task.computerId) || !meets(day, task) || executed.has(task.id)) continue;
    const block = draft(drafts, day, task);
    block[task.state === 'missed' ? 'missed' : task.state === 'done' ? 'taken' : 'waiting'] += 1;
    block.computers.add(task.computerId);
  }
  return [...drafts.values()]
    .map((block) => ({ ...block, computers: [...block.computers] }))
    .sort((one, other) => one.from - other.from || other.until - one.until || one.key.localeCompare(other.key));
}

const meets = (day: Day, { notBefore, notAfter }: Window): boolean => notBefore < day.end && notAfter > day.start;

function draft(drafts: Map<string, Draft>, day: Day, window: Window): Draft {
  const { actionName, repeat, notBefore, notAfter } = window;
  const key = [actionName, repeat, notBefore, notAfter].join(' ');
  const known = drafts.get(key);
  if (known) return known;
  const from = Math.max(day.start, notBefore);
  const until = Math.min(day.end, notAfter);
  const made: Draft = {
    ...{ key, actionName, repeat, from, until, notBefore, notAfter },
    ...{ waiting: 0, missed: 0, taken: 0, computers: new Set<number>(), servedAt: [] },
  };
  drafts.set(key, made);
  return made;
}

/** What the words of a block need of the day's width. */
const wordsShare = 0.16;

/** Where the words of a block stand: in it, and where it is too short after it, or at the end of the day before it. */
export type WordsPlace = 'inside' | 'after' | 'before';

export function wordsPlace(span: Span, { from, until }: Span): WordsPlace {
  const end = placeIn(span, until);
  if (end - placeIn(span, from) >= wordsShare) return 'inside';
  return end + wordsShare <= 1 ? 'after' : 'before';
}

/** The time that a block takes up with its words. */
export function withWords(span: Span, block: Span): Span {
  const words = (span.until - span.from) * wordsShare;
  switch (wordsPlace(span, block)) {
    case 'inside':
      return block;
    case 'after':
      return { from: block.from, until: block.until + words };
    case 'before':
      return { from: block.from - words, until: block.until };
  }
}

/** Puts blocks into few lanes; no two of a lane overlap. `extentOf` is what a block takes up, by itself its own time. */
export function lanesOf<T extends Span>(blocks: readonly T[], extentOf: (block: T) => Span = (block) => block): T[][] {
  const lanes: { readonly blocks: T[]; until: number }[] = [];
  for (const block of blocks) {
    const { from, until } = extentOf(block);
    const lane = lanes.find((one) => one.until <= from);
    if (lane) {
      lane.blocks.push(block);
      lane.until = until;
    } else lanes.push({ blocks: [block], until });
  }
  return lanes.map((lane) => lane.blocks);
}
