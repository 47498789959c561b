import { describe, expect, it } from 'vitest';
import type { Computer } from '../../electron/contract/model.ts';
import { mayServe } from '../../electron/engine/boot-plane.ts';
import { httpService } from '../../electron/engine/http-service.ts';
import { tftpService } from '../../electron/engine/tftp-service.ts';
import type { ScriptQuestion } from '../../electron/http/port.ts';
import { minute, type TestPlane, testPlane } from './plane.ts';

const mac = '52:54:00:00:00:02';
const get = { client: '10.77.0.102', method: 'GET' as const, userAgent: 'iPXE/2.0.0' };
const news = '#!ipxe\nset rollcall-news 1\n';
const noNews = '#!ipxe\nset rollcall-news ||\n';

async function download(test: TestPlane, question: ScriptQuestion | null = null): Promise<string> {
  const answer = httpService(test.plane).script(mac, get, null, question);
  await answer.ready;
  await answer.served();
  return answer.text;
}

const ask = (test: TestPlane, kind: 'news' | 'onward', token = 'token1') => download(test, { kind, token });
const choose = (test: TestPlane, actionId: number, token = 'token1') =>
  download(test, { kind: 'choose', actionId, token });
const started = (test: TestPlane, token = 'token1') => httpService(test.plane).beacon(token, { kind: 'started' }, get);

function add(test: TestPlane, kind: string, parameters: Record<string, unknown> = {}): number {
  return test.store.actions.add({ name: `The ${kind}`, kind, parameters }).id;
}

function room() {
  const test = testPlane();
  return { test, computer: test.addComputer(mac, 'PC-02') };
}

describe('a machine on the hold screen', () => {
  async function holding(repeat: 'once' | 'every boot' = 'once') {
    const { test, computer } = room();
    const task = test.addTask(computer, add(test, 'hold'), { repeat });
    await download(test);
    started(test);
    return { test, computer, task };
  }

  it.each(['once', 'every boot'] as const)(
    'goes on waiting while nothing is new, by a task done %s',
    async (repeat) => {
      const { test } = await holding(repeat);
      expect(await ask(test, 'news')).toBe(noNews);
      test.pass(30 * minute);
      expect(await ask(test, 'news')).toBe(noNews);
    },
  );

  it('takes a click at once, as a boot of its own', async () => {
    const { test, computer } = await holding();
    const task = test.addTask(computer, test.addAction('Exam'));
    expect(await ask(test, 'news')).toBe(news);
    expect(await ask(test, 'onward')).toContain('echo Exam');
    expect(test.plane.recorder.newest(computer.id)).toMatchObject({ token: 'token2', taskId: task.id });
    expect(test.store.history.list({ limit: 5 }).map(({ actionName }) => actionName)).toEqual(['Exam', 'The hold']);
  });

  it('takes the click although the word that it waits was lost', async () => {
    const { test, computer } = room();
    test.addTask(computer, add(test, 'hold'));
    await download(test);
    test.addTask(computer, test.addAction('Exam'));
    expect(await ask(test, 'onward')).toContain('echo Exam');
  });

  it('asks again after the download of what is new broke', async () => {
    const { test, computer } = await holding();
    test.addTask(computer, test.addAction('Exam'));
    httpService(test.plane).script(mac, get, null, { kind: 'onward', token: 'token1' }).aborted();
    expect(await ask(test, 'news')).toBe(news);
    expect(await ask(test, 'onward')).toContain('echo Exam');
  });

  it('is let go when the task that holds it at every boot is cancelled', async () => {
    const { test, task } = await holding('every boot');
    test.store.tasks.remove(task.id);
    expect(await ask(test, 'news')).toBe(news);
  });

  it('by its default is let go when the default is another one', async () => {
    const { test, computer } = room();
    test.store.computers.set(computer.id, { defaultActionId: add(test, 'hold') });
    await download(test);
    started(test);
    expect(await ask(test, 'news')).toBe(noNews);
    test.plane.machines.changed(test.store.computers.set(computer.id, { defaultActionId: 1 }));
    expect(await ask(test, 'news')).toBe(news);
  });
});

describe('a menu on the machine', () => {
  async function choosing() {
    const { test, computer } = room();
    const exam = test.addAction('Exam');
    const secret = test.addAction('Secret');
    const menu = add(test, 'client-menu', { items: ['Exam', 'Local disk'] });
    test.addTask(computer, menu);
    const text = await download(test);
    return { test, computer, exam, secret, menu, text };
  }

  it('offers its actions by their addresses', async () => {
    const { text, exam } = await choosing();
    expect(text).toContain(`?boot=token1&choose=${exam} || goto failed\n`);
  });

  it('gives the action that was chosen, and the boot is one of it', async () => {
    const { test, computer, exam } = await choosing();
    expect(await choose(test, exam)).toContain('echo Exam');
    expect(test.plane.recorder.newest(computer.id)).toMatchObject({ actionId: exam, actionName: 'Exam' });
    expect(test.facts(computer).at(-1)).toMatchObject({ kind: 'script-served', actionName: 'Exam' });
  });

  it('gives the same again to a machine that asks twice', async () => {
    const { test, exam } = await choosing();
    expect(await choose(test, exam)).toBe(await choose(test, exam));
  });

  it('stands again after a broken download', async () => {
    const { test, exam } = await choosing();
    httpService(test.plane).script(mac, get, null, { kind: 'choose', actionId: exam, token: 'token1' }).aborted();
    expect(await choose(test, 1)).toContain('echo Rollcall: Local disk');
  });

  it.each([
    ['an action that it does not list', (room: Awaited<ReturnType<typeof choosing>>) => room.secret],
    ['itself', (room: Awaited<ReturnType<typeof choosing>>) => room.menu + 100],
  ])('does not give %s', async (_, wanted) => {
    const room = await choosing();
    expect(await choose(room.test, wanted(room))).toContain('does not offer that any more');
  });

  it('gives nothing to another machine that knows the address', async () => {
    const { test, exam } = await choosing();
    const other = test.addComputer('52:54:00:00:00:03', 'PC-03');
    test.plane.addresses.learn('10.77.0.103', other.mac, 'granted');
    const answer = httpService(test.plane).script(mac, { ...get, client: '10.77.0.103' }, null, {
      kind: 'choose',
      actionId: exam,
      token: 'token1',
    });
    expect(answer.text).toContain('belongs to another machine');
  });
});

describe('the inventory', () => {
  const told = {
    manufacturer: 'Dell Inc.',
    product: 'OptiPlex 7010',
    serial: 'ABC123',
    asset: null,
    uuid: '564d1c2e-0000-0000-0000-000000000002',
    memory: '8192',
    cpu: 'Intel(R) Core(TM) i5',
    nic: 'I219',
  };

  it('stores what the machine tells, and goes on to its default', async () => {
    const { test, computer } = room();
    test.addTask(computer, add(test, 'inventory'));
    expect(await download(test)).toContain('/beacon/token1/inventory?manufacturer=');
    started(test);
    httpService(test.plane).beacon('token1', { kind: 'inventory', hardware: told }, get);
    expect(test.store.computers.byMac(mac)?.hardware).toMatchObject({ memory: '8192', serial: 'ABC123', nic: 'I219' });
    expect(await ask(test, 'onward')).toContain('echo Rollcall: Local disk');
  });

  it('keeps what was told when the next one tells less', () => {
    const { test, computer } = room();
    test.plane.machines.told(computer, told);
    const known = test.plane.machines.find(mac)!;
    test.plane.machines.told(known, { manufacturer: null, product: null, serial: 'XYZ', memory: null });
    expect(test.plane.machines.find(mac)?.hardware).toMatchObject({
      serial: 'XYZ',
      memory: '8192',
      cpu: 'Intel(R) Core(TM) i5',
    });
  });

  it('at every boot goes on to the default', async () => {
    const { test, computer } = room();
    test.addTask(computer, add(test, 'inventory'), { repeat: 'every boot' });
    await download(test);
    started(test);
    expect(await ask(test, 'onward')).toContain('echo Rollcall: Local disk');
  });

  it('as the default itself ends at the disk and not in a circle', async () => {
    const { test, computer } = room();
    test.store.computers.set(computer.id, { defaultActionId: add(test, 'inventory') });
    await download(test);
    started(test);
    expect(await ask(test, 'onward')).toContain('The inventory is done.');
  });
});

describe('a machine that is left to another boot server', () => {
  function left(address: boolean): { test: TestPlane; computer: Computer } {
    const { test, computer } = room();
    test.addTask(computer, add(test, 'hand-off', { address }));
    test.plane.addresses.learn(get.client, mac, 'granted');
    return { test, computer };
  }

  it.each([
    [true, true],
    [false, { why: { code: 'handed-off' } }],
  ] as const)('gets an address from here: %s', (address, expected) => {
    const { test, computer } = left(address);
    expect(mayServe(test.plane, computer, 'address')).toEqual(expected);
    expect(mayServe(test.plane, computer)).toEqual({ why: { code: 'handed-off' } });
  });

  it('gets no loader, no first script and no script, and its task stays', async () => {
    const { test } = left(true);
    expect(tftpService(test.plane).open('autoexec.ipxe', get.client)).toEqual({ kind: 'missing', quiet: true });
    expect(tftpService(test.plane).open('snponly.efi', get.client)).toEqual({ kind: 'missing', quiet: true });
    expect(httpService(test.plane).root('autoexec.ipxe', get)).toEqual({ kind: 'missing' });
    expect(await download(test)).toContain('nothing is set for this machine');
    expect(test.store.tasks.list()).toHaveLength(1);
  });

  it('is served again when the window of the task is over', async () => {
    const { test, computer } = left(false);
    test.pass(61 * minute);
    expect(mayServe(test.plane, computer)).toBe(true);
  });
});
