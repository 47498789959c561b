import { createHash } from 'node:crypto';
import { Refusal } from '../contract/api.ts';
import type { Exam, ExamRecordRow, ExamSeat } from '../contract/exam.ts';
import { lastEnd } from '../contract/exam-seat.ts';
import type { Action, Computer, Ipv4, Task } from '../contract/model.ts';
import { seatRecord } from '../exam/record.ts';
import { examNow, examVariables } from '../exam/variables.ts';
import type { Store } from '../store/port.ts';
import type { Bus } from './bus.ts';
import type { Clock } from './clock.ts';
import type { Recorder } from './recorder.ts';
import { tellTasks } from './task-view.ts';

/** What the rules of exams work with. */
export interface ExamParts {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly recorder: Recorder;
}

/** More boots of one seat in one exam than any machine makes. */
const mostBoots = 1_000;

/** The exam that has this computer now, or null. */
export function runningExamOf({ store, clock }: Pick<ExamParts, 'store' | 'clock'>, computerId: number): Exam | null {
  return examNow(store.exams.ofComputer(computerId), computerId, clock.now());
}

/** The computer with what its exam gives to scripts; without one as it is. */
export function inItsExam(parts: Pick<ExamParts, 'store' | 'clock'>, computer: Computer): Computer {
  const exam = runningExamOf(parts, computer.id);
  return exam ? { ...computer, variables: examVariables(computer.variables, exam, computer.id) } : computer;
}

/** What a server of addresses tells this computer of the network: nothing beyond it while a closed exam has it. */
export function networkOf<T extends { readonly router: Ipv4 | null; readonly dns: readonly Ipv4[] }>(
  parts: Pick<ExamParts, 'store' | 'clock'>,
  computer: Computer | null,
  server: T,
): T {
  const closed = computer !== null && runningExamOf(parts, computer.id)?.closedNetwork === true;
  return closed ? { ...server, router: null, dns: [] } : server;
}

/** Its system gave its address back: on the board it has left. */
export function noteLeft(parts: Pick<ExamParts, 'store' | 'clock' | 'bus'>, computer: Computer): void {
  const exam = runningExamOf(parts, computer.id);
  const seat = exam?.seats.find((each) => each.computerId === computer.id);
  if (!exam || !seat) return;
  parts.store.exams.putSeat(exam.id, { ...seat, leftAt: parts.clock.now() });
  tellExam(parts, exam.id);
}

/** Refuses what would take a computer, a task or an action out of an exam past its PIN. */
export function guardTask({ store }: Pick<ExamParts, 'store'>, task: Pick<Task, 'computerId' | 'id'>): void {
  const exam = store.exams
    .ofComputer(task.computerId)
    .find(({ seats }) => seats.some(({ taskId }) => taskId === task.id));
  if (exam) throw new Refusal('forbidden', { code: 'exam-task-kept', exam: exam.name });
}

export function guardComputer({ store }: Pick<ExamParts, 'store'>, computer: Computer): void {
  const exam = store.exams.ofComputer(computer.id)[0];
  const name = computer.name ?? computer.mac;
  if (exam) throw new Refusal('forbidden', { code: 'exam-computer-kept', name, exam: exam.name });
}

export function guardAction({ store }: Pick<ExamParts, 'store'>, { id, name }: Pick<Action, 'id' | 'name'>): void {
  const exam = store.exams.open().find(({ actionId }) => actionId === id);
  if (exam) throw new Refusal('forbidden', { code: 'exam-action-kept', name, exam: exam.name });
}

/** Refuses to replace the data, and with it an exam that is not over, by other data. */
export function guardData({ store, clock }: Pick<ExamParts, 'store' | 'clock'>): void {
  const exam = store.exams.open().find((each) => lastEnd(each) > clock.now());
  if (exam) throw new Refusal('forbidden', { code: 'exam-data-kept', exam: exam.name });
}

export function tellExam({ store, bus }: Pick<ExamParts, 'store' | 'bus'>, id: number): Exam | null {
  const exam = store.exams.byId(id);
  if (exam) bus.publish({ kind: 'exam', exam });
  return exam;
}

/** Every boot of every seat while the exam ran: as it was kept at its end, or as it stands now. */
export function recordOf(parts: ExamParts, exam: Exam): ExamRecordRow[] {
  const kept = parts.store.exams.record(exam.id);
  if (kept) return kept;
  parts.recorder.flush();
  return exam.seats.flatMap((seat) => recordOfSeat(parts, exam, seat));
}

function recordOfSeat({ store, clock }: ExamParts, exam: Exam, seat: ExamSeat): ExamRecordRow[] {
  if (seat.computerId === null) return [];
  const span = {
    from: exam.notBefore,
    to: Math.min(seat.releasedAt ?? seat.notAfter, clock.now() + 1),
    limit: mostBoots,
  };
  const boots = store.boots.list(seat.computerId, span);
  const history = store.history.list({ computerId: seat.computerId, ...span });
  const filesOf = (bootId: number) => store.boots.files(bootId);
  return seatRecord({ seat, boots, history, filesOf }, (text) => createHash('sha256').update(text).digest('hex'));
}

/** Takes a seat's task away: the computer's other tasks and its default are back. To be told by `tellFreed`. */
export function freeSeat({ store, clock }: ExamParts, examId: number, seat: ExamSeat): void {
  if (seat.taskId !== null) store.tasks.remove(seat.taskId);
  store.exams.putSeat(examId, { ...seat, taskId: null, releasedAt: seat.releasedAt ?? clock.now() });
}

export function tellFreed(parts: ExamParts, seats: readonly ExamSeat[]): void {
  for (const { taskId, computerId } of seats) {
    if (taskId !== null) parts.bus.publish({ kind: 'task-removed', id: taskId });
    if (computerId !== null) tellTasks(parts, parts.store.tasks.forComputer(computerId));
  }
}

/** Ends an exam at `at`: keeps its record, frees what is not free yet. To be called inside a transaction. */
export function storeEnd(parts: ExamParts, exam: Exam, at: number): ExamSeat[] {
  const record = recordOf(parts, exam);
  const open = exam.seats.filter((seat) => seat.releasedAt === null);
  for (const seat of open) {
    if (seat.taskId !== null) parts.store.tasks.remove(seat.taskId);
    parts.store.exams.putSeat(exam.id, { ...seat, taskId: null, releasedAt: Math.min(at, seat.notAfter) });
  }
  parts.store.exams.end(exam.id, at, record);
  return open;
}

/** Ends every exam whose last seat's time is over, also those that ended while Rollcall did not run. */
export function closePast(parts: ExamParts): void {
  const now = parts.clock.now();
  for (const exam of parts.store.exams.open()) {
    const end = lastEnd(exam);
    if (now < end) continue;
    parts.recorder.flush();
    const freed = parts.store.transaction(() => storeEnd(parts, exam, end));
    tellFreed(parts, freed);
    tellExam(parts, exam.id);
  }
}
