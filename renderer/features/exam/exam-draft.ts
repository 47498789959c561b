import type { CommandInput } from '../../../electron/contract/api.ts';
import type { Action, Room } from '../../../electron/contract/model.ts';

/** An exam that somebody is about to start: what the fields hold. Times are milliseconds since the epoch. */
export interface ExamDraft {
  readonly name: string;
  /** Numbers as the fields have them; empty while there is none. */
  readonly room: string;
  readonly action: string;
  readonly from: number;
  readonly until: number;
  readonly portal: string;
  readonly allow: string;
  readonly closedNetwork: boolean;
  readonly wake: boolean;
}

const usualLength = 2 * 3_600_000;
const minute = 60_000;

/** From this minute on for two hours, in the first room, with the action that looks like an exam or a kiosk. */
export function newExamDraft(rooms: readonly Room[], actions: readonly Action[], now: number): ExamDraft {
  const from = now - (now % minute);
  const usual =
    actions.find(({ icon }) => icon === 'exam') ?? actions.find(({ icon }) => icon === 'kiosk') ?? actions[0];
  return {
    name: '',
    room: String(rooms[0]?.id ?? ''),
    action: String(usual?.id ?? ''),
    from,
    until: from + usualLength,
    portal: '',
    allow: '',
    closedNetwork: false,
    wake: false,
  };
}

/** The words of the command; a field that is not filled makes it one that is refused with its reason. */
export function examInput(draft: ExamDraft): CommandInput<'exam.preview'> {
  const { name, closedNetwork } = draft;
  return {
    name,
    rooms: draft.room === '' ? [] : [Number(draft.room)],
    action: Number(draft.action),
    notBefore: Number.isFinite(draft.from) ? draft.from : 0,
    notAfter: Number.isFinite(draft.until) ? draft.until : 0,
    portal: draft.portal.trim() === '' ? null : draft.portal.trim(),
    allow: draft.allow.split(/[\s,;]+/).filter((word) => word !== ''),
    closedNetwork,
  };
}
