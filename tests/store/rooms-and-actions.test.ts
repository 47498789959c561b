import { beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../electron/store/store.ts';
import { macOf, newComputer, newTask } from './rows.ts';

let store: Store;

beforeEach(() => {
  store = openStore(':memory:');
  return () => store.close();
});

const plan = { aisles: { rows: [2], columns: [] }, desk: 'left' as const };
const room = { name: 'B12', rows: 5, columns: 6, ...plan, defaultActionId: null };
const lab = { name: 'Lab Linux', kind: 'linux', parameters: { kernel: 'vmlinuz', initrd: ['a', 'b'] } };

describe('a room', () => {
  it('comes back as it was put in, by number and by name in any case', () => {
    const added = store.rooms.add({ ...room, defaultActionId: 1 });
    expect(added).toEqual({ ...room, id: 1, defaultActionId: 1, unknown: null });
    expect(store.rooms.byId(1)).toEqual(added);
    expect(store.rooms.byName('b12')).toEqual(added);
    expect(store.rooms.byName('C')).toBeNull();
  });

  it('has no aisle and its desk above the first row when nobody says otherwise', () => {
    const { aisles, desk } = store.rooms.add({ name: 'B14', rows: 5, columns: 6, defaultActionId: null });
    expect({ aisles, desk }).toEqual({ aisles: { rows: [], columns: [] }, desk: 'top' });
  });

  it('is listed by its name', () => {
    for (const name of ['b2', 'A1', 'C3']) store.rooms.add({ ...room, name });
    expect(store.rooms.list().map((each) => each.name)).toEqual(['A1', 'b2', 'C3']);
  });

  it('may not have the name of another one, but keeps its own', () => {
    const first = store.rooms.add(room);
    const second = store.rooms.add({ ...room, name: 'B13' });
    expect(() => store.rooms.add({ ...room, name: 'b12' })).toThrow(
      expect.objectContaining({ name: 'StoreConflict', message: 'There is a room B12 already.' }),
    );
    expect(() => store.rooms.set(second.id, { name: 'B12' })).toThrow('There is a room B12 already.');
    expect(store.rooms.set(first.id, { name: 'b12', rows: 7 })).toEqual({ ...first, name: 'b12', rows: 7 });
  });

  it('leaves its computers without room and seat when it is removed', () => {
    const { id } = store.rooms.add(room);
    const computer = store.computers.add(newComputer({ roomId: id, seat: { row: 1, column: 1 } }));
    expect(store.rooms.remove(id)?.name).toBe('B12');
    expect(store.computers.byId(computer.id)).toEqual({ ...computer, roomId: null, seat: null });
    expect(store.rooms.remove(id)).toBeNull();
  });
});

describe('an action', () => {
  it('is there twice from the beginning: local disk, the global default, and the iPXE shell', () => {
    expect(store.actions.list()).toEqual([
      { id: 1, name: 'Local disk', kind: 'local-disk', parameters: {}, icon: 'disk', colour: 'grey', builtIn: true },
      {
        id: 2,
        name: 'iPXE shell',
        kind: 'ipxe-shell',
        parameters: {},
        icon: 'terminal',
        colour: 'rust',
        builtIn: true,
      },
    ]);
    expect(store.settings.get('globalDefaultActionId')).toBe(1);
  });

  it('comes back as it was put in, by number and by name in any case', () => {
    const added = store.actions.add(lab);
    expect(added).toEqual({ ...lab, id: 3, icon: 'penguin', colour: 'crimson', builtIn: false });
    expect(store.actions.byId(3)).toEqual(added);
    expect(store.actions.byName('LAB linux')).toEqual(added);
  });

  it('changes only in the fields that are named', () => {
    const added = store.actions.add(lab);
    const changed = store.actions.set(added.id, { parameters: { kernel: 'other' } });
    expect(changed).toEqual({ ...added, parameters: { kernel: 'other' } });
    expect(store.actions.byId(added.id)).toEqual(changed);
  });

  it('may not have the name of another one', () => {
    expect(() => store.actions.add({ ...lab, name: 'local DISK' })).toThrow('There is an action Local disk already.');
  });

  it('that is built in stays as it is', () => {
    expect(() => store.actions.remove(1)).toThrow(
      expect.objectContaining({ name: 'StoreConflict', message: 'Local disk is built in and stays.' }),
    );
    expect(() => store.actions.set(2, { name: 'Shell' })).toThrow('iPXE shell is built in and stays as it is.');
  });

  it('that nothing names is removed', () => {
    const added = store.actions.add(lab);
    expect(store.actions.remove(added.id)).toEqual(added);
    expect(store.actions.byId(added.id)).toBeNull();
    expect(store.actions.remove(added.id)).toBeNull();
  });
});

describe('an action that is in use stays, and the refusal says by what', () => {
  const uses: [string, (actionId: number) => void, string][] = [
    [
      'a task',
      (actionId) => {
        const computer = store.computers.add(newComputer());
        store.tasks.add(newTask({ computerId: computer.id, actionId }));
      },
      'Lab Linux is still used by 1 task.',
    ],
    [
      'defaults of rooms',
      (defaultActionId) => {
        store.rooms.add({ ...room, defaultActionId });
        store.rooms.add({ ...room, name: 'B13', defaultActionId });
      },
      'Lab Linux is still used by the default of 2 rooms.',
    ],
    [
      'the default of a computer',
      (defaultActionId) => store.computers.add(newComputer({ mac: macOf(1), defaultActionId })),
      'Lab Linux is still used by the default of 1 computer.',
    ],
    [
      'the global default and a room',
      (defaultActionId) => {
        store.settings.set('globalDefaultActionId', defaultActionId);
        store.rooms.add({ ...room, defaultActionId });
      },
      'Lab Linux is still used by the global default, the default of 1 room.',
    ],
  ];

  it.each(uses)('%s', (_what, use, sentence) => {
    const { id } = store.actions.add(lab);
    use(id);
    expect(() => store.actions.remove(id)).toThrow(
      expect.objectContaining({ name: 'StoreConflict', message: sentence }),
    );
    expect(store.actions.byId(id)).not.toBeNull();
  });
});
