import { expect, test } from 'vitest';
import { runningGroups } from '../../../renderer/features/tasks/running.ts';
import { groupTasks } from '../../../renderer/features/tasks/task-groups.ts';
import { aBoot, aComputer, aSnapshot, aTask } from '../snapshot.ts';

test('tasks that were made together are one group, what was missed comes first', () => {
  const due = { state: 'due', notBefore: 10, notAfter: 90 } as const;
  const groups = groupTasks([
    aTask({ ...due, id: 1 }),
    aTask({ ...due, id: 2, held: true }),
    aTask({ id: 3, state: 'missed', notBefore: 1, notAfter: 5 }),
    aTask({ id: 4, state: 'missed', notBefore: 1, notAfter: 6 }),
    aTask({ ...due, id: 5, actionId: 8 }),
  ]);
  expect(groups.map(({ state, tasks }) => [state, ...tasks.map(({ id }) => id)])).toEqual([
    ['missed', 4],
    ['missed', 3],
    ['due', 1, 2],
    ['due', 5],
  ]);
  expect(groups[2]?.held).toBe(1);
});

test('what runs because of a task is grouped by its action; defaults and machines that are off are not', () => {
  const now = 10_000;
  const took = { taskId: 5, actionName: 'Kiosk', lastEventAt: now } as const;
  const picture = aSnapshot({
    computers: [1, 2, 3, 4].map((id) => aComputer({ id, mac: `52:54:00:00:00:0${id}` })),
    boots: [
      aBoot({ ...took, id: 1, computerId: 1, stage: 'running', startedAt: 70 }),
      aBoot({ ...took, id: 2, computerId: 2, stage: 'loading', startedAt: 50 }),
      aBoot({ id: 3, computerId: 3, stage: 'running', lastEventAt: now, actionName: 'Local disk' }),
      aBoot({ ...took, id: 4, computerId: 4, stage: 'seen' }),
    ],
  });
  expect(runningGroups(picture, now)).toMatchObject([
    { actionName: 'Kiosk', since: 50, up: 1, computers: [{ id: 1 }, { id: 2 }] },
  ]);
  expect(runningGroups(picture, now + 9 * 3_600_000)).toEqual([]);
});
