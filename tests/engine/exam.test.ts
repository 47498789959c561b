import { describe, expect, it } from 'vitest';
import type { CommandInput } from '../../electron/contract/api.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import { engineForEachTest } from './console-engine.ts';
import { minute, monday } from './plane.ts';

const test = engineForEachTest();
const hour = 60 * minute;
const pin = '4711';

async function startExam(parts: Partial<CommandInput<'exam.start'>> = {}) {
  await test.call('room.add', { name: 'B12' });
  const computers = await test.addComputers(3, 'B12');
  const action = await test.call('action.add', {
    name: 'Kiosk',
    kind: 'script',
    parameters: { text: '#!ipxe\necho ${exam} ${candidate} ${exam-portal}\nshell' },
  });
  const exam = await test.call('exam.start', {
    name: 'Maths',
    action: action.id,
    rooms: ['B12'],
    notBefore: monday,
    notAfter: monday + hour,
    portal: 'http://10.77.0.5/exam',
    pin,
    ...parts,
  });
  return { exam, computers, action };
}

const tasksOf = async (computer: number) =>
  (await test.call('task.list', { computer })).map((task) => [task.actionName, task.held]);

describe('an exam', () => {
  it('seats every computer of its room, and each boot comes back', async () => {
    const { exam, computers } = await startExam();
    expect(exam.seats.map((seat) => seat.computerId)).toEqual(computers.map(({ id }) => id));
    const tasks = await test.call('task.list', {});
    expect(tasks.map((task) => [task.repeat, task.sessionKind, task.notAfter])).toEqual(
      computers.map(() => ['every boot', 'exam', monday + hour]),
    );
  });

  it('lets other tasks of its seats wait, and says so', async () => {
    const { computers } = await startExam();
    const [first] = computers;
    await test.call('task.add', { computers: [first?.id ?? 0], action: 1, notBefore: monday, notAfter: monday + hour });
    expect(await tasksOf(first?.id ?? 0)).toEqual([
      ['Kiosk', false],
      ['Local disk', true],
    ]);
  });

  it('previews what it would do and changes nothing', async () => {
    await test.call('room.add', { name: 'B12' });
    await test.addComputers(2, 'B12');
    const seen = await test.call('exam.preview', {
      name: 'Maths',
      action: 1,
      rooms: ['B12'],
      notBefore: monday,
      notAfter: monday + hour,
      portal: 'http://exam.school.example/',
      closedNetwork: true,
    });
    expect(seen).toMatchObject({ computers: [1, 2], off: [1, 2], waiting: 0 });
    expect(seen.warnings.map(({ code }) => code)).toEqual(['exam-not-serving', 'exam-portal-name']);
    expect(await test.call('exam.list', {})).toEqual([]);
  });

  it('takes a late seat without the PIN', async () => {
    const { exam } = await startExam();
    const late = await test.call('computer.add', { mac: '00:1b:21:00:00:44', name: 'PC-44' });
    test.now += 10 * minute;
    const joined = await test.call('exam.join', { exam: exam.id, computers: [late.id], variables: { candidate: '9' } });
    expect(joined.seats.at(-1)).toMatchObject({
      name: 'PC-44',
      joinedAt: monday + 10 * minute,
      notAfter: monday + hour,
    });
    expect(await tasksOf(late.id)).toEqual([['Kiosk', false]]);
  });

  it('refuses a computer that has a seat at that time', async () => {
    const { exam, computers } = await startExam();
    await expect(test.call('exam.join', { exam: exam.id, computers: [computers[0]?.id ?? 0] })).rejects.toMatchObject({
      phrase: { code: 'exam-seat-taken' },
    });
  });

  it('gives one seat more time by the PIN alone', async () => {
    const { exam, computers } = await startExam();
    const input = { exam: exam.id, computers: [computers[0]?.id ?? 0], minutes: 20 };
    await expect(test.call('exam.extend', { ...input, pin: 'wrong' })).rejects.toMatchObject({
      phrase: { code: 'exam-pin-wrong' },
    });
    const longer = await test.call('exam.extend', { ...input, pin });
    expect(longer.seats.map((seat) => seat.notAfter - monday)).toEqual([80 * minute, hour, hour]);
    const [task] = await test.call('task.list', { computer: computers[0]?.id });
    expect(task?.notAfter).toBe(monday + 80 * minute);
  });

  it('is changed by its PIN while it is planned: its times with the tasks of its seats', async () => {
    const { exam } = await startExam({ notBefore: monday + hour, notAfter: monday + 2 * hour });
    const words = { exam: exam.id, name: 'Physics', notBefore: monday + 3 * hour, notAfter: monday + 5 * hour };
    await expect(test.call('exam.set', { ...words, pin: 'wrong' })).rejects.toMatchObject({
      phrase: { code: 'exam-pin-wrong' },
    });
    const changed = await test.call('exam.set', { ...words, portal: null, allow: ['10.77.0.6'], pin });
    expect(changed).toMatchObject({ name: 'Physics', portal: null, allow: ['10.77.0.6'], closedNetwork: false });
    expect(changed.seats.map(({ notAfter }) => notAfter)).toEqual(changed.seats.map(() => monday + 5 * hour));
    const tasks = await test.call('task.list', {});
    expect(tasks.map(({ notBefore, notAfter }) => [notBefore, notAfter])).toEqual(
      tasks.map(() => [monday + 3 * hour, monday + 5 * hour]),
    );
  });

  it('is not moved onto another exam of its seats', async () => {
    const { exam, computers } = await startExam();
    const other = { action: exam.actionId, computers: computers.map(({ id }) => id), name: 'Later', pin };
    const later = await test.call('exam.start', { ...other, notBefore: monday + hour, notAfter: monday + 2 * hour });
    await expect(test.call('exam.set', { exam: later.id, notBefore: monday + 1, pin })).rejects.toMatchObject({
      phrase: { code: 'exam-seat-taken', exam: 'Maths' },
    });
    expect((await test.call('exam.list', {}))[0]).toMatchObject({ name: 'Later', notBefore: monday + hour });
  });

  it('takes while it runs a new portal and a closed network, and nothing that lets a seat out', async () => {
    const { exam } = await startExam();
    const changed = await test.call('exam.set', {
      exam: exam.id,
      portal: 'http://10.77.0.9/',
      closedNetwork: true,
      pin,
    });
    expect(changed).toMatchObject({ portal: 'http://10.77.0.9/', closedNetwork: true, notAfter: exam.notAfter });
    for (const way of [{ closedNetwork: false }, { notAfter: monday + 1 }, { notBefore: monday + minute }]) {
      await expect(test.call('exam.set', { exam: exam.id, ...way, pin })).rejects.toMatchObject({
        phrase: { code: 'exam-runs' },
      });
    }
  });

  it('lets nobody guess the PIN quickly', async () => {
    const { exam } = await startExam();
    const guess = (word: string) =>
      test
        .call('exam.end', { exam: exam.id, pin: word })
        .catch((fault: { phrase: { code: string } }) => fault.phrase.code);
    const answers: unknown[] = [];
    for (const word of ['0000', '0001', '0002', '0003', '0004', pin]) answers.push(await guess(word));
    expect(answers.slice(4)).toEqual(['exam-pin-wrong', 'exam-pin-wait']);
    test.now += 16_000;
    expect(await guess(pin)).toMatchObject({ name: 'Maths' });
  });

  it('takes its PIN as often as it is right', async () => {
    const { exam, computers } = await startExam();
    const more = { exam: exam.id, computers: [computers[0]?.id ?? 0], minutes: 1, pin };
    for (let time = 0; time < 7; time += 1) await test.call('exam.extend', more);
    expect((await test.call('exam.list', {}))[0]?.seats[0]?.notAfter).toBe(monday + hour + 7 * minute);
  });

  it('is not left by its tasks, its computers, its action or older data', async () => {
    const backup = await test.call('database.backup', {});
    const { computers, action } = await startExam();
    const tasks = (await test.call('task.list', {})).map(({ id }) => id);
    const codes = await Promise.all(
      [
        test.call('task.cancel', { tasks }),
        test.call('task.rearm', { tasks, notBefore: monday, notAfter: monday + 1 }),
        test.call('computer.remove', { computer: computers[0]?.id ?? 0 }),
        test.call('action.set', { action: action.id, parameters: { text: '#!ipxe\nexit' } }),
        test.call('database.restore', { file: backup.file }),
      ].map((call) => call.then(() => 'done').catch((fault: { phrase: { code: string } }) => fault.phrase.code)),
    );
    const kept = ['exam-task-kept', 'exam-task-kept', 'exam-computer-kept', 'exam-action-kept', 'exam-data-kept'];
    expect(codes).toEqual(kept);
    expect(await test.call('task.list', {})).toHaveLength(3);
  });

  it('lets one seat go, and ends at the PIN for all: the defaults are back', async () => {
    const { exam, computers } = await startExam();
    const one = await test.call('exam.end', { exam: exam.id, computers: [computers[0]?.id ?? 0], pin });
    expect(one.endedAt).toBeNull();
    expect(await tasksOf(computers[0]?.id ?? 0)).toEqual([]);
    expect(await tasksOf(computers[1]?.id ?? 0)).toEqual([['Kiosk', false]]);
    const over = await test.call('exam.end', { exam: exam.id, pin });
    expect(over.endedAt).toBe(monday);
    expect(await test.call('task.list', {})).toEqual([]);
    await expect(test.call('exam.end', { exam: exam.id, pin })).rejects.toMatchObject({
      phrase: { code: 'exam-over' },
    });
  });

  it('survives the end of the process, and is over when it comes back after its time', async () => {
    const { exam } = await startExam();
    const again = () =>
      createEngine({
        dataFolder: test.folder,
        firmwareFolder: test.folder,
        version: '0.0.0',
        clock: { now: () => test.now },
      });
    await test.engine.close();
    test.now += 30 * minute;
    test.engine = again();
    expect(await test.call('task.list', {})).toHaveLength(3);
    await test.engine.close();
    test.now += hour;
    test.engine = again();
    expect(await test.call('task.list', {})).toEqual([]);
    expect(await test.call('exam.list', {})).toMatchObject([{ id: exam.id, endedAt: monday + hour }]);
  });

  it('does not send its PIN to any window', async () => {
    await startExam();
    const shown = JSON.stringify([await test.call('snapshot', {}), test.batches]);
    expect(shown).toContain('Maths');
    expect(shown).not.toMatch(/4711|salt/);
  });
});
