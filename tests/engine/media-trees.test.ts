import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { httpService } from '../../electron/engine/http-service.ts';
import { startBootServer } from '../../electron/http/server.ts';
import { ask } from '../http/support.ts';
import { type TestPlane, testPlane } from './plane.ts';

/** Files of an image over a real connection: by their slot, by the tree of the boot, and by the client's address. */
let folder = '';
let test: TestPlane;
let port = 0;
let close: () => Promise<void>;

const files = {
  'sysresccd/boot/x86_64/vmlinuz': 'kernel of the disc',
  'sysresccd/boot/x86_64/sysresccd.img': 'initrd of the disc',
  'sysresccd/x86_64/airootfs.sfs': 'squashfs of the disc',
  'docs/kiosk.sgn': 'signed settings',
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-trees-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'tree', path)), { recursive: true });
    writeFileSync(join(folder, 'tree', path), content);
  }
  const words = ['-as', 'mkisofs', '-quiet', '-J', '-R', '-o', join(folder, 'rescue.iso'), join(folder, 'tree')];
  execFileSync('xorriso', words, { stdio: 'ignore' });
  test = testPlane();
  const server = await startBootServer({
    card: 'lo',
    address: '127.0.0.1',
    port: 0,
    boot: httpService(test.plane),
  });
  port = server.port;
  close = () => server.close();
});

afterEach(async () => {
  await close();
  test.store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A machine that was given the action, and the token of that boot. */
function booted(): { readonly actionId: number; readonly token: string } {
  const computer = test.addComputer('52:54:00:00:00:02', 'PC-02');
  const parameters = { image: join(folder, 'rescue.iso') };
  const { id: actionId } = test.store.actions.add({ name: 'Rescue', kind: 'systemrescue', parameters });
  const { machines, recorder, addresses } = test.plane;
  machines.changed(test.store.computers.set(computer.id, { defaultActionId: actionId }));
  const asks = { client: '127.0.0.1', method: 'GET', userAgent: 'iPXE/2.0.0' } as const;
  httpService(test.plane).script(computer.mac, asks).served();
  addresses.learn('127.0.0.1', computer.mac, 'granted');
  recorder.flush();
  const token = recorder.newest(computer.id)?.token ?? '';
  return { actionId, token };
}

describe('a file of an image', () => {
  it('is handed out by its slot and its name', async () => {
    const { actionId, token } = booted();
    const answer = await ask(port, `/files/${actionId}/kernel/vmlinuz?boot=${token}`);
    expect(answer).toMatchObject({ status: 200, text: 'kernel of the disc' });
  });

  it('is handed out by its place in the tree to the boot that was given the action, in any case', async () => {
    const { actionId, token } = booted();
    const answer = await ask(port, `/tree/${actionId}/${token}/sysresccd//x86_64/AIROOTFS.SFS`);
    expect(answer).toMatchObject({ status: 200, text: 'squashfs of the disc' });
    const part = await ask(port, `/tree/${actionId}/${token}/sysresccd/x86_64/airootfs.sfs`, {
      headers: { Range: 'bytes=9-10' },
    });
    expect(part).toMatchObject({ status: 206, text: 'of' });
  });

  it('is handed out at the root to the machine that has the address', async () => {
    booted();
    expect(await ask(port, '/docs/kiosk.sgn')).toMatchObject({ status: 200, text: 'signed settings' });
    expect((await ask(port, '/docs/other.sgn')).status).toBe(404);
  });

  it.each([
    ['another boot', (id: number) => `/tree/${id}/nobody/docs/kiosk.sgn`],
    ['another action', (_id: number, token: string) => `/tree/1/${token}/docs/kiosk.sgn`],
    ['a place that is not there', (id: number, token: string) => `/tree/${id}/${token}/docs/none`],
    ['a folder', (id: number, token: string) => `/tree/${id}/${token}/docs`],
  ])('is not handed out to %s', async (_case, pathOf) => {
    const { actionId, token } = booted();
    expect((await ask(port, pathOf(actionId, token))).status).toBe(404);
  });

  it('is not handed out at the root to a machine that nobody knows', async () => {
    expect((await ask(port, '/docs/kiosk.sgn')).status).toBe(404);
  });

  it('that Porteus Kiosk needs for PXE is missed by name, and the log says how an image with it is made', async () => {
    const computer = test.addComputer('52:54:00:00:00:02', 'PC-02');
    const parameters = { image: join(folder, 'rescue.iso') };
    const { id } = test.store.actions.add({ name: 'Kiosk', kind: 'kiosk', parameters });
    test.addTask(computer, id);
    test.plane.addresses.learn('127.0.0.1', computer.mac, 'granted');
    const asks = { client: '127.0.0.1', method: 'GET', userAgent: 'iPXE/2.0.0' } as const;
    httpService(test.plane).script(computer.mac, asks).served();
    const token = test.plane.recorder.newest(computer.id)?.token ?? '';
    expect((await ask(port, `/files/${id}/initrd2/initrdpxe.xz?boot=${token}`)).status).toBe(404);
    const file = 'boot/pxelinux.cfg/initrdpxe.xz';
    expect(test.facts(computer).at(-1)).toMatchObject({ why: { cause: { code: 'http-kiosk-no-pxe', file } } });
  });

  it('of an image that is gone is refused, and the log says why', async () => {
    const { actionId, token } = booted();
    rmSync(join(folder, 'rescue.iso'));
    expect((await ask(port, `/tree/${actionId}/${token}/docs/kiosk.sgn`)).status).toBe(404);
    const computer = test.store.computers.byMac('52:54:00:00:00:02');
    const facts = computer ? test.facts(computer) : [];
    expect(facts.at(-1)).toMatchObject({ kind: 'ignored', why: { cause: { code: 'file-cannot-open' } } });
  });
});
