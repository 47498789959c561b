import { beforeEach, describe, expect, it } from 'vitest';
import type { Computer } from '../../electron/contract/model.ts';
import { openStore, type Store } from '../../electron/store/store.ts';
import { macOf, newBoot, newComputer, newEntry, newEvent, newTask } from './rows.ts';

let store: Store;
let roomId: number;

beforeEach(() => {
  store = openStore(':memory:');
  roomId = store.rooms.add({ name: 'B12', rows: 5, columns: 6, defaultActionId: null }).id;
  return () => store.close();
});

describe('a computer', () => {
  it('comes back as it was put in, whichever way it is asked for', () => {
    const fields = newComputer({
      name: 'PC-01',
      roomId,
      seat: { row: 1, column: 2 },
      defaultActionId: 2,
      reservedAddress: '10.77.0.5',
      firmware: 'uefi-x64',
      status: 'discovered',
      variables: { disk: '/dev/sda', label: 'ß "quoted"' },
      firstSeenAt: 1_800_000_000_000,
      lastSeenAt: 1_800_000_000_001,
    });
    const computer = store.computers.add(fields);
    expect(computer).toEqual({ ...fields, id: 1 });
    expect(store.computers.byId(1)).toEqual(computer);
    expect(store.computers.byMac(macOf(1))).toEqual(computer);
    expect(store.computers.byName('pc-01')).toEqual([computer]);
    expect(store.computers.bySeat(roomId, { row: 1, column: 2 })).toEqual(computer);
    expect(store.computers.list()).toEqual([computer]);
    expect(store.computers.list({ roomId })).toEqual([computer]);
    expect(store.computers.reservations()).toEqual([{ address: '10.77.0.5', mac: macOf(1) }]);
  });

  it('that is not there is null, or an empty list', () => {
    expect(store.computers.byId(7)).toBeNull();
    expect(store.computers.byMac(macOf(7))).toBeNull();
    expect(store.computers.byName('nobody')).toEqual([]);
    expect(store.computers.bySeat(roomId, { row: 9, column: 9 })).toBeNull();
    expect(store.computers.list({ roomId: 99 })).toEqual([]);
    expect(store.computers.remove(7)).toBeNull();
    expect(() => store.computers.set(7, { name: 'PC' })).toThrow(
      expect.objectContaining({ name: 'StoreError', message: 'There is no computer 7.' }),
    );
  });

  it('changes only in the fields that are named', () => {
    const before = store.computers.add(newComputer({ name: 'PC-01', roomId, seat: { row: 1, column: 1 } }));
    const after = store.computers.set(before.id, { seat: null, lastSeenAt: 5 });
    expect(after).toEqual({ ...before, seat: null, lastSeenAt: 5 });
    expect(store.computers.byId(before.id)).toEqual(after);
  });

  it('may have the name of another one', () => {
    store.computers.add(newComputer({ mac: macOf(1), name: 'PC' }));
    store.computers.add(newComputer({ mac: macOf(2), name: 'PC' }));
    expect(store.computers.byName('PC').map((computer) => computer.mac)).toEqual([macOf(1), macOf(2)]);
    expect(store.computers.count()).toBe(2);
  });
});

describe('what another computer has already is refused with its name', () => {
  const taken: [string, Partial<Omit<Computer, 'id'>>, string][] = [
    ['a MAC address', { mac: macOf(1) }, '52:54:00:00:00:01 belongs to PC-01 already.'],
    ['a seat', { roomId: 1, seat: { row: 1, column: 2 } }, 'Row 1, column 2 of B12 is taken by PC-01.'],
    ['a reserved address', { reservedAddress: '10.77.0.5' }, '10.77.0.5 is reserved for PC-01 already.'],
  ];

  beforeEach(() => {
    const seat = { row: 1, column: 2 };
    store.computers.add(newComputer({ name: 'PC-01', roomId, seat, reservedAddress: '10.77.0.5' }));
  });

  it.each(taken)('%s, when one is added', (_what, fields, sentence) => {
    const wanted = newComputer({ mac: macOf(2), ...fields });
    expect(() => store.computers.add(wanted)).toThrow(
      expect.objectContaining({ name: 'StoreConflict', message: sentence }),
    );
    expect(store.computers.count()).toBe(1);
  });

  it.each(taken)('%s, when one is changed', (_what, fields, sentence) => {
    const { id } = store.computers.add(newComputer({ mac: macOf(2) }));
    expect(() => store.computers.set(id, fields)).toThrow(
      expect.objectContaining({ name: 'StoreConflict', message: sentence }),
    );
    expect(store.computers.byId(id)?.mac).toBe(macOf(2));
  });

  it('but not what it has itself', () => {
    expect(store.computers.set(1, { ...newComputer({ name: 'PC-01', roomId }), seat: { row: 1, column: 2 } }).id).toBe(
      1,
    );
  });

  it('a machine without a name is called by its MAC address', () => {
    store.computers.add(newComputer({ mac: macOf(2), reservedAddress: '10.77.0.6' }));
    const wanted = newComputer({ mac: macOf(3), reservedAddress: '10.77.0.6' });
    expect(() => store.computers.add(wanted)).toThrow('10.77.0.6 is reserved for 52:54:00:00:00:02 already.');
  });

  it('the same seat in another room is free', () => {
    const other = store.rooms.add({ name: 'B13', rows: 5, columns: 6, defaultActionId: null });
    const wanted = newComputer({ mac: macOf(2), roomId: other.id, seat: { row: 1, column: 2 } });
    expect(store.computers.add(wanted).roomId).toBe(other.id);
  });
});

describe('a computer that is removed', () => {
  it('takes its tasks, boots and events along and leaves its history', () => {
    const { id } = store.computers.add(newComputer({ name: 'PC-01' }));
    store.tasks.add(newTask({ computerId: id }));
    const done = store.tasks.add(newTask({ computerId: id }));
    store.boots.save(newBoot({ id: 4, computerId: id }));
    store.boots.appendEvents([newEvent({ bootId: 4, computerId: id })]);
    store.tasks.execute({ taskId: done.id, entry: newEntry({ bootId: 4, computerId: id }) });

    expect(store.computers.remove(id)?.name).toBe('PC-01');

    expect(store.tasks.list()).toEqual([]);
    expect(store.boots.byId(4)).toBeNull();
    expect(store.boots.events({ limit: 10 })).toEqual([]);
    expect(store.history.byBoot(4)).toMatchObject({ computerId: null, mac: macOf(1), computerName: 'PC-01' });
  });

  it('leaves a number that no later computer gets', () => {
    const first = store.computers.add(newComputer());
    store.computers.remove(first.id);
    expect(store.computers.add(newComputer()).id).toBe(first.id + 1);
  });
});
