import { describe, expect, it } from 'vitest';
import { engineForEachTest } from './console-engine.ts';

const console = engineForEachTest();

const seat = (row: number, column: number) => ({ row, column });

async function seatsOf(room: string): Promise<Record<string, string>> {
  const computers = await console.call('computer.list', { room });
  return Object.fromEntries(
    computers.map((each) => [each.name, each.seat ? `${each.seat.row},${each.seat.column}` : '-']),
  );
}

describe('seats', () => {
  it('are swapped in one step', async () => {
    await console.call('room.add', { name: 'B12', rows: 1, columns: 3 });
    await console.addComputers(2, 'B12');
    const moves = [
      { computer: 'PC-01', room: 'B12', seat: seat(1, 2) },
      { computer: 'PC-02', room: 'B12', seat: seat(1, 1) },
    ];
    expect(await console.call('seats.arrange', { moves })).toHaveLength(2);
    expect(await seatsOf('B12')).toEqual({ 'PC-01': '1,2', 'PC-02': '1,1' });
  });

  it('all stay as they are when one move cannot be made', async () => {
    await console.call('room.add', { name: 'B12', rows: 1, columns: 3 });
    await console.addComputers(3, 'B12');
    const moves = [
      { computer: 'PC-01', room: null, seat: null },
      { computer: 'PC-02', room: 'B12', seat: seat(1, 3) },
    ];
    await expect(console.call('seats.arrange', { moves })).rejects.toThrow('taken by PC-03');
    expect(await seatsOf('B12')).toEqual({ 'PC-01': '1,1', 'PC-02': '1,2', 'PC-03': '1,3' });
  });

  it('take each computer once', async () => {
    await console.call('room.add', { name: 'B12' });
    await console.addComputers(1, 'B12');
    const move = { computer: 'PC-01', room: 'B12', seat: seat(2, 2) };
    await expect(console.call('seats.arrange', { moves: [move, { ...move, seat: seat(3, 3) }] })).rejects.toThrow(
      'PC-01 is moved twice',
    );
  });

  it('let a computer stay in a room without one', async () => {
    await console.call('room.add', { name: 'B12' });
    await console.addComputers(1, 'B12');
    const [moved] = await console.call('seats.arrange', { moves: [{ computer: 'PC-01', room: 'B12', seat: null }] });
    expect(moved).toMatchObject({ seat: null, status: 'known' });
    expect(moved?.roomId).not.toBeNull();
  });
});

describe('the plan of a room', () => {
  it('keeps its aisles in order and once each, and where its desk stands', async () => {
    const aisles = { rows: [2], columns: [4, 2, 4] };
    const room = await console.call('room.add', { name: 'B12', aisles, desk: 'left' });
    expect(room).toMatchObject({ aisles: { rows: [2], columns: [2, 4] }, desk: 'left' });
    const changed = await console.call('room.set', { room: 'B12', desk: 'bottom' });
    expect(changed).toMatchObject({ aisles: { rows: [2], columns: [2, 4] }, desk: 'bottom' });
  });
});

describe('an action', () => {
  it('looks as its kind does until somebody chooses', async () => {
    const script = { name: 'Rescue', kind: 'script', parameters: { text: '#!ipxe\nshell' } };
    expect(await console.call('action.add', script)).toMatchObject({ icon: 'script', colour: 'brown' });
    const look = { icon: 'rescue', colour: 'rust' } as const;
    expect(await console.call('action.set', { action: 'Rescue', ...look })).toMatchObject({ ...look, name: 'Rescue' });
  });

  it('is duplicated under the next free name, the built-in ones too', async () => {
    expect(await console.call('action.duplicate', { action: 'Local disk' })).toMatchObject({
      name: 'Local disk 2',
      builtIn: false,
      icon: 'disk',
    });
    expect(await console.call('action.duplicate', { action: 'Local disk 2' })).toMatchObject({ name: 'Local disk 3' });
    expect(await console.call('action.duplicate', { action: 1, name: 'To the disk' })).toMatchObject({
      name: 'To the disk',
    });
  });
});
