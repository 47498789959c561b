import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Computer } from '../../electron/contract/model.ts';
import { tftpService } from '../../electron/engine/tftp-service.ts';
import type { TftpAnswer, TftpPort, TftpReport } from '../../electron/tftp/port.ts';
import { type TestPlane, testPlane } from './plane.ts';

const client = '10.77.0.102';
const stranger = '10.77.0.103';

let folder: string;
let test: TestPlane;
let port: TftpPort;
let computer: Computer;
let linux: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-grub-'));
  for (const name of ['vmlinuz', 'initrd.img', 'other']) writeFileSync(join(folder, name), name.repeat(100));
  test = testPlane();
  computer = test.addComputer('52:54:00:00:00:02', 'PC-02');
  const parameters = { kernel: join(folder, 'vmlinuz'), initrd: join(folder, 'initrd.img'), cmdline: 'quiet' };
  linux = test.store.actions.add({ name: 'Lab Linux', kind: 'linux', parameters }).id;
  test.addTask(computer, linux);
  test.plane.addresses.learn(client, computer.mac, 'granted');
  test.plane.addresses.learn(stranger, '52:54:00:00:00:03', 'granted');
  port = tftpService(test.plane);
  return () => {
    test.store.close();
    rmSync(folder, { recursive: true });
  };
});

const open = async (name: string, from = client): Promise<TftpAnswer> => port.open(name, from);

const textOf = async (name: string, from = client): Promise<string> => {
  const answer = await open(name, from);
  return answer.kind === 'file' && answer.content.kind === 'bytes'
    ? new TextDecoder().decode(answer.content.bytes)
    : answer.kind;
};

async function transferred(name: string, kind: 'sent' | 'failed' = 'sent'): Promise<void> {
  const transfer = { id: 1, client, name, size: 10, sent: 10, blockSize: 1_024, windowSize: 1, retransmitted: 0 };
  const whole = { ...transfer, timeouts: 0, milliseconds: 5 };
  const why = { code: 'words', words: 'no answer' } as const;
  const report: TftpReport = kind === 'sent' ? { kind, transfer: whole } : { kind, transfer: whole, why };
  port.report(report);
  await test.plane.recorder.flushed();
}

const history = () => test.store.history.list({ computerId: computer.id, limit: 10 });

describe('a machine that starts by GRUB', () => {
  it('gets its task as a text of its own, and the task is executed once', async () => {
    const text = await textOf('grub/grub.cfg');
    expect(text).toMatch(/^# Rollcall\necho 'Rollcall: Lab Linux for PC-02'\nif linux /);
    expect(history()).toEqual([]);
    await transferred('grub/grub.cfg');
    await transferred('grub/grub.cfg');
    expect(history()).toMatchObject([{ actionName: 'Lab Linux', reason: 'task', script: text }]);
  });

  it('that broke off gets the task anew', async () => {
    await textOf('grub/grub.cfg');
    await transferred('grub/grub.cfg', 'failed');
    expect(history()).toEqual([]);
    expect(await textOf('grub/grub.cfg')).toContain('Lab Linux');
  });

  it('gets the files of what it was given, and of no other action', async () => {
    const other = test.store.actions.add({
      name: 'Other',
      kind: 'linux',
      parameters: { kernel: join(folder, 'other') },
    });
    await textOf('grub/grub.cfg');
    await transferred('grub/grub.cfg');
    expect(await open(`grub/file/${linux}/kernel/vmlinuz`)).toMatchObject({
      kind: 'file',
      content: { kind: 'path', path: join(folder, 'vmlinuz'), size: 700 },
    });
    for (const name of [`${other.id}/kernel/other`, `${linux}/initrd9/x`, `${linux}/kernel`, 'x/kernel/vmlinuz'])
      expect(await open(`grub/file/${name}`)).toMatchObject({ kind: 'missing' });
  });

  it('says by its own texts that it starts the kernel, or could not', async () => {
    await textOf('grub/grub.cfg');
    await transferred('grub/grub.cfg');
    await transferred('grub/failed');
    expect(test.facts(computer).at(-1)).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('GRUB could not'),
    });
    await transferred('grub/started');
    expect(test.facts(computer).at(-1)).toEqual({ kind: 'started', actionName: 'Lab Linux' });
  });

  it('is told what Secure Boot does not let start', async () => {
    const { id } = test.store.actions.add({ name: 'Memory test', kind: 'memtest', parameters: { bios: '/srv/m.bin' } });
    for (const task of test.store.tasks.list()) test.store.tasks.remove(task.id);
    test.addTask(computer, id);
    expect(await textOf('grub/grub.cfg')).toContain(
      'Secure Boot does not let the action “Memory test” start'.replaceAll(/[“”]/g, '"'),
    );
  });
});

describe('who is no machine of ours', () => {
  it('gets no text and no file', async () => {
    await textOf('grub/grub.cfg');
    expect(await textOf('grub/grub.cfg', '10.77.0.199')).toBe('missing');
    expect(await open(`grub/file/${linux}/kernel/vmlinuz`, stranger)).toMatchObject({ kind: 'missing' });
    expect(await textOf('grub/started', '10.77.0.199')).toBe('missing');
  });
});
