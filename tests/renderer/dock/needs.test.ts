import { expect, test } from 'vitest';
import { needsOf, onAndOff, sameNeeds } from '../../../renderer/features/dock/needs.ts';
import { aBoot, aComputer, aSnapshot, aTask } from '../snapshot.ts';

const now = 10_000_000;
const mac = (number: number) => `52:54:00:00:00:0${number}`;
const seated = (id: number, roomId: number) =>
  aComputer({ id, mac: mac(id), name: `PC-0${id}`, roomId, seat: { row: 1, column: id }, status: 'known' });
const failed = (id: number, computerId: number, at: number) =>
  aBoot({ id, computerId, stage: 'failed', lastEventAt: at, failure: 'It went silent.' });
const missedTask = (id: number, computerId: number, actionId = 1) =>
  aTask({ id, computerId, actionId, notBefore: now - 9_000, notAfter: now - 5_000, state: 'missed' });

const picture = aSnapshot({
  computers: [seated(1, 1), seated(2, 1), seated(3, 1), seated(4, 2), aComputer({ id: 5, mac: mac(5) })],
  boots: [failed(11, 1, now - 500), failed(12, 2, now - 100), failed(14, 4, now)],
  tasks: [missedTask(21, 2), missedTask(22, 3), missedTask(23, 3, 9)],
});
const none: ReadonlySet<string> = new Set();
const keys = (roomId: number | null, hidden = none) => needsOf(picture, roomId, now, hidden).map(({ key }) => key);

test('a room asks for its failures first, the newest before the others, then for what was missed, then for new machines', () => {
  expect(keys(1)).toEqual([
    'failed 12',
    'failed 11',
    `missed 1 ${now - 9_000} ${now - 5_000}`,
    `missed 9 ${now - 9_000} ${now - 5_000}`,
    'new 5',
  ]);
});

test('seats that missed the same are one card', () => {
  const [card] = needsOf(picture, 1, now, none).filter(({ kind }) => kind === 'missed');
  expect(card).toMatchObject({ computers: [{ id: 2 }, { id: 3 }], tasks: [{ id: 21 }, { id: 22 }] });
});

test('another room shows its own, and the new machines too', () => {
  expect(keys(2)).toEqual(['failed 14', 'new 5']);
});

test('what was put off is not shown', () => {
  expect(keys(2, new Set(['new 5']))).toEqual(['failed 14']);
});

test('a failure of yesterday is over: the seat is off', () => {
  expect(needsOf(picture, 2, now + 9 * 3_600_000, new Set(['new 5']))).toEqual([]);
});

test('a known machine that went silent on its way to a system needs somebody, until that is no news any more', () => {
  const minute = 60_000;
  const silent = (stage: 'loader' | 'started') =>
    aSnapshot({
      computers: [seated(1, 1)],
      boots: [aBoot({ id: 11, computerId: 1, stage, lastEventAt: now })],
    });
  const count = (stage: 'loader' | 'started', later: number) => needsOf(silent(stage), 1, now + later, none).length;
  expect([count('loader', 2 * minute - 1), count('loader', 2 * minute), count('loader', 30 * minute)]).toEqual([
    0, 1, 0,
  ]);
  expect(count('started', 2 * minute)).toBe(0);
});

test('the same needs of another picture are the same, a newer boot is not', () => {
  const again = needsOf({ ...picture, revision: 9 }, 1, now, none);
  expect(sameNeeds(needsOf(picture, 1, now, none), again)).toBe(true);
  const boots = picture.boots.map((boot) => (boot.id === 11 ? { ...boot, failure: 'Other.' } : boot));
  expect(sameNeeds(again, needsOf({ ...picture, boots }, 1, now, none))).toBe(false);
});

test('a machine that failed is on', () => {
  expect(onAndOff(picture, 1, now)).toEqual({ on: 2, off: 1 });
});

test('a machine that was handed to another boot server is silent here and needs nobody', () => {
  const handed = aSnapshot({
    computers: [seated(1, 1)],
    actions: [
      { id: 9, name: 'SCCM', kind: 'hand-off', parameters: {}, icon: 'chain', colour: 'brown', builtIn: false },
    ],
    boots: [aBoot({ id: 11, computerId: 1, stage: 'address', actionId: 9, lastEventAt: now })],
  });
  expect(needsOf(handed, 1, now + 5 * 60_000, none)).toEqual([]);
});
