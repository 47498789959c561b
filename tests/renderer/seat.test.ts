import { describe, expect, test } from 'vitest';
import { type Action, Action as ActionShape } from '../../electron/contract/model.ts';
import { quietUntilOff } from '../../electron/contract/stage.ts';
import { machinesLoading } from '../../renderer/state/select/loading.ts';
import { computersOfRoom, tasksOf } from '../../renderer/state/select/lookup.ts';
import { sameSeat, seatLabel, seatView } from '../../renderer/state/select/seat.ts';
import { missedTasks, troubledSeats } from '../../renderer/state/select/trouble.ts';
import { aBoot, aComputer, aLine, aSnapshot, aTask } from './snapshot.ts';

const now = 1_000_000_000;

const action = (id: number, name: string): Action =>
  ActionShape.parse({ id, name, kind: 'script', parameters: {}, icon: 'script', colour: 'brown', builtIn: false });
const actions = [action(1, 'Local disk'), action(2, 'Kiosk'), action(3, 'Debian')];

const room = {
  id: 9,
  name: 'B12',
  rows: 5,
  columns: 6,
  aisles: { rows: [], columns: [] },
  desk: 'top' as const,
  defaultActionId: 2,
  unknown: null,
};
const computer = aComputer({ id: 3, roomId: 9 });
const boot = aBoot({ computerId: 3, stage: 'loading', lastEventAt: now - 1_000, actionId: 3, actionName: 'Debian' });
const transfer = { protocol: 'http', role: 'initrd', file: 'boot.wim' } as const;

const picture = (parts: Parameters<typeof aSnapshot>[0] = {}) =>
  aSnapshot({ computers: [computer], rooms: [room], actions, ...parts });
const view = (parts: Parameters<typeof aSnapshot>[0] = {}) => seatView(picture(parts), computer, now);

describe('what a seat shows', () => {
  test('off, and the default of its room as what comes next, when nothing was ever heard of it', () => {
    expect(view()).toMatchObject({ stage: 'off', boot: null, percent: null, now: null, next: { name: 'Kiosk' } });
  });

  test('off again when nothing was heard of it for long', () => {
    expect(view({ boots: [{ ...boot, stage: 'running', lastEventAt: now - quietUntilOff }] }).stage).toBe('off');
  });

  test('what it loads, in whole percent, and what it gets next', () => {
    const log = [
      aLine({ id: 1, fact: { kind: 'file-progress', ...transfer, sent: 10, bytes: 100 } }),
      aLine({ id: 2, fact: { kind: 'file-progress', ...transfer, sent: 43_900, bytes: 100_000 } }),
      aLine({ id: 3, bootId: 99, fact: { kind: 'file-progress', ...transfer, sent: 99, bytes: 100 } }),
    ];
    expect(view({ boots: [boot], log })).toMatchObject({
      stage: 'loading',
      percent: 43,
      now: { name: 'Debian' },
      next: { name: 'Kiosk' },
    });
  });

  test('no percentage of a file once the system runs', () => {
    const log = [aLine({ fact: { kind: 'file-progress', ...transfer, sent: 10, bytes: 100 } })];
    expect(view({ boots: [{ ...boot, stage: 'running' }], log }).percent).toBeNull();
  });

  test('the name of an action that is gone', () => {
    expect(view({ boots: [{ ...boot, actionId: 77, actionName: 'Old kiosk' }] })).toMatchObject({
      now: null,
      nowName: 'Old kiosk',
    });
  });

  const window = { state: 'due' as const, notBefore: now - 10, notAfter: now + 10 };
  test.each([
    ['a due task before any default', [aTask({ id: 1, actionId: 3, ...window })], 'Debian'],
    [
      'what is done once before every boot',
      [
        aTask({ id: 1, actionId: 1, repeat: 'every boot', ...window, notBefore: now - 50 }),
        aTask({ id: 2, actionId: 3, ...window }),
      ],
      'Debian',
    ],
    [
      'an exam before everything else',
      [
        aTask({ id: 1, actionId: 1, ...window }),
        aTask({ id: 2, actionId: 3, sessionId: 1, sessionKind: 'exam', ...window, notBefore: now - 1 }),
      ],
      'Debian',
    ],
    [
      'the default, while a task waits for its time',
      [aTask({ actionId: 3, notBefore: now + 5, notAfter: now + 9 })],
      'Kiosk',
    ],
  ] as const)('shows as next %s', (_sentence, tasks, name) => {
    expect(view({ tasks: [...tasks] }).next?.name).toBe(name);
  });

  test('a task that nobody took in its time, also on a seat that is off', () => {
    const missed = aTask({ id: 4, state: 'missed', notBefore: now - 20, notAfter: now - 10 });
    expect(view({ tasks: [missed] })).toMatchObject({ stage: 'missed', missed: { id: 4 } });
  });

  test('the first of the tasks that wait for their time', () => {
    const tasks = [
      aTask({ id: 1, notBefore: now + 500, notAfter: now + 900 }),
      aTask({ id: 2, notBefore: now + 100, notAfter: now + 900 }),
    ];
    expect(view({ tasks }).scheduled?.id).toBe(2);
  });

  test('nothing that would draw its tile again when another machine changes', () => {
    const other = aComputer({ id: 4, mac: '52:54:00:00:00:04' });
    const before = picture({ boots: [boot] });
    const after = {
      ...before,
      computers: [...before.computers, other],
      boots: [...before.boots, aBoot({ id: 8, computerId: 4 })],
    };
    expect(sameSeat(seatView(before, computer, now), seatView(after, computer, now + 50))).toBe(true);
  });
});

describe('counts over the picture', () => {
  test('seats in trouble are those that failed or missed', () => {
    const computers = [computer, aComputer({ id: 4 }), aComputer({ id: 5 })];
    const boots = [
      { ...boot, stage: 'failed' as const },
      { ...boot, id: 8, computerId: 4 },
    ];
    const tasks = [aTask({ computerId: 5, state: 'missed', notBefore: 1, notAfter: 2 })];
    const snapshot = picture({ computers, boots, tasks });
    expect([troubledSeats(snapshot, now), troubledSeats(snapshot, now, 9), missedTasks(snapshot, now)]).toEqual([
      2, 1, 1,
    ]);
  });

  test('machines that stopping would cut off are those that load and are not silent', () => {
    const boots = (['address', 'loader', 'loading', 'started', 'running'] as const).map((stage, index) => ({
      ...boot,
      id: index + 1,
      computerId: index + 1,
      stage,
    }));
    const silent = { ...boot, id: 20, computerId: 20, lastEventAt: now - 3_600_000 };
    expect(machinesLoading(picture({ boots: [...boots, silent] }), now)).toBe(2);
  });

  test('lists of a room and of a computer are the same object as long as nothing changes', () => {
    const snapshot = picture({ tasks: [aTask({ computerId: 3, state: 'missed' })] });
    expect(tasksOf(snapshot, 3)).toBe(tasksOf({ ...snapshot, revision: 5 }, 3));
    expect(computersOfRoom(snapshot, 9).map(({ id }) => id)).toEqual([3]);
    expect(computersOfRoom(snapshot, null)).toEqual([]);
  });
});

test.each([
  [{ row: 1, column: 1 }, 'A1'],
  [{ row: 2, column: 13 }, 'B13'],
  [{ row: 26, column: 1 }, 'Z1'],
  [{ row: 27, column: 2 }, 'AA2'],
  [{ row: 99, column: 9 }, 'CU9'],
])('the seat %j is called %s', (seat, label) => {
  expect(seatLabel(seat)).toBe(label);
});
