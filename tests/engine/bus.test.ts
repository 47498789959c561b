import { expect, it } from 'vitest';
import type { EngineEvent, EventBatch } from '../../electron/contract/api.ts';
import { Bus } from '../../electron/engine/bus.ts';

const removed = (id: number): EngineEvent => ({ kind: 'task-removed', id });

it('tells the other listeners although one throws, says so once a batch, and goes on', () => {
  const lines: string[] = [];
  const bus = new Bus((line) => lines.push(line));
  const before: EventBatch[] = [];
  const behind: EventBatch[] = [];
  bus.subscribe((batch) => before.push(batch));
  bus.subscribe(() => {
    throw new Error('the window is gone');
  });
  bus.subscribe((batch) => behind.push(batch));
  for (const id of [1, 2]) {
    bus.publish(removed(id));
    bus.flush();
  }
  expect(behind).toEqual([
    { revision: 1, events: [removed(1)] },
    { revision: 2, events: [removed(2)] },
  ]);
  expect(before).toEqual(behind);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('the window is gone');
});
