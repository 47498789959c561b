import type { Snapshot } from '../../../electron/contract/api.ts';
import { groupBy, memoByList } from './index-of.ts';

const byId = <T extends { readonly id: number }>() =>
  memoByList<T, ReadonlyMap<number, T>>((list) => new Map(list.map((item) => [item.id, item])));

const none: readonly never[] = [];

const computers = byId<Snapshot['computers'][number]>();
const rooms = byId<Snapshot['rooms'][number]>();
const actions = byId<Snapshot['actions'][number]>();
const boots = memoByList(
  (list: readonly Snapshot['boots'][number][]) => new Map(list.map((boot) => [boot.computerId, boot])),
);
const tasks = memoByList((list: readonly Snapshot['tasks'][number][]) => groupBy(list, (task) => task.computerId));
const rates = memoByList(
  (list: readonly Snapshot['traffic']['computers'][number][]) =>
    new Map(list.map((flow) => [flow.computerId, flow.bytesPerSecond])),
);
const roomComputers = memoByList((list: readonly Snapshot['computers'][number][]) =>
  groupBy(list, (computer) => computer.roomId),
);

/** One thing of the picture by its number, without a search. */
export const computerOf = (snapshot: Snapshot, id: number) => computers(snapshot.computers).get(id) ?? null;
export const roomOf = (snapshot: Snapshot, id: number) => rooms(snapshot.rooms).get(id) ?? null;
export const actionOf = (snapshot: Snapshot, id: number) => actions(snapshot.actions).get(id) ?? null;

/** The newest boot of a computer. */
export const bootOf = (snapshot: Snapshot, computerId: number) => boots(snapshot.boots).get(computerId) ?? null;

/** The tasks of a computer; the same list as long as no task changes. */
export const tasksOf = (snapshot: Snapshot, computerId: number) => tasks(snapshot.tasks).get(computerId) ?? none;

/** Bytes a second that go to a computer now; 0 when nothing does. */
export const rateOf = (snapshot: Snapshot, computerId: number) =>
  rates(snapshot.traffic.computers).get(computerId) ?? 0;

const byNumber = new Intl.Collator(undefined, { numeric: true });
const sortedRooms = memoByList((list: readonly Snapshot['rooms'][number][]) =>
  list.toSorted((one, other) => byNumber.compare(one.name, other.name)),
);

/** The rooms as people count them: Room 2 before Room 10, a new one in its place. The same list until a room changes. */
export const roomsInOrder = (snapshot: Snapshot): readonly Snapshot['rooms'][number][] => sortedRooms(snapshot.rooms);

/** The computers of a room, seated or not; null: those of no room. */
export const computersOfRoom = (snapshot: Snapshot, roomId: number | null) =>
  roomComputers(snapshot.computers).get(roomId) ?? none;
