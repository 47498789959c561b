import { describe, expect, it } from 'vitest';
import { consequenceOf } from '../../electron/engine/commands/consequence.ts';
import { engineForEachTest } from './console-engine.ts';
import { minute, monday, type TestPlane, testPlane } from './plane.ts';

const boot = (plane: TestPlane, mac: string, name: string) => {
  const computer = plane.addComputer(mac, name);
  return { computer, boot: plane.plane.recorder.begin(computer, 'uefi-x64', 'firmware') };
};

const ask = (plane: TestPlane, computer: number, action: number) => {
  const result = consequenceOf(plane.plane, {
    computers: [computer],
    action,
    repeat: 'once',
  });
  return Object.entries(result).flatMap(([place, ids]) => (ids.length > 0 ? [place] : []));
};

describe('the consequence of an act', () => {
  const mac = '52:54:00:00:00:02';

  it('is off for a machine that never asked, and for one that was silent for 8 hours', () => {
    const plane = testPlane();
    const silent = boot(plane, mac, 'PC-02').computer;
    const never = plane.addComputer('52:54:00:00:00:03', 'PC-03');
    plane.pass(8 * 60 * minute);
    expect([ask(plane, silent.id, 1), ask(plane, never.id, 1)]).toEqual([['off'], ['off']]);
  });

  it('is in this boot as long as the machine has not asked for its script and is heard of', () => {
    const plane = testPlane();
    const { computer } = boot(plane, mac, 'PC-02');
    plane.pass(2 * minute - 1);
    expect(ask(plane, computer.id, 1)).toEqual(['inThisBoot']);
    plane.pass(1);
    expect(ask(plane, computer.id, 1)).toEqual(['atNextStart']);
  });

  it('is at the next start when the boot has its script', () => {
    const plane = testPlane();
    const { computer, boot: begun } = boot(plane, mac, 'PC-02');
    plane.plane.recorder.change({ ...begun, script: '#!ipxe\n' });
    expect(ask(plane, computer.id, 1)).toEqual(['atNextStart']);
  });

  it('is at the next start when another task goes first', () => {
    const plane = testPlane();
    const { computer } = boot(plane, mac, 'PC-02');
    plane.addTask(computer, 2, { notBefore: monday - minute });
    expect(ask(plane, computer.id, 1)).toEqual(['atNextStart']);
  });

  it('is none while the machine is in an exam', () => {
    const plane = testPlane();
    const { computer } = boot(plane, mac, 'PC-02');
    const exam = plane.store.sessions.add({ name: 'Maths', kind: 'exam' });
    plane.addTask(computer, 2, { sessionId: exam.id, repeat: 'every boot' });
    expect(ask(plane, computer.id, 1)).toEqual(['inExam']);
  });
});

describe('by command', () => {
  const console = engineForEachTest();
  const hour = 60 * minute;

  it('every computer is in one list, once, however often it was named', async () => {
    const [first, second] = await console.addComputers(2);
    const computers = ['PC-01', 'PC-02', '00:1b:21:00:00:01'];
    expect(await console.call('task.consequence', { computers, action: 'Local disk' })).toEqual({
      inThisBoot: [],
      atNextStart: [],
      off: [first?.id, second?.id],
      inExam: [],
    });
  });

  it('a missed task is due again in its new window', async () => {
    await console.addComputers(1);
    const window = { notBefore: monday, notAfter: monday + hour };
    const [task] = await console.call('task.add', { computers: ['PC-01'], action: 2, ...window });
    console.now = monday + 2 * hour;
    const id = task?.id ?? 0;
    const again = { notBefore: console.now, notAfter: console.now + hour };
    expect(await console.call('task.rearm', { tasks: [id], ...again })).toMatchObject([{ id, state: 'due', ...again }]);
    await expect(console.call('task.rearm', { tasks: [id, 99], ...again })).rejects.toThrow('no task 99');
    await expect(console.call('task.rearm', { tasks: [id], ...window })).rejects.toThrow('over already');
  });

  it('waking is refused with what to do while nothing is served', async () => {
    await console.addComputers(1);
    await expect(console.call('computer.wake', { computers: ['PC-01'] })).rejects.toThrow('start serving first');
  });
});
