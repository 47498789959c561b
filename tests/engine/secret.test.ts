import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { httpService } from '../../electron/engine/http-service.ts';
import type { FileAnswer, HttpRequestFacts } from '../../electron/http/port.ts';
import { openStore } from '../../electron/store/store.ts';
import { minute, type TestPlane, testPlane } from './plane.ts';

const mac = '52:54:00:00:00:02';
const machine = { client: '10.77.0.102', method: 'GET' as const, userAgent: 'iPXE/2.0.0' };
const stranger = { ...machine, client: '10.77.0.103' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A machine whose task hands over an answer file, after it has got its script. */
async function withAnswerFile(test: TestPlane = testPlane()) {
  const computer = test.addComputer(mac, 'PC-02');
  const { id } = test.store.actions.add({
    name: 'WinPE',
    kind: 'winpe',
    parameters: { wim: '/srv/boot.wim', answerFile: '<unattend>${computername} s3cret</unattend>' },
  });
  const task = test.addTask(computer, id, { notAfter: test.now() + 30 * minute });
  test.plane.addresses.learn(machine.client, mac, 'granted');
  test.plane.addresses.learn(stranger.client, '52:54:00:00:00:03', 'granted');
  const script = httpService(test.plane).script(mac, machine);
  await script.ready;
  await script.served();
  const token = /unattend\.xml\?boot=(\w+)/.exec(script.text)?.[1] ?? null;
  const ask = (request: HttpRequestFacts = machine, boot = token) =>
    textOf(httpService(test.plane).file(id, 'answer', 'unattend.xml', boot, request));
  return { test, id, task, token, ask, path: `/files/${id}/answer/unattend.xml` };
}

async function textOf(given: FileAnswer | Promise<FileAnswer>): Promise<string> {
  const answer = await given;
  return answer.kind === 'bytes' ? Buffer.from(answer.bytes).toString() : answer.kind;
}

const answerFile = '<unattend>PC-02 s3cret</unattend>';

describe('a text that holds passwords', () => {
  it('is served once to the boot that it was made for', async () => {
    const { ask } = await withAnswerFile();
    expect([await ask(), await ask(), await ask()]).toEqual([answerFile, 'gone', 'gone']);
  });

  it('is served to no other machine, and not used up by its asking', async () => {
    const { ask } = await withAnswerFile();
    expect([await ask(stranger), await ask()]).toEqual(['missing', answerFile]);
  });

  it('is served to nobody who does not know the boot', async () => {
    const { ask } = await withAnswerFile();
    expect([await ask(machine, null), await ask(machine, 'token9'), await ask()]).toEqual([
      'missing',
      'missing',
      answerFile,
    ]);
  });

  it('is not used up by a look at its head', async () => {
    const { ask } = await withAnswerFile();
    const head = { ...machine, method: 'HEAD' as const };
    expect([await ask(head), await ask(head), await ask()]).toEqual([answerFile, answerFile, answerFile]);
  });

  it('is there until the window of the task has passed', async () => {
    const { test, ask } = await withAnswerFile();
    test.pass(30 * minute - 1);
    expect(await ask()).toBe(answerFile);
  });

  it('is gone when the window of the task has passed', async () => {
    const { test, ask } = await withAnswerFile();
    test.pass(30 * minute);
    expect(await ask()).toBe('gone');
  });

  it('may be asked for again when its download broke', async () => {
    const { test, ask, path, token } = await withAnswerFile();
    expect(await ask()).toBe(answerFile);
    const transfer = { id: 1, client: machine.client, path, boot: token, name: 'unattend.xml' };
    const progress = { size: 33, total: 33, sent: 10, milliseconds: 5 };
    const why = { code: 'http-closed-by-machine' } as const;
    httpService(test.plane).report({ kind: 'failed', transfer: { ...transfer, ...progress }, why });
    expect([await ask(), await ask()]).toEqual([answerFile, 'gone']);
  });

  it('is served to each boot of a task for every boot', async () => {
    const first = await withAnswerFile();
    expect(await first.ask()).toBe(answerFile);
    const computer = first.test.plane.machines.find(mac)!;
    first.test.addTask(computer, first.id, { repeat: 'every boot' });
    httpService(first.test.plane).beacon(first.token ?? '', { kind: 'started' }, machine);
    first.test.pass(5 * minute);
    const script = httpService(first.test.plane).script(mac, machine);
    await script.ready;
    await script.served();
    const token = /unattend\.xml\?boot=(\w+)/.exec(script.text)?.[1] ?? null;
    expect(token).not.toBe(first.token);
    expect([await first.ask(machine, token), await first.ask(machine, token)]).toEqual([answerFile, 'gone']);
  });

  it('stays used up after a restart, and another one of the same boot can still be had', async () => {
    const file = join(folder, 'rollcall.db');
    const before = testPlane({}, openStore(file));
    const { id, token, ask } = await withAnswerFile(before);
    expect(await ask()).toBe(answerFile);
    before.store.close();
    const after = testPlane({}, openStore(file));
    after.plane.addresses.learn(machine.client, mac, 'granted');
    const askAgain = (slot: string, name: string) =>
      textOf(httpService(after.plane).file(id, slot, name, token, machine));
    expect(await askAgain('answer', 'unattend.xml')).toBe('gone');
    expect(await askAgain('startnet', 'startnet.cmd')).toContain('wpeinit');
    after.store.close();
  });

  it('never stands in the log or in the history', async () => {
    const { test, ask } = await withAnswerFile();
    await ask();
    const computer = test.plane.machines.find(mac)!;
    const kept = JSON.stringify([test.store.history.list({ limit: 10 }), test.facts(computer), test.events()]);
    expect(kept).not.toContain('s3cret</unattend>');
  });
});

describe('a text that holds none', () => {
  it('may be asked for again by its boot', async () => {
    const { test, id, token } = await withAnswerFile();
    const ask = () => textOf(httpService(test.plane).file(id, 'shell', 'winpeshl.ini', token, machine));
    expect(await ask()).toContain('[LaunchApps]');
    expect(await ask()).toBe(await ask());
  });
});
