import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readFile, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FileAnswer } from '../../electron/http/port.ts';
import { ask, dial, fetchHash, folder, hashOf, largeFile, type Running, serve } from './support.ts';

// Megabytes through a busy machine take their time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const MiB = 1_048_576;
const address = '/files/1/kernel/vmlinuz?boot=tok';

function serveFile(path: string, options = {}): Promise<Running> {
  const answer: FileAnswer = { kind: 'path', path, name: 'vmlinuz' };
  return serve({ file: () => answer }, options);
}

async function smallFile(content = '0123456789'): Promise<string> {
  const path = join(await folder(), 'vmlinuz');
  await writeFile(path, content);
  return path;
}

describe('a file', () => {
  it('comes whole, with all that a loader wants to know of it', async () => {
    const { port, told } = await serveFile(await smallFile());
    const answer = await ask(port, address);
    expect(answer).toMatchObject({ status: 200, text: '0123456789' });
    expect(answer.headers).toMatchObject({
      'content-length': '10',
      'content-type': 'application/octet-stream',
      'accept-ranges': 'bytes',
      etag: expect.stringMatching(/^"[0-9a-f-]+"$/),
      'last-modified': expect.stringMatching(/ GMT$/),
    });
    const facts = {
      client: '127.0.0.1',
      path: '/files/1/kernel/vmlinuz',
      boot: 'tok',
      name: 'vmlinuz',
      size: 10,
      total: 10,
    };
    await told.report('sent');
    expect(told.reports).toMatchObject([
      { kind: 'started', transfer: { ...facts, sent: 0 } },
      { kind: 'sent', transfer: { ...facts, sent: 10 } },
    ]);
  });

  it('tells its length by HEAD and reports no transfer', async () => {
    const { port, told, close } = await serveFile(await smallFile());
    const answer = await ask(port, address, { method: 'HEAD', headers: { Range: 'bytes=0-1' } });
    expect(answer).toMatchObject({ status: 200, text: '', headers: { 'content-length': '10' } });
    await close();
    expect(told.all).toEqual([]);
  });

  it('may be empty', async () => {
    const { port, told } = await serveFile(await smallFile(''));
    expect(await ask(port, address)).toMatchObject({ status: 200, text: '', headers: { 'content-length': '0' } });
    expect(await told.report('sent')).toMatchObject({ transfer: { sent: 0, size: 0 } });
  });

  it('comes in part, and what was asked is what is counted', async () => {
    const { port, told } = await serveFile(await smallFile());
    const answer = await ask(port, address, { headers: { Range: 'bytes=3-5' } });
    expect(answer).toMatchObject({ status: 206, text: '345' });
    expect(answer.headers).toMatchObject({ 'content-range': 'bytes 3-5/10', 'content-length': '3' });
    expect(await told.report('sent')).toMatchObject({ transfer: { size: 3, total: 10, sent: 3 } });
  });

  it('past its end is refused with its length', async () => {
    const { port, told } = await serveFile(await smallFile());
    const answer = await ask(port, address, { headers: { Range: 'bytes=10-' } });
    expect(answer).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */10' } });
    expect(told.reports).toMatchObject([{ kind: 'refused', boot: 'tok' }]);
  });

  it('is not sent again to who has it', async () => {
    const { port, told, close } = await serveFile(await smallFile());
    const { headers } = await ask(port, address, { method: 'HEAD' });
    const again = await ask(port, address, { headers: { 'If-None-Match': String(headers.etag) } });
    expect(again).toMatchObject({ status: 304, text: '', headers: { etag: headers.etag } });
    await close();
    expect(told.all).toEqual([]);
  });

  it('that was replaced between two parts is not mixed with the old one', async () => {
    const path = await smallFile();
    const { port } = await serveFile(path);
    const { headers } = await ask(port, address, { headers: { Range: 'bytes=0-4' } });
    await writeFile(`${path}.new`, 'abcdefghij');
    await rename(`${path}.new`, path);
    const tag = String(headers.etag);
    const rest = { Range: 'bytes=5-' };
    expect(await ask(port, address, { headers: { ...rest, 'If-Match': tag } })).toMatchObject({ status: 412 });
    expect(await ask(port, address, { headers: { ...rest, 'If-Range': tag } })).toMatchObject({
      status: 200,
      text: 'abcdefghij',
    });
  });

  it('has another tag after a write that leaves its length', async () => {
    const path = await smallFile();
    const { port } = await serveFile(path);
    const before = await ask(port, address, { method: 'HEAD' });
    await utimes(path, 1, 1);
    const after = await ask(port, address, { method: 'HEAD' });
    expect(after.headers['content-length']).toBe(before.headers['content-length']);
    expect(after.headers.etag).not.toBe(before.headers.etag);
  });

  it.each([
    ['that is gone from the disk', 'missing', { code: 'file-cannot-open', error: 'ENOENT' }],
    ['that is a folder', 'folder', { code: 'file-not-a-file' }],
  ])('%s is answered 404, with the reason in the report', async (_case, name, why) => {
    const base = await folder();
    await mkdir(join(base, 'folder'));
    const { port, told } = await serveFile(join(base, name));
    expect(await ask(port, address)).toMatchObject({ status: 404 });
    expect(told.reports).toMatchObject([{ kind: 'missing', boot: 'tok', why }]);
  });
});

describe('generated bytes', () => {
  it('are sent as a file is, with tag, type and parts', async () => {
    const bytes = Buffer.from('#!ipxe\nshell\n');
    const { port, told } = await serve({ root: (name) => ({ kind: 'bytes', bytes, name, etag: 'v1' }) });
    const answer = await ask(port, '/autoexec.ipxe');
    expect(answer).toMatchObject({ status: 200, text: '#!ipxe\nshell\n' });
    expect(answer.headers).toMatchObject({ etag: '"v1"', 'content-type': 'text/plain; charset=utf-8' });
    expect(await told.report('sent')).toMatchObject({ transfer: { path: '/autoexec.ipxe', boot: null, size: 13 } });
    const part = await ask(port, '/autoexec.ipxe', { headers: { Range: 'bytes=-6' } });
    expect(part).toMatchObject({ status: 206, text: 'shell\n' });
  });

  it('of a megabyte come whole too', async () => {
    const path = await largeFile(join(await folder(), 'x'), 1 * MiB + 12_345);
    const bytes = await readFile(path);
    const { port } = await serve({ root: (name) => ({ kind: 'bytes', bytes, name, etag: 'v1' }) });
    expect(await fetchHash(port, '/snponly.efi')).toEqual({
      status: 200,
      bytes: bytes.length,
      hash: await hashOf(path, 0, bytes.length),
      cut: false,
    });
  });
});

/** 96 MiB of zeros that take no time to write: more than all buffers between two sockets hold. */
async function hugeFile(): Promise<string> {
  const path = await smallFile('');
  await truncate(path, 96 * MiB);
  return path;
}

describe.each([
  ['copied by the kernel', true],
  ['by reads and writes, as systems without sendfile do it', false],
])('a large file %s', (_way, kernelCopy) => {
  const size = 12 * MiB + 4_321;
  let base: string;
  let large: string;

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'rollcall-http-'));
    large = await largeFile(join(base, 'vmlinuz'), size);
  });
  afterAll(() => rm(base, { recursive: true, force: true }));

  it.each([
    ['whole', undefined, 0, size - 1],
    ['from an odd byte on', `bytes=${5 * MiB + 7}-`, 5 * MiB + 7, size - 1],
    ['a part within', `bytes=1000001-${9 * MiB}`, 1_000_001, 9 * MiB],
    ['its end', `bytes=-${3 * MiB}`, size - 3 * MiB, size - 1],
    ['just one piece', `bytes=0-65535`, 0, 65_535],
    ['one piece and a byte', `bytes=0-65536`, 0, 65_536],
    ['two pieces and a byte', `bytes=1-131073`, 1, 131_073],
  ])('arrives byte for byte: %s', async (_case, range, first, last) => {
    const { port, told } = await serveFile(large, { kernelCopy });
    const fetched = await fetchHash(port, address, range ? { Range: range } : {});
    expect(fetched).toMatchObject({ bytes: last - first + 1, hash: await hashOf(large, first, last), cut: false });
    expect(await told.report('sent')).toMatchObject({ transfer: { sent: last - first + 1, total: size } });
  });

  it('arrives byte for byte at eight clients at once, each from another place', async () => {
    const { port } = await serveFile(large, { kernelCopy });
    const starts = Array.from({ length: 8 }, (_, at) => at * 1_234_567);
    const fetched = await Promise.all(starts.map((start) => fetchHash(port, address, { Range: `bytes=${start}-` })));
    const wanted = await Promise.all(starts.map((start) => hashOf(large, start, size)));
    expect(fetched.map(({ hash }) => hash)).toEqual(wanted);
  });

  it('waits in the file, not in memory, while a client does not read', async () => {
    const path = await hugeFile();
    const { port, told, close } = await serveFile(path, { kernelCopy });
    const sockets = await Promise.all(Array.from({ length: 8 }, () => dial(port)));
    const before = process.memoryUsage();
    for (const socket of sockets) {
      socket.write(`GET ${address} HTTP/1.1\r\nHost: x\r\n\r\n`);
      await once(socket, 'data');
      socket.pause();
    }
    const after = process.memoryUsage();
    const grown = after.arrayBuffers + after.external - before.arrayBuffers - before.external;
    expect(grown).toBeLessThan(48 * MiB);
    await close();
    expect(told.all.filter((what) => what === 'failed')).toHaveLength(8);
    expect(told.all).not.toContain('sent');
  });

  it('reports how far it came when the machine leaves in the middle', async () => {
    const path = await hugeFile();
    const { port, told } = await serveFile(path, { kernelCopy });
    const socket = await dial(port);
    socket.write(`GET ${address} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(socket, 'data');
    socket.resetAndDestroy();
    const failed = await told.report('failed');
    expect(failed).toMatchObject({
      why: { code: 'http-closed-by-machine' },
      transfer: { boot: 'tok', total: 96 * MiB },
    });
    expect(failed.transfer.sent).toBeLessThan(96 * MiB);
    expect(told.all).not.toContain('sent');
    expect(await ask(port, address, { method: 'HEAD' })).toMatchObject({ status: 200 });
  });

  it('is given up when the machine takes nothing for too long', async () => {
    const path = await hugeFile();
    const { port, told } = await serveFile(path, { kernelCopy, limits: { stall: 100 } });
    const socket = await dial(port);
    socket.write(`GET ${address} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(socket, 'data');
    socket.pause();
    expect(await told.report('failed')).toMatchObject({ why: { code: 'http-machine-slow' } });
  });

  it.each([
    ['shortened', (path: string) => truncate(path, 40 * MiB)],
    ['lengthened', (path: string) => appendFile(path, 'more')],
    ['written again', (path: string) => utimes(path, 1, 1)],
  ])('that is %s on the way stays incomplete, and says so', async (_case, change) => {
    const path = await hugeFile();
    const { port, told } = await serveFile(path, { kernelCopy });
    const socket = await dial(port);
    let bytes = 0;
    socket.write(`GET ${address} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(socket, 'data');
    socket.pause();
    await change(path);
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    const closed = once(socket, 'close');
    socket.resume();
    expect(await told.report('failed')).toMatchObject({ why: { code: 'file-changed' } });
    await closed;
    expect(bytes).toBeLessThan(96 * MiB);
  });

  it('that is replaced by another on the way arrives as it was', async () => {
    const path = await largeFile(join(await folder(), 'vmlinuz'), size);
    const wanted = await hashOf(path, 0, size);
    const other = await largeFile(join(await folder(), 'other'), 1 * MiB);
    const { port, told } = await serveFile(path, { kernelCopy });
    const fetching = fetchHash(port, address);
    await told.report('started');
    await rename(other, path);
    expect(await fetching).toMatchObject({ bytes: size, hash: wanted, cut: false });
  });

  it('is followed by the next answer on the same connection', async () => {
    const path = await largeFile(join(await folder(), 'vmlinuz'), 3 * MiB);
    const { port } = await serveFile(path, { kernelCopy });
    const socket = await dial(port);
    const parts: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => parts.push(chunk));
    const closed = once(socket, 'close');
    const question = `GET ${address} HTTP/1.1\r\nHost: x\r\n`;
    socket.write(`${question}\r\n${question}Range: bytes=1-2000000\r\n\r\n${question}Connection: close\r\n\r\n`);
    await closed;
    const bodies = bodiesOf(Buffer.concat(parts));
    expect(bodies.map(({ length }) => length)).toEqual([3 * MiB, 2_000_000, 3 * MiB]);
    expect(bodies[1]?.equals(bodies[0]?.subarray(1, 2_000_001) ?? Buffer.alloc(0))).toBe(true);
    expect(bodies[2]?.equals(bodies[0] ?? Buffer.alloc(0))).toBe(true);
  });

  it('is cut, and not mixed with a refusal, when nonsense follows the request', async () => {
    const path = await hugeFile();
    const { port, told } = await serveFile(path, { kernelCopy });
    const socket = await dial(port);
    socket.write(`GET ${address} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(socket, 'data');
    socket.pause();
    socket.write('\x16\x03\x01 nonsense\r\n\r\n');
    await told.report('failed');
    let tail = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      tail = Buffer.concat([tail, chunk]).subarray(-256);
    });
    socket.resume();
    if (!socket.closed) await once(socket, 'close');
    expect(tail.toString('latin1')).not.toContain('HTTP/1.1 400');
  });
});

/** Takes a stream of answers apart by their lengths. */
function bodiesOf(stream: Buffer): Buffer[] {
  const bodies: Buffer[] = [];
  for (let rest = stream; rest.length > 0; ) {
    const head = rest.indexOf('\r\n\r\n') + 4;
    const length = Number(/Content-Length: (\d+)/.exec(rest.toString('latin1', 0, head))?.[1]);
    bodies.push(rest.subarray(head, head + length));
    rest = rest.subarray(head + length);
  }
  return bodies;
}
