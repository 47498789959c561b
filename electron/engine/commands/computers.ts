import { byHand, filesOf } from '../../boot/remedy.ts';
import { type CheckedInput, type CommandHandlers, Refusal } from '../../contract/api.ts';
import type { Computer, Room, Seat } from '../../contract/model.ts';
import { guardComputer } from '../exams.ts';
import { tellTasks } from '../task-view.ts';
import { type CommandContext, inOneStep } from './context.ts';
import { actionOf, computerOf, roomOf } from './resolve.ts';

type ComputerCommands = Pick<
  CommandHandlers,
  'computer.list' | 'computer.add' | 'computer.set' | 'computer.remedy' | 'computer.admit' | 'computer.remove'
>;

export function computerCommands(context: CommandContext): ComputerCommands {
  const { store } = context;
  return {
    'computer.list': ({ room }) => store.computers.list(room === undefined ? {} : { roomId: roomOf(store, room).id }),
    'computer.add': (input) =>
      publish(
        context,
        inOneStep(context, () => addComputer(context, input)),
      ),
    'computer.set': (input) =>
      publish(
        context,
        inOneStep(context, () => setComputer(context, input)),
      ),
    'computer.remedy': ({ computer: ref, ...wish }) => {
      const { machines } = context;
      const computer = computerOf(store, ref);
      const files = wish.loader ? filesOf(wish.loader, computer.firmware) : null;
      const missing = files?.find((file) => context.firmware.find(file) === null);
      if (missing !== undefined) throw new Refusal('refused', { code: 'remedy-loader-missing', file: missing });
      const wishes = Object.values(wish).filter((each) => each !== undefined);
      if (wishes.includes(null)) machines.forgetModel(computer);
      if (wishes.length > 0) machines.setRemedy(computer.id, byHand(machines.remedyOf(computer), wish));
      return machines.remedyOf(computer);
    },
    'computer.admit': (input) => admit(context, input).map((computer) => publish(context, computer)),
    'computer.remove': ({ computer }) => removeComputer(context, computerOf(store, computer)),
  };
}

/** Tells the windows and the servers of a computer that was added or changed; its tasks carry its name. */
export function publish(context: CommandContext, computer: Computer): Computer {
  context.machines.changed(computer);
  context.rollCall.look();
  tellTasks(context, context.store.tasks.forComputer(computer.id));
  return computer;
}

/** All or none. One that has a name or a seat can be refused, too. */
function admit(context: CommandContext, { computers, serve }: CheckedInput<'computer.admit'>): Computer[] {
  const { store } = context;
  const status = serve === null ? 'discovered' : serve ? 'known' : 'refused';
  return inOneStep(context, () => computers.map((ref) => store.computers.set(computerOf(store, ref).id, { status })));
}

/** A machine that appeared by itself is named by adding it: what is known of it is kept. */
export function addComputer(context: CommandContext, input: CheckedInput<'computer.add'>): Computer {
  const { store } = context;
  const there = store.computers.byMac(input.mac);
  if (there?.status === 'known') throw new Refusal('conflict', { code: 'mac-known', mac: input.mac, name: there.name });
  const room = input.room === undefined ? null : roomOf(store, input.room);
  const seat = seatIn(room, input.seat ?? null);
  const defaultActionId =
    input.defaultAction === undefined ? (there?.defaultActionId ?? null) : actionOf(store, input.defaultAction).id;
  const fields = {
    name: input.name ?? null,
    roomId: room?.id ?? null,
    seat,
    defaultActionId,
    reservedAddress: input.reservedAddress ?? there?.reservedAddress ?? null,
    status: 'known' as const,
    variables: input.variables ?? there?.variables ?? {},
  };
  if (there)
    return store.computers.set(there.id, { ...fields, ...(input.firmware ? { firmware: input.firmware } : {}) });
  return store.computers.add({
    ...fields,
    mac: input.mac,
    maker: context.machines.makerOf(input.mac),
    firmware: input.firmware ?? 'unknown',
    firstSeenAt: null,
    lastSeenAt: null,
  });
}

/** A seat exists only in a room, and inside its grid. */
export function seatIn(room: Room | null, seat: Seat | null): Seat | null {
  if (seat === null) return null;
  if (room === null) throw new Refusal('refused', { code: 'seat-without-room' });
  if (seat.row > room.rows || seat.column > room.columns) {
    const { name, rows, columns } = room;
    throw new Refusal('refused', { code: 'seat-outside', room: name, rows, columns, ...seat });
  }
  return seat;
}

export function setComputer(context: CommandContext, input: CheckedInput<'computer.set'>): Computer {
  const { store } = context;
  const before = computerOf(store, input.computer);
  const changes: Partial<Omit<Computer, 'id'>> = {};
  if (input.name !== undefined) changes.name = input.name;
  if (input.defaultAction !== undefined) {
    changes.defaultActionId = input.defaultAction === null ? null : actionOf(store, input.defaultAction).id;
  }
  if (input.reservedAddress !== undefined) changes.reservedAddress = input.reservedAddress;
  if (input.variables !== undefined) changes.variables = input.variables;
  Object.assign(changes, placeOf(context, before, input));
  const settled = changes.name ?? changes.seat ?? changes.roomId;
  return store.computers.set(before.id, settled ? { ...changes, status: 'known' } : changes);
}

/** Room and seat go together: whoever leaves a room leaves its seat. */
function placeOf(context: CommandContext, before: Computer, input: CheckedInput<'computer.set'>): Partial<Computer> {
  const { store } = context;
  if (input.room === undefined && input.seat === undefined) return {};
  const roomId = input.room === undefined ? before.roomId : input.room === null ? null : roomOf(store, input.room).id;
  const room = roomId === null ? null : store.rooms.byId(roomId);
  const stays = roomId !== null && roomId === before.roomId;
  const seat = input.seat === undefined ? (stays ? before.seat : null) : input.seat;
  return { roomId, seat: seatIn(room, seat) };
}

function removeComputer(context: CommandContext, computer: Computer): Computer {
  const { store, recorder, machines, bus } = context;
  guardComputer(context, computer);
  const tasks = store.tasks.forComputer(computer.id);
  recorder.flush();
  inOneStep(context, () => store.computers.remove(computer.id));
  recorder.forget(computer.id);
  machines.removed(computer);
  context.rollCall.look();
  for (const task of tasks) bus.publish({ kind: 'task-removed', id: task.id });
  return computer;
}
