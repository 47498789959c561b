import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TaskTimer } from '../../electron/engine/task-timer.ts';
import { minute, testPlane } from './plane.ts';

const mac = '52:54:00:00:00:02';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A task from one minute from now on, and a timer that watches it. */
function watched() {
  const test = testPlane();
  const computer = test.addComputer(mac, 'PC-02');
  const window = { notBefore: test.now() + minute, notAfter: test.now() + 10 * minute };
  test.addTask(computer, test.addAction('Lab'), window);
  const timer = new TaskTimer({ store: test.store, bus: test.plane.bus, clock: test.plane.clock });
  timer.arm();
  const pass = (milliseconds: number) => {
    test.pass(milliseconds);
    vi.advanceTimersByTime(minute);
  };
  const states = () => test.events().flatMap((event) => (event.kind === 'task' ? [event.task.state] : []));
  return { pass, states };
}

describe('the windows are told', () => {
  it('that a task is due, and later that it was missed', () => {
    const { pass, states } = watched();
    pass(minute);
    pass(10 * minute);
    expect(states()).toEqual(['due', 'missed']);
  });

  it('that a task is not due any more when the clock was set back', () => {
    const { pass, states } = watched();
    pass(minute);
    pass(-minute);
    expect(states()).toEqual(['due', 'scheduled']);
  });
});
