import type { Exam, ExamSeat } from './exam.ts';
import type { Boot } from './model.ts';
import { isOff, quietUntilGivenUp } from './stage.ts';

/** What the board shows of one seat. */
export type ExamSeatState =
  | { readonly kind: 'in'; readonly since: number }
  /** `again`: it was in the exam before, and comes back. */
  | { readonly kind: 'booting'; readonly again: boolean }
  /** Switched on, and does not run the exam: it started before, failed, or fell silent at its start. */
  | { readonly kind: 'outside'; readonly why: 'earlier' | 'failed' | 'silent'; readonly since: number }
  | { readonly kind: 'left'; readonly at: number }
  | { readonly kind: 'off' }
  | { readonly kind: 'released'; readonly at: number };

/** Where an exam stands by the clock (milliseconds since the epoch). A seat's extra time keeps it running. */
export function examState(exam: Pick<Exam, 'notBefore' | 'endedAt' | 'seats' | 'notAfter'>, now: number) {
  if (exam.endedAt !== null || now >= lastEnd(exam)) return 'ended' as const;
  return now < exam.notBefore ? ('planned' as const) : ('running' as const);
}

/** The first instant at which no seat is in the exam any more. */
export function lastEnd({ notAfter, seats }: Pick<Exam, 'seats' | 'notAfter'>): number {
  const open = seats.filter((seat) => seat.releasedAt === null);
  return open.reduce((last, seat) => Math.max(last, seat.notAfter), notAfter);
}

/**
 * Where one seat stands. `boot` is the newest of its computer, `executions` how many boots took the seat's task; `now`
 * is the clock in milliseconds.
 */
export function examSeatState(
  seat: ExamSeat,
  boot: Pick<Boot, 'taskId' | 'stage' | 'startedAt' | 'lastEventAt' | 'script'> | null,
  executions: number,
  now: number,
): ExamSeatState {
  if (seat.releasedAt !== null) return { kind: 'released', at: seat.releasedAt };
  if (boot === null) return { kind: 'off' };
  const ours = boot.taskId !== null && boot.taskId === seat.taskId;
  if (isOff(boot, now)) return ours || executions > 0 ? { kind: 'left', at: boot.lastEventAt } : { kind: 'off' };
  if (ours) return withScript(seat, boot, executions);
  if (boot.script !== null) return { kind: 'outside', why: 'earlier', since: boot.startedAt };
  if (boot.stage === 'failed') return { kind: 'outside', why: 'failed', since: boot.lastEventAt };
  if (now - boot.lastEventAt < quietUntilGivenUp) return { kind: 'booting', again: executions > 0 };
  if (executions > 0) return { kind: 'left', at: boot.startedAt };
  return { kind: 'outside', why: 'silent', since: boot.startedAt };
}

function withScript(
  seat: ExamSeat,
  boot: Pick<Boot, 'stage' | 'startedAt' | 'lastEventAt'>,
  executions: number,
): ExamSeatState {
  if (seat.leftAt !== null && seat.leftAt >= boot.startedAt) return { kind: 'left', at: seat.leftAt };
  switch (boot.stage) {
    case 'failed':
      return { kind: 'outside', why: 'failed', since: boot.lastEventAt };
    case 'started':
    case 'running':
      return { kind: 'in', since: boot.startedAt };
    default:
      return { kind: 'booting', again: executions > 1 };
  }
}
