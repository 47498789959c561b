import { describe, expect, it } from 'vitest';
import { bootOf } from '../../electron/engine/boot-plane.ts';
import { httpService } from '../../electron/engine/http-service.ts';
import { minute, type TestPlane, testPlane } from './plane.ts';

const mac = '52:54:00:00:00:02';
const get = { client: '10.77.0.102', method: 'GET' as const, userAgent: 'iPXE/2.0.0' };
const head = { ...get, method: 'HEAD' as const };

/** A whole download of the script: asked, sent, over. */
async function download(test: TestPlane, whose = mac): Promise<string> {
  const answer = httpService(test.plane).script(whose, get);
  await answer.ready;
  await answer.served();
  return answer.text;
}

function withTask() {
  const test = testPlane();
  const computer = test.addComputer(mac, 'PC-02');
  const actionId = test.addAction('Exam of maths');
  const task = test.addTask(computer, actionId);
  return { ...test, test, computer, actionId, task };
}

describe('the script of a machine with a task', () => {
  it('is the script of the task, and the task is in the history afterwards', async () => {
    const { test, task } = withTask();
    expect(await download(test)).toContain('echo Exam of maths');
    expect(test.store.tasks.list()).toEqual([]);
    expect(test.store.history.list({ limit: 10 })).toMatchObject([
      { taskId: task.id, mac, computerName: 'PC-02', actionName: 'Exam of maths', reason: 'task', outcome: 'served' },
    ]);
  });

  it('is kept word for word in the history', async () => {
    const { test } = withTask();
    const text = await download(test);
    expect(test.store.history.list({ limit: 1 })[0]?.script).toBe(text);
  });

  it('is the same when the boot asks again, with no second history row', async () => {
    const { test } = withTask();
    const first = await download(test);
    test.pass(2 * minute);
    expect(await download(test)).toBe(first);
    expect(test.store.history.list({ limit: 10 })).toHaveLength(1);
  });

  it('is the default at the next boot', async () => {
    const { test, computer } = withTask();
    await download(test);
    httpService(test.plane).beacon('token1', { kind: 'started' }, get);
    test.pass(5 * minute);
    expect(await download(test)).not.toContain('Exam of maths');
    expect(test.plane.recorder.newest(computer.id)).toMatchObject({ reason: 'global default', taskId: null });
  });

  it('leaves the task alone when only its head is asked for', () => {
    const { test, store } = withTask();
    const answer = httpService(test.plane).script(mac, head);
    expect(answer.text).toContain('echo Exam of maths');
    expect(store.tasks.list()).toHaveLength(1);
    expect(store.history.list({ limit: 10 })).toEqual([]);
  });

  it('leaves the task alone when the connection breaks in the middle', () => {
    const { test, store, computer } = withTask();
    httpService(test.plane).script(mac, get).aborted();
    expect(store.tasks.list()).toHaveLength(1);
    expect(test.plane.recorder.newest(computer.id)?.script).toBeNull();
    expect(test.facts(computer).at(-1)).toMatchObject({ kind: 'script-aborted', actionName: 'Exam of maths' });
  });

  it('is decided anew after a broken connection', async () => {
    const { test, store, task } = withTask();
    httpService(test.plane).script(mac, get).aborted();
    store.tasks.remove(task.id);
    expect(await download(test)).not.toContain('Exam of maths');
  });

  it('is decided anew when its task was cancelled before it was sent', async () => {
    const { test, store, task } = withTask();
    httpService(test.plane).script(mac, get);
    store.tasks.remove(task.id);
    expect(await download(test)).not.toContain('Exam of maths');
    expect(store.history.list({ limit: 10 })).toEqual([]);
  });

  it('is the same again when its task was cancelled after it was sent', async () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    const task = test.addTask(computer, test.addAction('Kiosk'), { repeat: 'every boot' });
    const first = await download(test);
    test.store.tasks.remove(task.id);
    expect(await download(test)).toBe(first);
  });

  it('is counted once when two downloads of one boot overlap', async () => {
    const { test, store } = withTask();
    const http = httpService(test.plane);
    const first = http.script(mac, get);
    const second = http.script(mac, get);
    await first.served();
    await second.served();
    expect(second.text).toBe(first.text);
    expect(store.history.list({ limit: 10 })).toHaveLength(1);
  });

  it('stays executed when the other of two downloads breaks', async () => {
    const { test, store, computer } = withTask();
    const http = httpService(test.plane);
    const first = http.script(mac, get);
    const second = http.script(mac, get);
    await first.served();
    second.aborted();
    expect(store.history.list({ limit: 10 })).toHaveLength(1);
    expect(test.plane.recorder.newest(computer.id)?.script).toBe(first.text);
  });

  it('executes an every-boot task at each boot and keeps it in the list', async () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    test.addTask(computer, test.addAction('Kiosk'), { repeat: 'every boot' });
    for (const token of ['token1', 'token2']) {
      expect(await download(test)).toContain('echo Kiosk');
      httpService(test.plane).beacon(token, { kind: 'running' }, get);
      test.pass(minute);
    }
    expect(test.store.tasks.list()).toMatchObject([{ executions: 2 }]);
    expect(test.store.history.list({ limit: 10 })).toHaveLength(2);
  });

  it('is not served before the window opens', async () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    test.addTask(computer, test.addAction('Later'), { notBefore: test.now() + minute });
    expect(await download(test)).not.toContain('echo Later');
    expect(test.store.tasks.list()).toHaveLength(1);
  });
});

describe('a machine that is quicker than the store', () => {
  it('reports its start before its task is stored, and stays started', async () => {
    const { test, store, computer } = withTask();
    const answer = httpService(test.plane).script(mac, get);
    await answer.ready;
    const served = answer.served();
    httpService(test.plane).beacon('token1', { kind: 'started' }, get);
    await served;
    test.plane.recorder.flush();
    expect(store.boots.newest(computer.id)).toMatchObject({ stage: 'started' });
    expect(store.history.list({ limit: 10 })).toMatchObject([{ outcome: 'started' }]);
    expect(store.boots.newest(computer.id)?.historyId).toBe(store.history.list({ limit: 10 })[0]?.id);
    expect(test.facts(computer).map(({ kind }) => kind)).toEqual(['script-served', 'started']);
  });
});

describe('a process that dies while it serves', () => {
  it('has the text on disk before a byte of it leaves', async () => {
    const { test, store, computer } = withTask();
    const { text, ready } = httpService(test.plane).script(mac, get);
    await ready;
    expect(store.boots.newest(computer.id)?.script).toBe(text);
  });

  it('counts the task as executed when the machine names the boot afterwards', () => {
    const { test, store } = withTask();
    httpService(test.plane).script(mac, get);
    httpService(test.plane).beacon('token1', { kind: 'started' }, get);
    expect(store.tasks.list()).toEqual([]);
    expect(store.history.list({ limit: 10 })).toMatchObject([{ outcome: 'started' }]);
  });

  it('finds its history row again when it died right after writing it', () => {
    const { test, store, computer, task } = withTask();
    const { text } = httpService(test.plane).script(mac, get);
    const boot = test.plane.recorder.newest(computer.id);
    const { id: taskId, repeat, notBefore, notAfter } = task;
    const words = { mac, computerId: computer.id, computerName: 'PC-02', actionName: 'Exam', actionKind: 'script' };
    const when = { notBefore, notAfter, servedAt: test.now(), startedAt: null, runningAt: null };
    const what = { bootId: boot?.id ?? 0, taskId, repeat, reason: 'task', script: text, outcome: 'served' } as const;
    store.tasks.execute({ taskId, entry: { ...words, ...when, ...what } });
    httpService(test.plane).beacon('token1', { kind: 'running' }, get);
    expect(store.history.list({ limit: 10 })).toMatchObject([{ outcome: 'running' }]);
  });
});

describe('the head of a script', () => {
  it('is that of the boot that would begin, not of one that is over', async () => {
    const { test } = withTask();
    await download(test);
    httpService(test.plane).beacon('token1', { kind: 'running' }, get);
    test.pass(60 * minute);
    expect(httpService(test.plane).script(mac, head).text).not.toContain('Exam of maths');
  });
});

describe('the script of a machine without a task', () => {
  it('is its own default before that of its room', async () => {
    const test = testPlane();
    const roomId = test.store.rooms.add({
      name: 'B12',
      rows: 5,
      columns: 6,
      defaultActionId: test.addAction('Room'),
    }).id;
    const computer = test.addComputer(mac, 'PC-02');
    test.store.computers.set(computer.id, { roomId, defaultActionId: test.addAction('Own') });
    expect(await download(test)).toContain('echo Own');
  });

  it('is the default of its room before the global one', async () => {
    const test = testPlane();
    const roomId = test.store.rooms.add({
      name: 'B12',
      rows: 5,
      columns: 6,
      defaultActionId: test.addAction('Room'),
    }).id;
    test.store.computers.set(test.addComputer(mac, 'PC-02').id, { roomId });
    expect(await download(test)).toContain('echo Room');
  });

  it('makes an unknown machine a discovered one and boots the global default', async () => {
    const test = testPlane();
    await download(test, '52:54:00:00:00:99');
    expect(test.store.computers.byMac('52:54:00:00:00:99')).toMatchObject({ status: 'discovered', name: null });
  });

  it('goes on to the disk for an unknown machine that is to be left alone, and does not remember it', async () => {
    const test = testPlane({ unknown: 'ignore' });
    const text = await download(test, '52:54:00:00:00:99');
    expect(text).toMatch(/^#!ipxe\n/);
    expect(text).toContain('sanboot');
    expect(test.store.computers.byMac('52:54:00:00:00:99')).toBeNull();
  });

  it('says on the screen of the machine why its action cannot be served', async () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    const { id } = test.store.actions.add({ name: 'Broken', kind: 'linux', parameters: {} });
    test.store.computers.set(computer.id, { defaultActionId: id });
    expect(await download(test)).toContain('not complete');
  });
});

describe('a UEFI machine that is sent on to its disk', () => {
  it('gets the same script when its boot order comes to HTTP boot, and its task is executed once', async () => {
    const { test, computer } = withTask();
    const boot = test.plane.recorder.begin(computer, 'uefi-x64', 'firmware');
    const text = await download(test);
    httpService(test.plane).beacon(boot.token, { kind: 'started' }, get);
    test.pass(minute);
    const discover = { kind: 'dhcp', asks: 'http-firmware' } as const;
    const next = bootOf(test.plane, computer, discover, 'uefi-x64');
    test.plane.recorder.note(computer, next, {
      kind: 'discover',
      asks: 'http-firmware',
      firmware: 'uefi-x64',
      architecture: 16,
      vendorClass: null,
      ipxeVersion: null,
    });
    expect(next.id).toBe(boot.id);
    expect(await download(test)).toBe(text);
    expect(test.store.history.list({ limit: 10 })).toHaveLength(1);
  });
});
