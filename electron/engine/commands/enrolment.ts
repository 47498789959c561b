import { type CommandHandlers, Refusal } from '../../contract/api.ts';
import type { Enrolment } from '../../contract/console.ts';
import type { Seat } from '../../contract/model.ts';
import { seatIn } from './computers.ts';
import type { CommandContext } from './context.ts';
import { roomOf } from './resolve.ts';

type EnrolmentCommands = Pick<
  CommandHandlers,
  'enrolment.start' | 'enrolment.set' | 'enrolment.skip' | 'enrolment.undo' | 'enrolment.finish'
>;

export function enrolmentCommands(context: CommandContext): EnrolmentCommands {
  const { store, rollCall } = context;
  return {
    'enrolment.start': ({ room: ref, ...wishes }) => {
      const room = roomOf(store, ref);
      seatIn(room, wishes.from ?? null);
      rollCall.start(room, wishes);
      return running(context);
    },
    'enrolment.set': (wishes) => {
      const { roomId } = running(context);
      if (wishes.next) refuseTaken(context, roomId, wishes.next);
      rollCall.set(wishes);
      return running(context);
    },
    'enrolment.skip': () => {
      if (running(context).next === null) throw new Refusal('refused', { code: 'roll-call-full' });
      rollCall.skip();
      return running(context);
    },
    'enrolment.undo': () => {
      running(context);
      if (!rollCall.undo()) throw new Refusal('refused', { code: 'roll-call-nothing-back' });
      return running(context);
    },
    'enrolment.finish': () => {
      rollCall.finish();
      return null;
    },
  };
}

function running({ rollCall }: CommandContext): Enrolment {
  const view = rollCall.view;
  if (!view) throw new Refusal('refused', { code: 'roll-call-none' });
  return view;
}

function refuseTaken({ store }: CommandContext, roomId: number, seat: Seat): void {
  seatIn(store.rooms.byId(roomId), seat);
  const sitting = store.computers.bySeat(roomId, seat);
  if (!sitting) return;
  const name = sitting.name ?? sitting.mac;
  throw new Refusal('conflict', { code: 'seat-taken', ...seat, room: null, name });
}
