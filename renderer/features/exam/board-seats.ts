import type { Snapshot } from '../../../electron/contract/api.ts';
import type { Exam, ExamSeat } from '../../../electron/contract/exam.ts';
import { type ExamSeatState, examSeatState, examState } from '../../../electron/contract/exam-seat.ts';
import type { Computer } from '../../../electron/contract/model.ts';
import { bootOf, tasksOf } from '../../state/select/lookup.ts';

export interface BoardSeat {
  readonly seat: ExamSeat;
  readonly state: ExamSeatState;
}

/** What needs somebody comes first among the counts. */
export const stateOrder = ['outside', 'left', 'booting', 'in', 'off', 'released'] as const;

/** The seats of an exam by name, as people count, each with where it stands. */
export function boardSeats(snapshot: Snapshot, exam: Exam, now: number): BoardSeat[] {
  return [...exam.seats].sort(byName).map((seat) => ({ seat, state: stateOf(snapshot, seat, now) }));
}

function stateOf(snapshot: Snapshot, seat: ExamSeat, now: number): ExamSeatState {
  if (seat.computerId === null) return examSeatState(seat, null, 0, now);
  const task = tasksOf(snapshot, seat.computerId).find(({ id }) => id === seat.taskId);
  return examSeatState(seat, bootOf(snapshot, seat.computerId), task?.executions ?? 0, now);
}

const collator = new Intl.Collator(undefined, { numeric: true });
const byName = (one: ExamSeat, other: ExamSeat): number => collator.compare(one.name, other.name);

/** Where the seats of an exam stand, when all are of one room and few enough wide to be shown as they stand there. */
export interface BoardPlan {
  readonly columns: number;
  /** 1 is the first row and column that has a seat. */
  placeOf(seat: ExamSeat): { readonly row: number; readonly column: number } | null;
}

const widestPlan = 8;

/** Null: the seats are shown by name, one after the other. */
export function boardPlan(snapshot: Snapshot, exam: Exam): BoardPlan | null {
  const seats = new Map(snapshot.computers.map(({ id, roomId, seat }) => [id, { roomId, seat }] as const));
  const placed = exam.seats.flatMap(({ computerId }) => {
    const there = computerId === null ? undefined : seats.get(computerId);
    return there?.seat ? [{ roomId: there.roomId, ...there.seat }] : [];
  });
  const [first] = placed;
  if (!first || placed.length < exam.seats.length || placed.some(({ roomId }) => roomId !== first.roomId)) return null;
  const top = Math.min(...placed.map(({ row }) => row)) - 1;
  const left = Math.min(...placed.map(({ column }) => column)) - 1;
  const columns = Math.max(...placed.map(({ column }) => column)) - left;
  if (columns > widestPlan) return null;
  return {
    columns,
    placeOf: ({ computerId }) => {
      const seat = computerId === null ? null : (seats.get(computerId)?.seat ?? null);
      return seat && { row: seat.row - top, column: seat.column - left };
    },
  };
}

/** How many seats stand so. */
export function countOf(seats: readonly BoardSeat[], kind: ExamSeatState['kind']): number {
  return seats.filter(({ state }) => state.kind === kind).length;
}

/** The exam to look at first: one that runs, else the next that is planned, else the one that was last. */
export function firstExam(exams: readonly Exam[], now: number): Exam | null {
  const rank = { running: 0, planned: 1, ended: 2 };
  const ranked = [...exams].sort(
    (one, other) => rank[examState(one, now)] - rank[examState(other, now)] || other.id - one.id,
  );
  return ranked[0] ?? null;
}

/** Computers of the exam's rooms that have no seat in it, by name. */
export function lateComputers(snapshot: Snapshot, exam: Exam): Computer[] {
  const seated = new Set(
    exam.seats.filter(({ releasedAt }) => releasedAt === null).map(({ computerId }) => computerId),
  );
  const rooms = new Set(
    snapshot.computers
      .filter(({ id }) => exam.seats.some((seat) => seat.computerId === id))
      .map(({ roomId }) => roomId),
  );
  return snapshot.computers
    .filter(({ id, roomId }) => !seated.has(id) && (roomId === null || rooms.has(roomId)))
    .sort((one, other) => collator.compare(one.name ?? one.mac, other.name ?? other.mac));
}

/** Other tasks of the seats that the exam holds back. */
export function heldTasks(snapshot: Snapshot, exam: Exam): number {
  return exam.seats.reduce(
    (sum, { computerId }) =>
      sum + (computerId === null ? 0 : tasksOf(snapshot, computerId).filter(({ held }) => held).length),
    0,
  );
}
