import { type CheckedInput, type CommandHandlers, Refusal } from '../../contract/api.ts';
import type { Room } from '../../contract/model.ts';
import { publish as publishComputer } from './computers.ts';
import { type CommandContext, inOneStep } from './context.ts';
import { actionOf, roomOf } from './resolve.ts';

type RoomCommands = Pick<CommandHandlers, 'room.list' | 'room.add' | 'room.set' | 'room.remove'>;

export function roomCommands(context: CommandContext): RoomCommands {
  const { store } = context;
  return {
    'room.list': () => store.rooms.list(),
    'room.add': (input) =>
      publish(
        context,
        inOneStep(context, () => addRoom(context, input)),
      ),
    'room.set': (input) =>
      publish(
        context,
        inOneStep(context, () => setRoom(context, input)),
      ),
    'room.remove': ({ room }) => removeRoom(context, roomOf(store, room)),
  };
}

function publish(context: CommandContext, room: Room): Room {
  context.bus.publish({ kind: 'room', room });
  context.rollCall.look();
  return room;
}

function addRoom({ store }: CommandContext, input: CheckedInput<'room.add'>): Room {
  const defaultActionId = input.defaultAction === undefined ? null : actionOf(store, input.defaultAction).id;
  const { name, rows, columns } = input;
  return store.rooms.add({ name, rows, columns, ...planOf(input), defaultActionId });
}

/** Where one walks, where the desk stands and who is served, as far as the caller says. */
function planOf({
  aisles,
  desk,
  unknown,
}: CheckedInput<'room.add'> | CheckedInput<'room.set'>): Partial<Pick<Room, 'aisles' | 'desk' | 'unknown'>> {
  return { ...(aisles ? { aisles } : {}), ...(desk ? { desk } : {}), ...(unknown === undefined ? {} : { unknown }) };
}

function setRoom({ store }: CommandContext, input: CheckedInput<'room.set'>): Room {
  const before = roomOf(store, input.room);
  const changes: Partial<Omit<Room, 'id'>> = planOf(input);
  if (input.name !== undefined) changes.name = input.name;
  if (input.rows !== undefined) changes.rows = input.rows;
  if (input.columns !== undefined) changes.columns = input.columns;
  if (input.defaultAction !== undefined) {
    changes.defaultActionId = input.defaultAction === null ? null : actionOf(store, input.defaultAction).id;
  }
  const after = { ...before, ...changes };
  const outside = store.computers
    .list({ roomId: before.id })
    .find(({ seat }) => seat !== null && (seat.row > after.rows || seat.column > after.columns));
  if (outside) throw new Refusal('conflict', { code: 'room-too-small', name: outside.name ?? outside.mac });
  return store.rooms.set(before.id, changes);
}

/** Its computers stay, without a room and a seat. */
function removeRoom(context: CommandContext, room: Room): Room {
  const { store, bus } = context;
  const inside = store.computers.list({ roomId: room.id });
  inOneStep(context, () => store.rooms.remove(room.id));
  bus.publish({ kind: 'room-removed', id: room.id });
  context.rollCall.look();
  for (const { id } of inside) {
    const computer = store.computers.byId(id);
    if (computer) publishComputer(context, computer);
  }
  return room;
}
