import type { EngineEvent, EventBatch, Snapshot } from '../../electron/contract/api.ts';

/** The most lines that a window keeps. */
export const mostLines = 2_000;

/**
 * - `next`: the picture after the batch.
 * - `old`: the picture already holds what the batch says.
 * - `gap`: a batch was missed; only a new snapshot helps.
 */
export type Step =
  | { readonly kind: 'next'; readonly snapshot: Snapshot }
  | { readonly kind: 'old' }
  | { readonly kind: 'gap' };

/** Takes a batch into the picture. Pure: the parts that did not change stay the same objects. */
export function reduce(snapshot: Snapshot, batch: EventBatch): Step {
  if (batch.revision <= snapshot.revision) return { kind: 'old' };
  if (batch.revision !== snapshot.revision + 1) return { kind: 'gap' };
  const lines = batch.events.flatMap((event) => (event.kind === 'log' ? [event.line] : []));
  const next = batch.events.reduce(apply, snapshot);
  return { kind: 'next', snapshot: { ...next, log: withLines(snapshot.log, lines), revision: batch.revision } };
}

function apply(snapshot: Snapshot, event: EngineEvent): Snapshot {
  switch (event.kind) {
    case 'computer':
      return { ...snapshot, computers: put(snapshot.computers, event.computer) };
    case 'computer-removed':
      return withoutComputer(snapshot, event.id);
    case 'room':
      return { ...snapshot, rooms: put(snapshot.rooms, event.room) };
    case 'room-removed':
      return { ...snapshot, rooms: remove(snapshot.rooms, event.id) };
    case 'action':
      return { ...snapshot, actions: put(snapshot.actions, event.action) };
    case 'action-removed':
      return { ...snapshot, actions: remove(snapshot.actions, event.id) };
    case 'task':
      return { ...snapshot, tasks: put(snapshot.tasks, event.task) };
    case 'task-removed':
      return { ...snapshot, tasks: remove(snapshot.tasks, event.id) };
    case 'history':
    case 'log':
      return snapshot;
    case 'boot':
      return { ...snapshot, boots: putNewest(snapshot.boots, event.boot) };
    case 'service':
      return { ...snapshot, status: { ...snapshot.status, service: event.service } };
    case 'preferences':
      return { ...snapshot, preferences: event.preferences };
    case 'enrolment':
      return { ...snapshot, enrolment: event.enrolment };
    case 'traffic':
      return { ...snapshot, traffic: event.traffic };
    case 'exam':
      return { ...snapshot, exams: put(snapshot.exams, event.exam) };
    case 'console':
      return { ...snapshot, console: event.console };
    case 'medium':
      return { ...snapshot, media: put(snapshot.media, event.medium) };
    case 'medium-removed':
      return { ...snapshot, media: remove(snapshot.media, event.id) };
    case 'media-job':
      return { ...snapshot, mediaJobs: withJob(snapshot.mediaJobs, event.job) };
  }
}

/** All lines of a batch at once: a busy second has hundreds, and each copy has thousands. */
function withLines(log: Snapshot['log'], lines: Snapshot['log']): Snapshot['log'] {
  return lines.length === 0 ? log : [...log, ...lines].slice(-mostLines);
}

function put<T extends { readonly id: number }>(list: readonly T[], item: T): T[] {
  const index = list.findIndex(({ id }) => id === item.id);
  return index === -1 ? [...list, item] : list.with(index, item);
}

function remove<T extends { readonly id: number }>(list: readonly T[], id: number): T[] {
  return list.filter((item) => item.id !== id);
}

/** What is done or cancelled is no news any more. */
function withJob(jobs: Snapshot['mediaJobs'], job: Snapshot['mediaJobs'][number]): Snapshot['mediaJobs'] {
  return job.state === 'working' || job.state === 'failed' ? put(jobs, job) : remove(jobs, job.id);
}

function withoutComputer(snapshot: Snapshot, id: number): Snapshot {
  return {
    ...snapshot,
    computers: remove(snapshot.computers, id),
    boots: snapshot.boots.filter((boot) => boot.computerId !== id),
    tasks: snapshot.tasks.filter((task) => task.computerId !== id),
  };
}

/** One boot a computer: its newest. A late word about an older one changes nothing. */
function putNewest(boots: Snapshot['boots'], boot: Snapshot['boots'][number]): Snapshot['boots'] {
  const index = boots.findIndex(({ computerId }) => computerId === boot.computerId);
  const known = boots[index];
  if (!known) return [...boots, boot];
  return known.id > boot.id ? boots : boots.with(index, boot);
}
