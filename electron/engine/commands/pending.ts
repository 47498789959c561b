import { type CommandHandlers, Refusal } from '../../contract/api.ts';

type Pending = Pick<
  CommandHandlers,
  | 'service.preview'
  | 'computer.wake'
  | 'seats.arrange'
  | 'enrolment.start'
  | 'enrolment.set'
  | 'enrolment.skip'
  | 'enrolment.undo'
  | 'enrolment.finish'
  | 'action.duplicate'
  | 'task.consequence'
  | 'task.rearm'
  | 'database.backup'
  | 'database.list'
  | 'database.restore'
  | 'files.choose'
>;

function refuse(): never {
  throw new Refusal('failed', 'This engine does not do that.');
}

export const pendingCommands: Pending = {
  'service.preview': refuse,
  'computer.wake': refuse,
  'seats.arrange': refuse,
  'enrolment.start': refuse,
  'enrolment.set': refuse,
  'enrolment.skip': refuse,
  'enrolment.undo': refuse,
  'enrolment.finish': refuse,
  'action.duplicate': refuse,
  'task.consequence': refuse,
  'task.rearm': refuse,
  'database.backup': refuse,
  'database.list': refuse,
  'database.restore': refuse,
  'files.choose': refuse,
};
