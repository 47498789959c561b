import type { CommandInput } from '../../../electron/contract/api.ts';
import type { Exam } from '../../../electron/contract/exam.ts';
import type { Action } from '../../../electron/contract/model.ts';
import { seatTable } from '../../../electron/contract/seat-table.ts';

/** An exam that somebody is about to start: what the fields hold. Times are milliseconds since the epoch. */
export interface ExamDraft {
  readonly name: string;
  /** Numbers as the fields have them. */
  readonly rooms: readonly string[];
  /** Empty while there is none. */
  readonly action: string;
  readonly from: number;
  readonly until: number;
  readonly portal: string;
  readonly allow: string;
  readonly closedNetwork: boolean;
  readonly wake: boolean;
  /** A table of the seats' variables, as somebody pasted it. */
  readonly seats: string;
}

const usualLength = 2 * 3_600_000;
const minute = 60_000;

/** From this minute on for two hours, in one room, with the action that looks like an exam or a kiosk. */
export function newExamDraft(room: number | null, actions: readonly Action[], now: number): ExamDraft {
  const from = now - (now % minute);
  const usual =
    actions.find(({ icon }) => icon === 'exam') ?? actions.find(({ icon }) => icon === 'kiosk') ?? actions[0];
  return {
    name: '',
    rooms: room === null ? [] : [String(room)],
    action: String(usual?.id ?? ''),
    from,
    until: from + usualLength,
    portal: '',
    allow: '',
    closedNetwork: false,
    wake: false,
    seats: '',
  };
}

/** The words of the command; a field that is not filled makes it one that is refused with its reason. */
export function examInput(draft: ExamDraft): CommandInput<'exam.preview'> {
  const { name, closedNetwork } = draft;
  return {
    name,
    rooms: draft.rooms.map(Number),
    action: Number(draft.action),
    notBefore: Number.isFinite(draft.from) ? draft.from : 0,
    notAfter: Number.isFinite(draft.until) ? draft.until : 0,
    portal: draft.portal.trim() === '' ? null : draft.portal.trim(),
    allow: draft.allow.split(/[\s,;]+/).filter((word) => word !== ''),
    closedNetwork,
  };
}

/** What of an exam somebody is about to change. */
export type ExamChangeDraft = Omit<ExamDraft, 'rooms' | 'action' | 'wake' | 'seats'>;

export function examChangeDraft(exam: Exam): ExamChangeDraft {
  const { name, portal, allow, closedNetwork, notBefore, notAfter } = exam;
  return { name, portal: portal ?? '', allow: allow.join(' '), closedNetwork, from: notBefore, until: notAfter };
}

/** The words of the change; the times only as long as it has not begun. */
export function changeInput(draft: ExamChangeDraft, running: boolean): Omit<CommandInput<'exam.set'>, 'exam' | 'pin'> {
  const { name, portal, allow, closedNetwork, from, until } = draft;
  const times = {
    notBefore: Number.isFinite(from) ? from : 0,
    notAfter: Number.isFinite(until) ? until : 0,
  };
  return {
    name,
    portal: portal.trim() === '' ? null : portal.trim(),
    allow: allow.split(/[\s,;]+/).filter((word) => word !== ''),
    closedNetwork,
    ...(running ? {} : times),
  };
}

/** What starting says beside: whom to wake, and the variables of seats. */
export function startInput({ wake, seats }: ExamDraft): Pick<CommandInput<'exam.start'>, 'wake' | 'seats'> {
  return {
    wake,
    seats: seatTable(seats).map(({ computer, variables }) => ({ computer, variables: { ...variables } })),
  };
}
