import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { makeOption, readOption } from '../../electron/dhcp/options.ts';
import { dhcpService } from '../../electron/engine/dhcp-service.ts';
import { networkOf, noteLeft, recordOf, storeEnd } from '../../electron/engine/exams.ts';
import { httpService } from '../../electron/engine/http-service.ts';
import { answerQuestion } from '../../electron/engine/script-question.ts';
import { answerScript } from '../../electron/engine/script-service.ts';
import { requestWith } from '../support/dhcp.ts';
import { minute, monday, type TestPlane, testPlane } from './plane.ts';

const mac = '52:54:00:00:00:02';
const client = '10.77.0.9';
const request = { client, method: 'GET' } as Parameters<typeof answerScript>[2];

const script = { kind: 'script', parameters: { text: '#!ipxe\necho for ${candidate} at ${exam-portal}\nshell' } };

function examOn(plane: TestPlane, closedNetwork = false, computer = plane.addComputer(mac, 'PC-02'), what = script) {
  const actionId = plane.store.actions.add({ name: 'Kiosk', ...what }).id;
  const exam = plane.store.exams.add({
    name: 'Maths',
    actionId,
    actionName: 'Kiosk',
    notBefore: monday,
    notAfter: monday + 60 * minute,
    portal: 'http://10.77.0.5/exam',
    allow: [],
    closedNetwork,
    pin: {},
    createdAt: monday,
  });
  const task = plane.addTask(computer, actionId, { sessionId: exam.id, repeat: 'every boot' });
  const seat = {
    computerId: computer.id,
    mac,
    name: 'PC-02',
    taskId: task.id,
    notAfter: exam.notAfter,
    joinedAt: monday,
    releasedAt: null,
    leftAt: null,
    variables: { candidate: '4711' },
  };
  plane.store.exams.putSeat(exam.id, seat);
  const now = () => {
    const found = plane.store.exams.byId(exam.id);
    if (!found) throw new Error('no exam');
    return found;
  };
  return { computer, exam: now };
}

async function bootOnce(plane: TestPlane, computer: Parameters<typeof noteLeft>[1]) {
  plane.plane.recorder.begin(computer, 'uefi-x64', 'firmware');
  const answer = answerScript(plane.plane, mac, request);
  await answer.ready;
  await answer.served();
  return answer.text;
}

describe('the boots of an exam’s seat', () => {
  it('get the exam’s variables and the seat’s own in their script', async () => {
    const plane = testPlane();
    const { computer } = examOn(plane);
    expect(await bootOnce(plane, computer)).toContain('echo for 4711 at http://10.77.0.5/exam');
  });

  it('come back at each restart, and the record has them all, also when it is over', async () => {
    const plane = testPlane();
    const { computer, exam } = examOn(plane);
    await bootOnce(plane, computer);
    plane.pass(10 * minute);
    await bootOnce(plane, computer);
    const rows = recordOf(plane.plane, exam());
    expect(rows.map((row) => [row.bootAt - monday, row.actionName, row.reason, row.sha256?.length])).toEqual([
      [0, 'Kiosk', 'exam', 64],
      [10 * minute, 'Kiosk', 'exam', 64],
    ]);
    plane.pass(minute);
    storeEnd(plane.plane, exam(), plane.now());
    plane.store.computers.remove(computer.id);
    expect(recordOf(plane.plane, exam())).toEqual(rows);
  });

  it('have in the record each file that they were handed, with the hash that it had', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rollcall-exam-files-'));
    const kernel = join(folder, 'vmlinuz');
    const plane = testPlane();
    const linux = { kind: 'linux', parameters: { kernel, initrd: [] } };
    const { computer, exam } = examOn(plane, false, plane.addComputer(mac, 'PC-02'), linux as never);
    const http = httpService(plane.plane);
    const handed = async (content: string, method: 'GET' | 'HEAD') => {
      writeFileSync(kernel, content);
      const url = new URL(/http:\S+vmlinuz\S+/.exec(await bootOnce(plane, computer))?.[0] ?? '');
      const [, , action, slot = '', name = ''] = url.pathname.split('/');
      await http.file(Number(action), slot, name, url.searchParams.get('boot'), { ...request, method });
    };
    const file = (content: string) => ({
      name: 'vmlinuz',
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    const contents = ['kernel '.repeat(90_000), 'another'] as const;
    await handed(contents[0], 'GET');
    await vi.waitFor(() => expect(recordOf(plane.plane, exam())[0]?.files).toEqual([file(contents[0])]));
    plane.pass(10 * minute);
    await handed(contents[1], 'GET');
    await vi.waitFor(() => expect(recordOf(plane.plane, exam())[1]?.files).toEqual([file(contents[1])]));
    plane.pass(10 * minute);
    await handed(contents[1], 'HEAD');
    expect(recordOf(plane.plane, exam()).map(({ files }) => files.length)).toEqual([1, 1, 0]);
    rmSync(folder, { recursive: true });
  });

  it('are of the exam although a menu was on the screen when it began', async () => {
    const plane = testPlane();
    const computer = plane.addComputer(mac, 'PC-02');
    const menu = { name: 'Menu', kind: 'client-menu', parameters: { items: ['Local disk'] } };
    plane.addTask(computer, plane.store.actions.add(menu).id);
    await bootOnce(plane, computer);
    examOn(plane, false, computer);
    const chosen = {
      kind: 'choose',
      actionId: 1,
      token: plane.plane.recorder.newest(computer.id)?.token ?? '',
    } as const;
    expect(answerQuestion(plane.plane, mac, request, chosen).text).toContain('echo for 4711');
  });

  it('are of the exam although the loader tries again with what it got before it began', async () => {
    const plane = testPlane();
    const computer = plane.addComputer(mac, 'PC-02');
    const before = await bootOnce(plane, computer);
    expect(answerScript(plane.plane, mac, request).text).toBe(before);
    examOn(plane, false, computer);
    const again = answerScript(plane.plane, mac, request);
    await again.ready;
    await again.served();
    expect(again.text).toContain('echo for 4711');
    expect(plane.plane.recorder.newest(computer.id)?.reason).toBe('exam');
  });

  it('take the default again once the exam is over', async () => {
    const plane = testPlane();
    const { computer, exam } = examOn(plane);
    storeEnd(plane.plane, exam(), plane.now());
    await bootOnce(plane, computer);
    expect(plane.plane.recorder.newest(computer.id)?.reason).toBe('global default');
  });

  it('are told no router and no DNS server in a closed exam, and all of it afterwards', () => {
    const server = { router: '10.77.0.254', dns: ['10.77.0.253'] };
    const plane = testPlane();
    const { computer } = examOn(plane, true);
    const other = plane.addComputer('52:54:00:00:00:03', 'PC-03');
    expect(networkOf(plane.plane, computer, server)).toEqual({ router: null, dns: [] });
    expect(networkOf(plane.plane, other, server)).toBe(server);
    plane.pass(60 * minute);
    expect(networkOf(plane.plane, computer, server)).toBe(server);
  });

  it('find neither in a real answer of the DHCP server', () => {
    const plane = testPlane();
    examOn(plane, true);
    const settings = { ...plane.plane.serving.settings, router: '10.77.0.254', dns: ['10.77.0.253'] };
    const serving = { ...plane.plane.serving, settings };
    const port = dhcpService({ ...plane.plane, serving }, { first: '10.77.0.100', last: '10.77.0.101' });
    const told = () => {
      const discover = requestWith([
        makeOption('messageType', 'discover'),
        makeOption('parameterRequestList', [1, 3, 6]),
      ]);
      const decision = port.answer(discover, 67);
      if (decision.kind !== 'reply') throw new Error(decision.kind);
      return [readOption(decision.packet, 'router'), readOption(decision.packet, 'domainNameServer')];
    };
    expect(told()).toEqual([null, null]);
    plane.pass(60 * minute);
    expect(told()).toEqual([['10.77.0.254'], ['10.77.0.253']]);
  });

  it('have left when their system gives its address back', () => {
    const plane = testPlane();
    const { computer, exam } = examOn(plane);
    plane.pass(14 * minute);
    noteLeft(plane.plane, computer);
    expect(exam().seats[0]?.leftAt).toBe(monday + 14 * minute);
    expect(plane.events().filter((event) => event.kind === 'exam')).toHaveLength(1);
  });
});
