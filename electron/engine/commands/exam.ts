import { type CheckedInput, type CommandHandlers, type Ref, Refusal } from '../../contract/api.ts';
import type { Exam, ExamPreview, ExamSeat } from '../../contract/exam.ts';
import { examState } from '../../contract/exam-seat.ts';
import type { Computer, PlainPhrase, Variables } from '../../contract/model.ts';
import { takesScript } from '../../contract/stage.ts';
import { reportCsv, reportHtml } from '../../exam/report.ts';
import { reportWords } from '../../exam/report-words.ts';
import { examBetween } from '../../exam/variables.ts';
import { hashPassword, isPassword, PasswordHash } from '../../secret/password.ts';
import { freeSeat, recordOf, storeEnd, tellExam, tellFreed } from '../exams.ts';
import { RateBound } from '../rate-bound.ts';
import { tellTasks } from '../task-view.ts';
import { type CommandContext, inOneStep } from './context.ts';
import { actionOf, computerOf, roomOf } from './resolve.ts';
import { checkWindow } from './tasks.ts';
import { wakeComputers } from './wake.ts';

type ExamCommands = Pick<
  CommandHandlers,
  'exam.list' | 'exam.preview' | 'exam.start' | 'exam.join' | 'exam.extend' | 'exam.end' | 'exam.set' | 'exam.report'
>;

/** Wrong tries of a PIN for one exam; whoever has it may give time to one seat after the other. */
const tries = { burst: 5, perSecond: 1 / 15 };

const minute = 60_000;

/** Exams that a window is shown. */
export const newestExams = 50;

export function examCommands(context: CommandContext): ExamCommands {
  const { store } = context;
  const pinTries = new RateBound(tries);
  const unlocked = async (ref: Ref, pin: string): Promise<Exam> => {
    const exam = examOf(context, ref);
    if (!pinTries.allows(exam.id, context.clock.now())) throw new Refusal('forbidden', { code: 'exam-pin-wait' });
    const right = await isPassword(pin, PasswordHash.parse(store.exams.pin(exam.id)));
    if (!right) throw new Refusal('forbidden', { code: 'exam-pin-wrong' });
    pinTries.giveBack(exam.id);
    return openExam(context, exam.id);
  };
  return {
    'exam.list': () => store.exams.list(newestExams),
    'exam.preview': (input) => preview(context, input),
    'exam.start': (input) => start(context, input),
    'exam.join': (input) => join(context, input),
    'exam.extend': async (input) => extend(context, await unlocked(input.exam, input.pin), input),
    'exam.end': async (input) => end(context, await unlocked(input.exam, input.pin), input.computers),
    'exam.set': async (input) => set(context, await unlocked(input.exam, input.pin), input),
    'exam.report': async ({ exam: ref, language }) => {
      const exam = examOf(context, ref);
      const rows = recordOf(context, exam);
      const action = store.actions.byId(exam.actionId);
      const files = action ? await context.served.of(action) : [];
      const words = reportWords[language];
      return { rows, files, csv: reportCsv(rows, words), html: reportHtml({ exam, rows, files }, words) };
    },
  };
}

/** An exam by its number or its name; of several with one name the newest. */
function examOf({ store }: CommandContext, ref: Ref): Exam {
  const named = () => store.exams.list(1_000).find((each) => each.name.toLowerCase() === String(ref).toLowerCase());
  const byNumber = /^[1-9]\d{0,8}$/.test(String(ref)) ? store.exams.byId(Number(ref)) : null;
  const found = typeof ref === 'number' ? byNumber : (named() ?? byNumber);
  if (!found) throw new Refusal('not-found', { code: 'exam-missing', ref: String(ref) });
  return found;
}

function openExam(context: CommandContext, id: number): Exam {
  const exam = examOf(context, id);
  if (examState(exam, context.clock.now()) === 'ended') {
    throw new Refusal('refused', { code: 'exam-over', name: exam.name });
  }
  return exam;
}

/** The computers of the rooms and those beside, each once. */
function computersOf(
  { store }: CommandContext,
  { rooms, computers }: { readonly rooms: readonly Ref[]; readonly computers: readonly Ref[] },
): Computer[] {
  const all = [
    ...rooms.flatMap((ref) => store.computers.list({ roomId: roomOf(store, ref).id })),
    ...computers.map((ref) => computerOf(store, ref)),
  ];
  return [...new Map(all.map((each) => [each.id, each])).values()];
}

function preview(context: CommandContext, input: CheckedInput<'exam.preview'>): ExamPreview {
  const { store, recorder, clock } = context;
  checkWindow(input, clock.now());
  actionOf(store, input.action);
  const computers = computersOf(context, input);
  checkSeats(context, computers, input);
  const places = { inThisBoot: [] as number[], atNextStart: [] as number[], off: [] as number[] };
  for (const { id } of computers) {
    const takes = takesScript(recorder.newest(id), clock.now());
    places[takes === 'off' ? 'off' : takes === 'in this boot' ? 'inThisBoot' : 'atNextStart'].push(id);
  }
  const overlaps = computers
    .flatMap(({ id }) => store.tasks.forComputer(id))
    .filter((task) => task.notBefore < input.notAfter && input.notBefore < task.notAfter);
  return {
    computers: computers.map(({ id }) => id),
    ...places,
    waiting: overlaps.length,
    warnings: warningsOf(context, input),
  };
}

function warningsOf(context: CommandContext, input: CheckedInput<'exam.preview'>): PlainPhrase[] {
  const serving = context.service.serving();
  const warnings: PlainPhrase[] = [];
  if (!serving) warnings.push({ code: 'exam-not-serving' });
  if (!input.closedNetwork) return warnings;
  if (serving && serving.settings.mode !== 'full') warnings.push({ code: 'exam-needs-full' });
  const host = input.portal === null ? '' : new URL(input.portal).hostname;
  if (host !== '' && !/^[\d.]+$/.test(host)) warnings.push({ code: 'exam-portal-name', host });
  return warnings;
}

/** There is somebody to examine, and nobody sits in two exams at once. */
function checkSeats(
  { store }: CommandContext,
  computers: readonly Computer[],
  window: { readonly notBefore: number; readonly notAfter: number },
): void {
  if (computers.length === 0) throw new Refusal('refused', { code: 'exam-no-seat' });
  for (const computer of computers) {
    const other = examBetween(store.exams.ofComputer(computer.id), computer.id, window);
    if (other) {
      throw new Refusal('conflict', { code: 'exam-seat-taken', name: computer.name ?? computer.mac, exam: other.name });
    }
  }
}

async function start(context: CommandContext, input: CheckedInput<'exam.start'>): Promise<Exam> {
  const { store, clock } = context;
  checkWindow(input, clock.now());
  const action = actionOf(store, input.action);
  const computers = computersOf(context, input);
  checkSeats(context, computers, input);
  if (input.wake && !context.service.serving()) throw new Refusal('refused', { code: 'serve-for-wake' });
  const variables = new Map(input.seats.map((seat) => [computerOf(store, seat.computer).id, seat.variables]));
  const { name, notBefore, notAfter, portal, allow, closedNetwork } = input;
  const pin = await hashPassword(input.pin);
  const id = inOneStep(context, () => {
    checkSeats(context, computers, input);
    const words = { name, notBefore, notAfter, portal, allow, closedNetwork, pin, createdAt: clock.now() };
    const exam = store.exams.add({ ...words, actionId: action.id, actionName: action.name });
    for (const computer of computers) addSeat(context, exam, computer, variables.get(computer.id) ?? {});
    return exam.id;
  });
  const made = tellSeated(context, id, computers);
  if (input.wake) await wakeComputers(context, computers);
  return made;
}

function addSeat(context: CommandContext, exam: Exam, computer: Computer, variables: Variables): void {
  const { store, clock } = context;
  const task = store.tasks.add({
    computerId: computer.id,
    actionId: exam.actionId,
    sessionId: exam.id,
    repeat: 'every boot',
    notBefore: exam.notBefore,
    notAfter: exam.notAfter,
    createdAt: clock.now(),
  });
  store.exams.putSeat(exam.id, {
    computerId: computer.id,
    mac: computer.mac,
    name: computer.name ?? computer.mac,
    taskId: task.id,
    notAfter: exam.notAfter,
    joinedAt: clock.now(),
    releasedAt: null,
    leftAt: null,
    variables,
  });
}

function tellSeated(context: CommandContext, id: number, computers: readonly Computer[]): Exam {
  for (const computer of computers) tellTasks(context, context.store.tasks.forComputer(computer.id));
  context.taskTimer.arm();
  tellExam(context, id);
  return examOf(context, id);
}

function join(context: CommandContext, input: CheckedInput<'exam.join'>): Exam {
  const exam = openExam(context, examOf(context, input.exam).id);
  const computers = computersOf(context, { rooms: [], computers: input.computers });
  if (exam.notAfter <= context.clock.now()) throw new Refusal('refused', { code: 'exam-over', name: exam.name });
  inOneStep(context, () => {
    checkSeats(context, computers, exam);
    for (const computer of computers) addSeat(context, exam, computer, input.variables);
  });
  return tellSeated(context, exam.id, computers);
}

/** The seats that are named, or all that were not released. */
function seatsOf(context: CommandContext, exam: Exam, refs: readonly Ref[]): ExamSeat[] {
  const open = exam.seats.filter((seat) => seat.releasedAt === null);
  if (refs.length === 0) return open;
  return computersOf(context, { rooms: [], computers: refs }).map((computer) => {
    const seat = open.find((each) => each.computerId === computer.id);
    if (seat) return seat;
    const name = computer.name ?? computer.mac;
    throw new Refusal('not-found', { code: 'exam-seat-missing', name, exam: exam.name });
  });
}

function extend(context: CommandContext, exam: Exam, input: CheckedInput<'exam.extend'>): Exam {
  const { store } = context;
  const seats = seatsOf(context, exam, input.computers);
  const more = input.minutes * minute;
  inOneStep(context, () => {
    if (input.computers.length === 0) store.exams.extend(exam.id, exam.notAfter + more);
    for (const seat of seats) {
      const notAfter = Math.max(seat.notAfter, context.clock.now()) + more;
      store.exams.putSeat(exam.id, { ...seat, notAfter });
      if (seat.taskId !== null) store.exams.extendTask(seat.taskId, notAfter);
    }
  });
  const computers = seats.flatMap(({ computerId }) => (computerId === null ? [] : [computerId]));
  return tellSeated(
    context,
    exam.id,
    computers.flatMap((id) => store.computers.byId(id) ?? []),
  );
}

/** Planned: all of it. Running: what lets no seat out. */
function set(context: CommandContext, exam: Exam, input: CheckedInput<'exam.set'>): Exam {
  const { store, clock } = context;
  const { name = exam.name, allow = exam.allow, closedNetwork = exam.closedNetwork } = input;
  const { notBefore = exam.notBefore, notAfter = exam.notAfter, portal = exam.portal } = input;
  const moved = notBefore !== exam.notBefore || notAfter !== exam.notAfter;
  const opens = exam.closedNetwork && !closedNetwork;
  if (exam.notBefore <= clock.now() && (moved || opens)) {
    throw new Refusal('refused', { code: 'exam-runs', name: exam.name });
  }
  if (moved) checkWindow({ notBefore, notAfter }, clock.now());
  const seats = seatsOf(context, exam, []);
  inOneStep(context, () => {
    store.exams.set(exam.id, { name, notBefore, notAfter, portal, allow, closedNetwork });
    if (moved) for (const seat of seats) moveSeat(context, exam, seat, { notBefore, notAfter });
  });
  const ids = seats.flatMap(({ computerId }) => (computerId === null ? [] : [computerId]));
  return tellSeated(
    context,
    exam.id,
    ids.flatMap((id) => store.computers.byId(id) ?? []),
  );
}

/** To other times, with the extra time that the seat was given. */
function moveSeat(
  { store }: CommandContext,
  exam: Exam,
  seat: ExamSeat,
  to: { readonly notBefore: number; readonly notAfter: number },
): void {
  const window = { notBefore: to.notBefore, notAfter: to.notAfter + seat.notAfter - exam.notAfter };
  const others = seat.computerId === null ? [] : store.exams.ofComputer(seat.computerId);
  const other = examBetween(
    others.filter(({ id }) => id !== exam.id),
    seat.computerId ?? 0,
    window,
  );
  if (other) throw new Refusal('conflict', { code: 'exam-seat-taken', name: seat.name, exam: other.name });
  store.exams.putSeat(exam.id, { ...seat, notAfter: window.notAfter });
  if (seat.taskId !== null) store.tasks.rearm(seat.taskId, window);
}

function end(context: CommandContext, exam: Exam, refs: readonly Ref[]): Exam {
  const seats = seatsOf(context, exam, refs);
  context.recorder.flush();
  const someStay = refs.length > 0 && seats.length < exam.seats.filter((seat) => seat.releasedAt === null).length;
  const freed = inOneStep(context, () => {
    if (!someStay) return storeEnd(context, exam, context.clock.now());
    for (const seat of seats) freeSeat(context, exam.id, seat);
    return seats;
  });
  tellFreed(context, freed);
  tellExam(context, exam.id);
  return examOf(context, exam.id);
}
