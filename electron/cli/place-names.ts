import type { Session } from './session.ts';

/** The names behind the numbers of rooms and actions; `-` for none. */
export interface PlaceNames {
  room(id: number | null): string;
  action(id: number | null): string;
}

export async function placeNames(session: Session): Promise<PlaceNames> {
  const rooms = new Map((await session.call('room.list', {})).map((room) => [room.id, room.name]));
  const actions = new Map((await session.call('action.list', {})).map((action) => [action.id, action.name]));
  return {
    room: (id) => (id === null ? '-' : (rooms.get(id) ?? '-')),
    action: (id) => (id === null ? '-' : (actions.get(id) ?? '-')),
  };
}
