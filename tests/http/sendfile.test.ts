import { once } from 'node:events';
import { open, truncate, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { descriptorOf, openSendfile } from '../../electron/http/sendfile.ts';
import { folder } from './support.ts';

/** Both ends of a connection; the far end does not read. */
async function pair(): Promise<{ near: Socket; far: Socket }> {
  const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const near = connect(server.address() as { port: number });
  const [far] = (await once(server, 'connection')) as [Socket];
  onTestFinished(() => {
    near.destroy();
    far.destroy();
    server.close();
  });
  return { near, far };
}

describe.runIf(process.platform === 'linux')('the kernel copies from a file to a socket', () => {
  const kernel = openSendfile();

  it('from the place that is named, without moving the file', async () => {
    const path = join(await folder(), 'x');
    await writeFile(path, '0123456789');
    const file = await open(path);
    const { near, far } = await pair();
    const socket = descriptorOf(near) ?? -1;
    expect(kernel?.send(socket, file.fd, 4, 3)).toEqual({ kind: 'sent', bytes: 3 });
    expect(kernel?.send(socket, file.fd, 8, 100)).toEqual({ kind: 'sent', bytes: 2 });
    expect(kernel?.send(socket, file.fd, 10, 100)).toEqual({ kind: 'sent', bytes: 0 });
    near.end();
    let came = '';
    far.setEncoding('latin1').on('data', (chunk) => {
      came += chunk;
    });
    far.resume();
    await once(far, 'end');
    expect(came).toBe('45689');
    await file.close();
  });

  it('until the socket is full, and then says so instead of waiting', async () => {
    const path = join(await folder(), 'x');
    await writeFile(path, '');
    await truncate(path, 256 * 1_048_576);
    const file = await open(path);
    const { near } = await pair();
    const socket = descriptorOf(near) ?? -1;
    let outcome = kernel?.send(socket, file.fd, 0, 1_048_576);
    for (let calls = 0; outcome?.kind === 'sent' && calls < 10_000; calls++) {
      outcome = kernel?.send(socket, file.fd, 0, 1_048_576);
    }
    expect(outcome).toEqual({ kind: 'full' });
    await file.close();
  });

  it('and tells an error by its number', () => {
    expect(kernel?.send(-1, -1, 0, 1)).toEqual({ kind: 'failed', errno: 9 });
  });

  it('reads at once what is in memory, all or nothing', async () => {
    const path = join(await folder(), 'x');
    await writeFile(path, '0123456789');
    const file = await open(path);
    const into = Buffer.alloc(8);
    expect(kernel?.readHot(file.fd, 3, into.subarray(2, 6))).toBe(true);
    expect(into.toString('latin1')).toBe('\0\x003456\0\0');
    expect(kernel?.readHot(file.fd, 8, into.subarray(0, 3))).toBe(false);
    await file.close();
  });
});

it('a closed socket has no descriptor', async () => {
  const { near } = await pair();
  near.destroy();
  expect(descriptorOf(near)).toBeNull();
});
