import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { httpService } from '../../electron/engine/http-service.ts';
import { startBootServer } from '../../electron/http/server.ts';
import { ask } from '../http/support.ts';
import { type TestPlane, testPlane } from './plane.ts';

/** The files of a mirror folder over a real connection, for the boot that was given its menu. */
let outside: string;
let test: TestPlane;
let port: number;
let close: () => Promise<void>;
let tree: string;

beforeEach(async () => {
  outside = mkdtempSync(join(tmpdir(), 'rollcall-mirror-'));
  const mirror = join(outside, 'mirror');
  mkdirSync(join(mirror, 'utils'), { recursive: true });
  writeFileSync(join(mirror, 'menu.ipxe'), '#!ipxe\nshell\n');
  writeFileSync(join(mirror, 'utils/memdisk'), '0123456789');
  writeFileSync(join(outside, 'secret'), 'not for machines');
  symlinkSync(join(outside, 'secret'), join(mirror, 'link'));
  symlinkSync(outside, join(mirror, 'up'));
  test = testPlane();
  const computer = test.addComputer('52:54:00:00:00:02', 'PC-02');
  const { id } = test.store.actions.add({ name: 'Menu', kind: 'netboot-xyz', parameters: { mirror } });
  test.addTask(computer, id);
  const script = httpService(test.plane).script(computer.mac, { client: '127.0.0.1', method: 'GET', userAgent: '' });
  await script.ready;
  await script.served();
  tree = new URL(/set live_endpoint (\S+)/.exec(script.text)?.[1] ?? '').pathname;
  const server = await startBootServer({ card: 'lo', address: '127.0.0.1', port: 0, boot: httpService(test.plane) });
  port = server.port;
  close = () => server.close();
});

afterEach(async () => {
  await close();
  test.store.close();
  rmSync(outside, { recursive: true, force: true });
});

describe('a mirror that is a folder of this computer', () => {
  it('is served below the address that its menus are told', async () => {
    expect(await ask(port, `${tree}/menu.ipxe`)).toMatchObject({ status: 200, text: '#!ipxe\nshell\n' });
  });

  it('is served in ranges', async () => {
    const answer = await ask(port, `${tree}/utils/memdisk`, { headers: { range: 'bytes=2-4' } });
    expect(answer).toMatchObject({ status: 206, text: '234' });
  });

  it.each([
    ['/link', 404],
    ['/up/secret', 404],
    ['/utils', 404],
    ['/nothing', 404],
    ['/../secret', 400],
    ['/%2e%2e/secret', 400],
    ['/utils/..%2f..%2fsecret', 400],
  ])('has nothing at %s', async (path, status) => {
    expect((await ask(port, `${tree}${path}`)).status).toBe(status);
  });
});
