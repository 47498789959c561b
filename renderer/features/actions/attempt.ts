import type { Consequence } from '../../../electron/contract/console.ts';
import type { Computer, Room } from '../../../electron/contract/model.ts';

export type WhenTaken = keyof Consequence;

/** When one machine would take it. */
export function whenTaken(consequence: Consequence, computer: number): WhenTaken | null {
  const lists = Object.entries(consequence) as readonly [WhenTaken, readonly number[]][];
  return lists.find(([, ids]) => ids.includes(computer))?.[0] ?? null;
}

export interface MachineChoice {
  readonly value: string;
  readonly label: string;
}

/** Machines as a list to choose from: by room, by name; the ones without a name by their MAC address. */
export function machineChoices(
  computers: readonly Computer[],
  rooms: readonly Room[],
  language: string,
): readonly MachineChoice[] {
  const order = new Intl.Collator(language, { numeric: true });
  const roomName = (id: number | null): string => rooms.find((room) => room.id === id)?.name ?? '';
  return computers
    .map(({ id, name, mac, roomId }) => ({ id, name: name ?? mac, room: roomName(roomId) }))
    .sort((a, b) => order.compare(a.room, b.room) || order.compare(a.name, b.name))
    .map(({ id, name, room }) => ({ value: String(id), label: room === '' ? name : `${name} · ${room}` }));
}
