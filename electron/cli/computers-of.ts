import { refuse, wrongUsage } from './failure.ts';
import type { Session } from './session.ts';

/** The computers that somebody names one by one or by their room. */
export async function computersOf(
  session: Session,
  { computer = [], room }: { readonly computer?: readonly string[]; readonly room?: string },
): Promise<(string | number)[]> {
  const ofRoom = room === undefined ? [] : await session.call('computer.list', { room });
  const all = [...computer, ...ofRoom.map((each) => each.id)];
  if (all.length > 0) return all;
  return room === undefined ? wrongUsage('Say which --computer or --room.') : refuse(`Room ${room} has no computer.`);
}
