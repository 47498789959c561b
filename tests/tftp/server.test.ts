import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TftpOption } from '../../electron/tftp/packet.ts';
import { openLossyLink } from '../support/lossy-link.ts';
import {
  fetchCarefully,
  fetchWithNpm,
  HandClient,
  patterned,
  serveOnLoopback,
  type TestServer,
} from '../support/tftp.ts';

const loader = patterned(289_280);
const script = patterned(700);
/** Far more than a transfer through a link that loses packets takes. */
const patience = 20_000;

const files = { 'snponly.efi': loader, 'autoexec.ipxe': script, 'boot/bcd': script };

const read = (name: string, options: TftpOption[] = [], mode = 'octet') =>
  ({ kind: 'read', name, mode, options }) as const;

/** The next packet that is no repetition of a block up to `last`: a busy computer makes the server send one again. */
async function nextAfter(client: HandClient, last: number) {
  let next = await client.next();
  while (next.packet.kind === 'data' && next.packet.block <= last) next = await client.next();
  return next;
}

const places = [
  { place: 'on a thread of its own', thread: true },
  { place: 'on the same thread', thread: false },
];

describe.each(places)('the TFTP server $place', ({ thread }) => {
  let served: TestServer;
  let clients: HandClient[] = [];
  const newClient = () => {
    const client = new HandClient(served.port);
    clients.push(client);
    return client;
  };

  beforeEach(async () => {
    served = await serveOnLoopback(files, { thread });
  });
  afterEach(async () => {
    for (const client of clients) client.close();
    clients = [];
    await served.close();
  });

  it('runs where it was asked to, a thread of its own being for Linux', () => {
    expect(served.server.transfersOn).toBe(thread && process.platform === 'linux' ? 'worker' : 'same thread');
  });

  it('answers a plain request by the first block, from a new port', async () => {
    const client = newClient();
    client.send(read('autoexec.ipxe'));
    const { packet, port } = await client.next();
    expect(packet).toEqual({ kind: 'data', block: 1, data: script.subarray(0, 512) });
    expect(port).not.toBe(served.port);
    client.send({ kind: 'ack', block: 1 }, port);
    expect((await client.next()).packet).toEqual({ kind: 'data', block: 2, data: script.subarray(512) });
    client.send({ kind: 'ack', block: 2 }, port);
    const { transfer } = await served.reported('sent');
    expect(transfer).toMatchObject({
      client: '127.0.0.1',
      name: 'autoexec.ipxe',
      size: 700,
      sent: 700,
      retransmitted: 0,
    });
    expect(served.reports[0]).toMatchObject({ kind: 'started' });
  });

  it('gives EDK2 its size probe without calling it a fault, and then the file in windows', async () => {
    const probe = newClient();
    const wishes: TftpOption[] = [
      ['blksize', '1468'],
      ['windowsize', '4'],
    ];
    probe.send(read('snponly.efi', [['tsize', '0'], ...wishes]));
    const oack = await probe.next();
    expect(oack.packet).toEqual({ kind: 'options', options: [['tsize', '289280'], ...wishes] });
    probe.send({ kind: 'error', code: 8, message: 'User aborted the transfer' }, oack.port);
    await served.reported('probed');

    const client = newClient();
    client.send(read('snponly.efi', wishes));
    const { packet, port } = await client.next();
    expect(packet).toEqual({ kind: 'options', options: wishes });
    client.send({ kind: 'ack', block: 0 }, port);
    const received: Buffer[] = [];
    for (let block = 1; block <= 198; block += 1) {
      const next = await nextAfter(client, block - 1);
      expect(next.packet).toMatchObject({ kind: 'data', block });
      if (next.packet.kind === 'data') received.push(Buffer.from(next.packet.data));
      if (block % 4 === 0 || block === 198) client.send({ kind: 'ack', block }, port);
    }
    expect(Buffer.concat(received).equals(loader)).toBe(true);
    expect((await served.reported('sent')).transfer).toMatchObject({ blockSize: 1_468, windowSize: 4, sent: 289_280 });
    expect(served.reports.map((report) => report.kind)).not.toContain('failed');
  });

  it('answers a missing name by ERROR 1 at once', async () => {
    const client = newClient();
    client.send(read('nothing.efi', [['blksize', '1432']]));
    expect((await client.next()).packet).toMatchObject({ kind: 'error', code: 1 });
    expect(served.reports).toEqual([{ kind: 'missing', client: '127.0.0.1', name: 'nothing.efi', quiet: false }]);
  });

  it('looks names up as Windows loaders write them', async () => {
    const client = newClient();
    client.send(read('\\Boot\\BCD'));
    expect((await client.next()).packet).toMatchObject({ kind: 'data', block: 1 });
    expect(served.asked).toEqual(['boot/bcd']);
  });

  it.each([
    ['a name that climbs out', read('../../etc/shadow'), 1],
    ['a write', { ...read('snponly.efi'), kind: 'write' as const }, 2],
    ['mode mail', read('snponly.efi', [], 'mail'), 4],
  ])('refuses %s by an ERROR, without looking anything up', async (_sentence, request, code) => {
    const client = newClient();
    client.send(request);
    expect((await client.next()).packet).toMatchObject({ kind: 'error', code });
    expect(served.asked).toEqual([]);
    expect(served.reports).toMatchObject([{ kind: 'refused' }]);
  });

  it('serves netascii as octet', async () => {
    const client = newClient();
    client.send(read('autoexec.ipxe', [], 'netascii'));
    expect((await client.next()).packet).toMatchObject({ kind: 'data', data: script.subarray(0, 512) });
  });

  it('starts one transfer for a request that comes twice', async () => {
    const client = newClient();
    const request = read('autoexec.ipxe', [['tsize', '0']]);
    client.send(request);
    client.send(request);
    client.send(request);
    const { port } = await client.next();
    client.send({ kind: 'ack', block: 0 }, port);
    let next = await client.next();
    while (next.packet.kind === 'options') next = await client.next();
    expect(next).toMatchObject({ port, packet: { kind: 'data', block: 1 } });
    client.send({ kind: 'ack', block: 1 }, port);
    await client.next();
    client.send({ kind: 'ack', block: 2 }, port);
    await served.reported('sent');
    expect(served.reports.filter(({ kind }) => kind === 'started')).toHaveLength(1);
  });

  it('begins anew for another request of the same port, as ROMs that always use one port send it', async () => {
    const client = newClient();
    client.send(read('snponly.efi', [['tsize', '0']]));
    const probe = await client.next();
    client.send(read('autoexec.ipxe'));
    const next = await client.next();
    expect(next.packet).toMatchObject({ kind: 'data', block: 1 });
    expect(next.port).not.toBe(probe.port);
    expect((await served.reported('probed')).transfer.name).toBe('snponly.efi');
  });

  it('is silent to what is no request, and serves on', async () => {
    const client = newClient();
    for (const noise of ['', 'x', '\0\x01', '\0\x01no end', '\0\x04\0\x01', '\0\x09\0\0', 'GET / HTTP/1.1']) {
      client.sendBytes(Buffer.from(noise, 'latin1'));
    }
    client.send(read('autoexec.ipxe'));
    expect((await client.next()).packet).toMatchObject({ kind: 'data', block: 1 });
    expect(client.unread).toBe(0);
    await served.reported('started');
    expect(served.reports).toHaveLength(1);
  });

  it("tells a client's ERROR in its own words", async () => {
    const client = newClient();
    client.send(read('snponly.efi'));
    const { port } = await client.next();
    client.send({ kind: 'error', code: 3, message: 'out of memory' }, port);
    expect(await served.reported('failed')).toMatchObject({ why: { code: 'tftp-broke-off', words: 'out of memory' } });
  });

  it('never sends data for an ACK that comes again', async () => {
    const client = newClient();
    client.send(read('autoexec.ipxe'));
    const { port } = await client.next();
    for (let count = 0; count < 5; count += 1) client.send({ kind: 'ack', block: 1 }, port);
    expect((await client.next()).packet).toMatchObject({ block: 2 });
    client.send({ kind: 'ack', block: 2 }, port);
    const { transfer } = await served.reported('sent');
    expect(client.unread).toBe(transfer.retransmitted);
  });

  it.each([1, 4, 16])('serves the npm package `tftp` at window %i', async (windowSize) => {
    expect((await fetchWithNpm(served.port, 'snponly.efi', 1_468, windowSize)).equals(loader)).toBe(true);
  });

  it(
    'goes past block 65535',
    async () => {
      const long = await serveOnLoopback({ long: patterned(8 * 66_000) }, { thread });
      expect((await fetchCarefully(long.port, 'long', 8, 64)).equals(patterned(8 * 66_000))).toBe(true);
      await long.close();
    },
    patience,
  );

  const links = [
    { name: 'loses 5 %', loss: 0.05, duplication: 0, reordering: 0 },
    { name: 'loses, doubles and swaps', loss: 0.05, duplication: 0.05, reordering: 0.05 },
  ];
  it.each(links)(
    'ends every transfer complete through a link that $name',
    async ({ loss, duplication, reordering }) => {
      const link = await openLossyLink(served.port, { loss, duplication, reordering, seed: 11 });
      const fetched = await Promise.all(
        [1, 1, 4, 16].map((window) => fetchCarefully(link.port, 'snponly.efi', 1_432, window)),
      );
      expect(fetched.map((bytes) => bytes.equals(loader))).toEqual([true, true, true, true]);
      expect(link.lost()).toBeGreaterThan(0);
      link.close();
    },
    patience,
  );

  it('tells its clients when it stops', async () => {
    const brief = await serveOnLoopback(files, { thread });
    const client = new HandClient(brief.port);
    client.send(read('snponly.efi'));
    expect((await client.next()).packet).toMatchObject({ kind: 'data' });
    await brief.close();
    expect((await client.next()).packet).toEqual({ kind: 'error', code: 0, message: 'the server stops' });
    client.close();
  });

  it('keeps to its limit for one machine', async () => {
    const narrow = await serveOnLoopback(files, { thread, mostPerClient: 2 });
    const crowd = [1, 2, 3].map(() => new HandClient(narrow.port));
    for (const client of crowd) client.send(read('snponly.efi'));
    expect(await narrow.reported('refused')).toMatchObject({ why: { code: 'tftp-machine-busy' } });
    expect(narrow.reports.filter(({ kind }) => kind === 'started')).toHaveLength(2);
    for (const client of crowd) client.close();
    await narrow.close();
  });

  it('serves a large file from disk, and says so when it is gone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rollcall-tftp-'));
    const path = join(folder, 'image');
    const bytes = patterned(3_000_000);
    writeFileSync(path, bytes);
    const disk = await serveOnLoopback(
      {
        image: { kind: 'file', name: 'image', content: { kind: 'path', path, size: bytes.length } },
        none: { kind: 'file', name: 'none', content: { kind: 'path', path: join(folder, 'none'), size: 5 } },
      },
      { thread },
    );
    const both = await Promise.all([
      fetchCarefully(disk.port, 'image', 1_468, 16),
      fetchCarefully(disk.port, 'image', 1_024, 4),
    ]);
    expect(both.map((fetched) => fetched.equals(bytes))).toEqual([true, true]);
    const client = new HandClient(disk.port);
    client.send(read('none'));
    expect((await client.next()).packet).toMatchObject({ kind: 'error' });
    expect(await disk.reported('refused')).toMatchObject({ why: { words: expect.stringMatching(/ENOENT/) } });
    client.close();
    await disk.close();
    rmSync(folder, { recursive: true });
  });
});

describe('a process that ends without closing the server', () => {
  it('is not held up by the thread of the transfers', async () => {
    const server = new URL('../../electron/tftp/server.ts', import.meta.url).href;
    const script = `import { startTftpServer } from ${JSON.stringify(server)};
      const port = { open: () => ({ kind: 'missing', quiet: false }), report: () => {} };
      await startTftpServer({ card: 'lo', cardAddress: '127.0.0.1', servicePort: 0, port });
      process.exit(3);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
    const [code] = await once(child, 'exit');
    expect(code).toBe(3);
  });
});
