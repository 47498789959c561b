import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ask, dial, raw, serve } from './support.ts';

const mac = '52:54:00:00:00:02';
const script = '/boot/52-54-00-00-00-02.ipxe';

describe('a boot script', () => {
  it('is handed over whole and counted as served', async () => {
    const { port, told } = await serve();
    const answer = await ask(port, `${script}?uuid=x`);
    expect(answer).toMatchObject({ status: 200, text: `#!ipxe\necho ${mac}\n` });
    expect(answer.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'content-length': '30' });
    await told.until('served');
    expect(told.all).toEqual([`script ${mac} GET`, 'served']);
  });

  it('is not consumed by HEAD, which gets the same headers', async () => {
    const { port, told, close } = await serve();
    const answer = await ask(port, script, { method: 'HEAD' });
    expect(answer).toMatchObject({ status: 200, text: '', headers: { 'content-length': '30' } });
    await close();
    expect(told.all).toEqual([`script ${mac} HEAD`]);
  });

  it('is aborted, and not served, when the machine leaves in the middle of it', async () => {
    const { port, told, close } = await serve({ script: 'x'.repeat(64 * 1_048_576) });
    const socket = await dial(port);
    socket.write(`GET ${script} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(socket, 'data');
    socket.resetAndDestroy();
    await told.until('aborted');
    await close();
    expect(told.all).toEqual([`script ${mac} GET`, 'aborted']);
  });

  it('is aborted when the server stops in the middle of it', async () => {
    const { port, told, close } = await serve({ script: 'x'.repeat(64 * 1_048_576) });
    const socket = await dial(port);
    socket.write(`GET ${script} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(socket, 'data');
    socket.pause();
    await close();
    await told.until('aborted');
    expect(told.all).not.toContain('served');
  });

  it('counts characters beyond ASCII as the bytes that they are', async () => {
    const { port } = await serve({ script: '#!ipxe\necho Prüfung\n' });
    expect(await ask(port, script)).toMatchObject({
      text: '#!ipxe\necho Prüfung\n',
      headers: { 'content-length': '21' },
    });
  });

  it('goes to many machines on kept connections', async () => {
    const { port, told } = await serve();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let round = 0; round < 3; round++) {
      const asked = request({ host: '127.0.0.1', port, path: script, agent });
      const answered = once(asked, 'response');
      asked.end();
      const [response] = await answered;
      expect(asked.reusedSocket).toBe(round > 0);
      expect((await buffer(response)).toString()).toContain(mac);
    }
    agent.destroy();
    expect(told.all.filter((what) => what === 'served')).toHaveLength(3);
  });

  it('is given to HTTP/1.0 too', async () => {
    const { port } = await serve();
    expect(await raw(port, `GET ${script} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*echo 52:54/);
  });
});

describe('who asks is told to the engine', () => {
  it('with its address and its loader, printable and bounded', async () => {
    const seen: unknown[] = [];
    const { port } = await serve({
      root: (name, facts) => {
        seen.push(name, facts);
        return { kind: 'bytes', bytes: Buffer.from('#!ipxe\n'), name, etag: 'a' };
      },
    });
    await ask(port, '/autoexec.ipxe', { headers: { 'User-Agent': `iPXE/2.0.0 \u00ad\u0080${'x'.repeat(300)}` } });
    expect(seen).toEqual([
      'autoexec.ipxe',
      { client: '127.0.0.1', method: 'GET', userAgent: expect.stringMatching(/^iPXE\/2\.0\.0 x{100,117}$/) },
    ]);
  });
});

describe('a beacon', () => {
  it('reaches the engine and gets one byte', async () => {
    const { port, told } = await serve();
    const answer = await ask(port, '/beacon/tok/progress?percent=40&text=disk%201');
    expect(answer).toMatchObject({ status: 200, text: '\n', headers: { 'content-length': '1' } });
    expect(told.all).toEqual(['beacon tok {"kind":"progress","percent":40,"text":"disk 1"}']);
  });

  it('with a token of no boot is answered 404', async () => {
    const { port, told } = await serve({ beacon: () => false });
    expect(await ask(port, '/beacon/old/started')).toMatchObject({ status: 404, text: 'No boot has this token.\n' });
    expect(told.reports).toMatchObject([{ kind: 'missing', path: '/beacon/old/started' }]);
  });

  it('reports nothing by HEAD', async () => {
    const { port, told } = await serve();
    expect(await ask(port, '/beacon/tok/started', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
    expect(told.all).toEqual([]);
  });
});

describe('what is not there', () => {
  it.each([
    ['a path of no kind', '/nothing/here', 404, 'There is nothing at this address.\n'],
    ['a file that is not listed', '/files/1/kernel/vmlinuz?boot=t', 404, 'No such file is offered.\n'],
    [
      'a file whose window has passed',
      '/files/2/kernel/vmlinuz',
      410,
      'This file was offered for a time that has passed.\n',
    ],
    ['a script for no MAC address', '/boot/x.ipxe', 400, 'Not answered: that is not a MAC address.\n'],
  ])('%s gets a defined answer', async (_case, path, status, text) => {
    const { port, told } = await serve({ file: (id) => ({ kind: id === 2 ? 'gone' : 'missing' }) });
    expect(await ask(port, path)).toMatchObject({ status, text });
    const kind = { 404: 'missing', 410: 'gone', 400: 'refused' }[status];
    expect(told.reports).toMatchObject([{ kind, client: '127.0.0.1', path: path.replace(/\?.*/, '') }]);
  });

  it('is said without a body to HEAD', async () => {
    const { port } = await serve();
    expect(await ask(port, '/nothing', { method: 'HEAD' })).toMatchObject({ status: 404, text: '' });
  });

  it('names the boot whose file was missing', async () => {
    const { port, told } = await serve();
    await ask(port, '/files/1/kernel/vmlinuz?boot=tok');
    expect(told.reports).toMatchObject([{ kind: 'missing', boot: 'tok' }]);
  });
});

describe('other methods', () => {
  it('are refused with the two that are answered, and the connection ends with their body', async () => {
    const { port, told } = await serve();
    const answer = await raw(
      port,
      `POST ${script} HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na=bGET ${script} HTTP/1.1\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 405 [\s\S]*\r\nAllow: GET, HEAD\r\n/);
    expect(answer).toMatch(/\r\nConnection: close\r\n/);
    expect(told.reports).toMatchObject([{ kind: 'refused', why: { code: 'http-method', method: 'POST' } }]);
    expect(told.all).not.toContain(`script ${mac} GET`);
  });
});

describe('a bug in an answer', () => {
  it('costs its own request alone', async () => {
    const { port, told } = await serve({
      root: (name) => {
        if (name === 'bug.efi') throw new Error('bug');
        return { kind: 'missing' };
      },
    });
    expect(await ask(port, '/bug.efi')).toMatchObject({ status: 500 });
    expect(told.reports).toMatchObject([{ kind: 'refused', why: { code: 'inside-rollcall', detail: 'Error: bug' } }]);
    expect(await ask(port, '/other.efi')).toMatchObject({ status: 404 });
  });
});

describe('a script that depends on a write', () => {
  it('is not sent before it is written', async () => {
    let written: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => {
      written = resolve;
    });
    const { port, told } = await serve({ ready: () => ready });
    const answer = ask(port, script);
    await told.until('script 52:54:00:00:00:02 GET');
    expect(told.all).not.toContain('served');
    written();
    expect(await answer).toMatchObject({ status: 200 });
    await told.until('served');
  });

  it('is not sent when the write fails, and the task stays', async () => {
    const { port, told } = await serve({ ready: () => Promise.reject(new Error('disk full')) });
    await expect(ask(port, script)).rejects.toThrow();
    expect(await told.report('refused')).toMatchObject({ why: { detail: 'Error: disk full' } });
    await told.until('aborted');
    expect(told.all).not.toContain('served');
  });
});

describe('an error while the outcome of a script is noted', () => {
  it('is reported, and neither the machine nor the server suffers', async () => {
    const served = (): void => {
      throw new Error('disk full');
    };
    const { port, told } = await serve({ served });
    expect(await ask(port, script)).toMatchObject({ status: 200 });
    expect(await told.report('refused')).toMatchObject({
      path: script,
      why: { code: 'inside-rollcall', detail: 'Error: disk full' },
    });
    expect(await ask(port, script)).toMatchObject({ status: 200 });
  });
});

describe('hostile connections', () => {
  it.each([
    ['what is no HTTP', '\x16\x03\x01\x00\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['headers without end', `GET / HTTP/1.1\r\nX: ${'a'.repeat(10_000)}`, /^HTTP\/1\.1 431 /],
    ['two lengths', 'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['no Host in HTTP/1.1', 'GET / HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400 /],
  ])('%s gets a plain refusal', async (_case, text, refusal) => {
    const { port } = await serve();
    expect(await raw(port, text)).toMatch(refusal);
  });

  it('a request that trickles in is given up', async () => {
    const { port } = await serve({}, { limits: { headers: 60, request: 60 } });
    expect(await raw(port, 'GET /boot/')).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('an idle connection is given up', async () => {
    const { port } = await serve({}, { limits: { keepAlive: 50 } });
    expect(await raw(port, 'HEAD /x HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('many requests at once are answered in their order', async () => {
    const { port, told } = await serve();
    const many = Array.from({ length: 8 }, (_, at) => `HEAD /n${at} HTTP/1.1\r\nHost: x\r\n\r\n`).join('');
    const answer = await raw(port, `${many}GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer.match(/^HTTP\/1\.1 404/gm)).toHaveLength(9);
    expect(told.reports.map((report) => 'path' in report && report.path)).toEqual([
      ...Array.from({ length: 8 }, (_, at) => `/n${at}`),
      '/last',
    ]);
  });

  it('more requests at once than a boot loader sends cut the connection', async () => {
    const { port, told } = await serve({}, { limits: { pipelined: 4 } });
    await raw(port, `GET ${script} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(500));
    expect(told.all.filter((what) => what.startsWith('script')).length).toBeLessThan(20);
    expect(await ask(port, script)).toMatchObject({ status: 200 });
  });

  it('one address holds no more connections than it may', async () => {
    const { port } = await serve({}, { limits: { connectionsPerClient: 2 } });
    await dial(port);
    await dial(port);
    expect(await raw(port, `GET ${script} HTTP/1.1\r\nHost: x\r\n\r\n`)).toBe('');
  });

  it('a reset after the answer, as UEFI does it, harms nobody', async () => {
    const { port, told } = await serve();
    const socket = await dial(port);
    socket.write(`HEAD ${script} HTTP/1.1\r\nHost: 10.77.0.1\r\nUser-Agent: UefiHttpBoot/1.0\r\n\r\n`);
    await once(socket, 'data');
    socket.resetAndDestroy();
    await once(socket, 'close');
    expect(await ask(port, script)).toMatchObject({ status: 200 });
    await told.until('served');
  });
});

it('says which port is taken', async () => {
  const { port } = await serve();
  await expect(serve({}, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
