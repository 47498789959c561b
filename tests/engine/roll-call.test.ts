import { beforeEach, describe, expect, it } from 'vitest';
import type { Computer, Mac, Room } from '../../electron/contract/model.ts';
import { bootOf } from '../../electron/engine/boot-plane.ts';
import type { RollCall } from '../../electron/engine/roll-call.ts';
import { answerScript } from '../../electron/engine/script-service.ts';
import { engineForEachTest } from './console-engine.ts';
import { minute, type TestPlane, testPlane } from './plane.ts';

let plane: TestPlane;
let room: Room;
let call: RollCall;

beforeEach(() => {
  plane = testPlane();
  room = plane.store.rooms.add({ name: 'B12', rows: 2, columns: 2, defaultActionId: null });
  call = plane.plane.rollCall;
});

const macs: Mac[] = ['00:1b:21:00:00:01', '00:1b:21:00:00:02', '00:1b:21:00:00:03'];

/** The machine is switched on and asks for an address. */
function switchOn(mac: Mac | undefined): Computer {
  if (!mac) throw new Error('no such machine');
  const { machines } = plane.plane;
  const computer = machines.find(mac) ?? machines.discover(mac, 'uefi-x64', null);
  if (!computer) throw new Error('the machine was not taken');
  bootOf(plane.plane, computer, { kind: 'dhcp', asks: 'firmware' }, 'uefi-x64');
  return machines.find(mac) ?? computer;
}

describe('a roll call', () => {
  it('seats machines in the order in which they are switched on, and names them', () => {
    call.start(room, { pattern: 'PC-##' });
    const seated = macs.map(switchOn).map(({ name, seat, status }) => ({ name, seat, status }));
    expect(seated).toEqual([
      { name: 'PC-01', seat: { row: 1, column: 1 }, status: 'known' },
      { name: 'PC-02', seat: { row: 1, column: 2 }, status: 'known' },
      { name: 'PC-03', seat: { row: 2, column: 1 }, status: 'known' },
    ]);
    expect(call.view).toMatchObject({ next: { row: 2, column: 2 }, nextName: 'PC-04' });
  });

  it('passes over seats that are taken, and over machines that have a seat', () => {
    plane.store.computers.set(plane.addComputer('52:54:00:00:00:09', 'Old').id, {
      roomId: room.id,
      seat: { row: 1, column: 1 },
    });
    call.start(room, {});
    expect(switchOn('52:54:00:00:00:09').name).toBe('Old');
    expect(switchOn(macs[0])).toMatchObject({ name: 'B12-02', seat: { row: 1, column: 2 } });
  });

  it('leaves a machine the name that it has', () => {
    plane.addComputer('00:1b:21:00:00:01', 'Teacher');
    call.start(room, {});
    expect(switchOn(macs[0])).toMatchObject({ name: 'Teacher', seat: { row: 1, column: 1 } });
  });

  it('seats a machine once, however often it asks', () => {
    call.start(room, {});
    switchOn(macs[0]);
    plane.pass(10 * minute);
    switchOn(macs[0]);
    expect(call.view?.placed).toHaveLength(1);
  });

  it('seats a machine that is first heard of by its request for a script, and the script knows', () => {
    call.start(room, { pattern: 'PC-##' });
    const request = { client: '10.77.0.50', method: 'GET' as const, userAgent: 'iPXE/2.0.0' };
    expect(answerScript(plane.plane, '00:1b:21:00:00:01', request).text).toContain('PC-01, room B12, seat 1,1');
  });

  it('seats machines although unknown ones are left alone otherwise', () => {
    const strict = testPlane({ unknown: 'ignore' });
    const hall = strict.store.rooms.add({ name: 'Hall', rows: 1, columns: 1, defaultActionId: null });
    const ask = (mac: Mac, client: string) =>
      answerScript(strict.plane, mac, { client, method: 'GET', userAgent: 'iPXE/2.0.0' }).text;
    strict.plane.rollCall.start(hall, {});
    expect(ask('00:1b:21:00:00:01', '10.77.0.50')).toContain('Hall-01, room Hall, seat 1,1');
    expect(ask('00:1b:21:00:00:02', '10.77.0.51')).toContain('nothing is set for this machine');
  });

  it('skips a seat, and undo comes back to it', () => {
    call.start(room, {});
    call.skip();
    expect(call.view).toMatchObject({ next: { row: 1, column: 2 }, skipped: [{ row: 1, column: 1 }] });
    expect(call.undo()).toBe(true);
    expect(call.view).toMatchObject({ next: { row: 1, column: 1 }, skipped: [] });
    expect(call.undo()).toBe(false);
  });

  it('makes a machine what it was when its seat is taken back', () => {
    call.start(room, {});
    const { id } = switchOn(macs[0]);
    call.undo();
    expect(plane.store.computers.byId(id)).toMatchObject({
      name: null,
      seat: null,
      roomId: null,
      status: 'discovered',
    });
    expect(call.view).toMatchObject({ next: { row: 1, column: 1 }, placed: [] });
  });

  it('goes on at another seat, also at one that was skipped', () => {
    call.start(room, { from: { row: 2, column: 1 } });
    call.skip();
    call.set({ next: { row: 2, column: 1 }, pattern: 'Z#' });
    expect(call.view).toMatchObject({ next: { row: 2, column: 1 }, nextName: 'Z3', skipped: [] });
  });

  it('walks as it is told, and begins anew at the first free seat when the way changes', () => {
    call.start(room, { order: 'snake' });
    expect(macs.map((mac) => switchOn(mac).seat)).toEqual([
      { row: 1, column: 1 },
      { row: 1, column: 2 },
      { row: 2, column: 2 },
    ]);
    call.undo();
    call.set({ order: 'columns' });
    expect(call.view).toMatchObject({ order: 'columns', next: { row: 2, column: 1 }, nextName: 'B12-02' });
  });

  it('has no next seat when the room is full, and seats nobody then', () => {
    call.start(room, { from: { row: 2, column: 2 } });
    switchOn(macs[0]);
    expect(call.view).toMatchObject({ next: null, nextName: null });
    expect(switchOn(macs[1]).seat).toBeNull();
  });

  it('tells every window each step, and that it ended', () => {
    call.start(room, {});
    switchOn(macs[0]);
    call.finish();
    const told = plane.events().flatMap((event) => (event.kind === 'enrolment' ? [event.enrolment] : []));
    expect(told.at(-1)).toBeNull();
  });
});

describe('by command, a roll call', () => {
  const console = engineForEachTest();

  it('is in the picture that a new window gets', async () => {
    const { id } = await console.call('room.add', { name: 'B12' });
    expect(await console.call('enrolment.start', { room: 'B12' })).toMatchObject({ roomId: id, nextName: 'B12-01' });
    expect((await console.call('snapshot', {})).enrolment).toMatchObject({ roomId: id });
    expect(await console.call('enrolment.finish', {})).toBeNull();
    expect((await console.call('snapshot', {})).enrolment).toBeNull();
  });

  it('moves on when its next seat is taken by hand, and ends with its room', async () => {
    await console.call('room.add', { name: 'B12', rows: 1, columns: 2 });
    await console.call('enrolment.start', { room: 'B12' });
    await console.addComputers(1, 'B12');
    expect((await console.call('snapshot', {})).enrolment?.next).toEqual({ row: 1, column: 2 });
    await console.call('room.remove', { room: 'B12' });
    expect((await console.call('snapshot', {})).enrolment).toBeNull();
  });

  it('is refused in words', async () => {
    await expect(console.call('enrolment.skip', {})).rejects.toThrow('No roll call is under way');
    await console.call('room.add', { name: 'B12', rows: 1, columns: 1 });
    await expect(console.call('enrolment.start', { room: 'B12', from: { row: 2, column: 1 } })).rejects.toThrow(
      'no seat',
    );
    await console.call('enrolment.start', { room: 'B12' });
    await expect(console.call('enrolment.undo', {})).rejects.toThrow('nothing to take back');
    await console.addComputers(1, 'B12');
    await expect(console.call('enrolment.set', { next: { row: 1, column: 1 } })).rejects.toThrow('taken by PC-01');
  });
});
