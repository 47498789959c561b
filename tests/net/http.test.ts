import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOf, largeFile, type Running, serve } from '../http/support.ts';

/**
 * The boot server on a card of its own, machines behind it in another network namespace with `curl`, and a second
 * card whose machines must not be heard. Needs root, iproute2 and curl.
 */
const run = promisify(execFile);
const tag = `c${process.pid % 100_000}`;
const room = { space: `${tag}room`, card: `${tag}a`, peer: `${tag}b`, server: '10.213.1.1', machine: '10.213.1.2' };
const office = { space: `${tag}office`, card: `${tag}x`, peer: `${tag}y`, server: '10.213.2.1', machine: '10.213.2.2' };
const size = 24 * 1_048_576 + 77;

let base: string;
let file: string;
let hash: string;

async function ip(...words: string[]): Promise<void> {
  await run('ip', words);
}

async function connectCard(link: typeof room): Promise<void> {
  await ip('netns', 'add', link.space);
  await ip('link', 'add', link.card, 'type', 'veth', 'peer', 'name', link.peer, 'netns', link.space);
  await ip('addr', 'add', `${link.server}/24`, 'dev', link.card);
  await ip('link', 'set', link.card, 'up');
  await ip('-n', link.space, 'addr', 'add', `${link.machine}/24`, 'dev', link.peer);
  await ip('-n', link.space, 'link', 'set', link.peer, 'up');
  await ip('-n', link.space, 'route', 'add', 'default', 'via', link.server);
  // A machine's small receive buffer: with the system's 32 MiB a slow reader would take a whole file at once.
  const small = 'echo 4096 131072 1048576 > /proc/sys/net/ipv4/tcp_rmem';
  await ip('netns', 'exec', link.space, 'sh', '-c', small);
}

/** curl in a namespace; its output, and its exit code where it failed. */
async function curl(link: typeof room, ...words: string[]): Promise<{ code: number; out: string }> {
  const options = { maxBuffer: 64 * 1_048_576 };
  const command = ['netns', 'exec', link.space, 'curl', '-sS', '--max-time', '20', ...words];
  try {
    return { code: 0, out: (await run('ip', command, options)).stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, out: stdout };
  }
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'rollcall-net-'));
  file = await largeFile(join(base, 'vmlinuz'), size);
  hash = await hashOf(file, 0, size);
  await connectCard(room);
  await connectCard(office);
});

afterAll(async () => {
  await rm(base, { recursive: true, force: true });
  for (const link of [room, office]) await ip('netns', 'delete', link.space);
});

async function serveRoom(): Promise<Running & { url: string }> {
  const running = await serve(
    {
      file: (_action, _slot, name) => ({ kind: 'path', path: file, name }),
      root: (name) => ({ kind: 'path', path: file, name }),
    },
    { card: room.card, address: room.server },
  );
  return { ...running, url: `http://${room.server}:${running.port}` };
}

describe('a machine on the card', () => {
  it('gets its script', async () => {
    const { url, told } = await serveRoom();
    const { out } = await curl(room, `${url}/boot/52-54-00-00-00-02.ipxe`);
    expect(out).toBe('#!ipxe\necho 52:54:00:00:00:02\n');
    await told.until('served');
  });

  it('gets a file whole, and the server knows who it was', async () => {
    const { url, told } = await serveRoom();
    const target = join(base, 'whole');
    await curl(room, '-o', target, `${url}/files/1/kernel/vmlinuz?boot=t`);
    expect(await hashOf(target, 0, size)).toBe(hash);
    expect(await told.report('sent')).toMatchObject({ transfer: { client: room.machine, boot: 't', sent: size } });
  });

  it('takes up a download where it broke off', async () => {
    const { url } = await serveRoom();
    const target = join(base, 'resumed');
    await curl(room, '-r', '0-9999999', '-o', target, `${url}/files/1/kernel/vmlinuz`);
    const { code } = await curl(room, '-C', '-', '-o', target, `${url}/files/1/kernel/vmlinuz`);
    expect(code).toBe(0);
    expect(await hashOf(target, 0, size)).toBe(hash);
  });

  it('gets a file whole though it reads slowly', async () => {
    const { url, told } = await serveRoom();
    const target = join(base, 'slow');
    await curl(room, '--limit-rate', '16M', '-o', target, `${url}/files/1/kernel/vmlinuz`);
    expect(await hashOf(target, 0, size)).toBe(hash);
    expect(told.all).toContain('progress');
  });

  it('gets it whole also when 32 fetch at the same time', async () => {
    const { url, told } = await serveRoom();
    const targets = Array.from({ length: 32 }, (_, at) => join(base, `many${at}`));
    const each = targets.flatMap((target) => ['-o', target, `${url}/files/1/kernel/vmlinuz`]);
    const { code } = await curl(room, '--parallel', '--parallel-max', '32', ...each);
    expect(code).toBe(0);
    for (const target of targets) expect(await hashOf(target, 0, size)).toBe(hash);
    expect(told.all.filter((what) => what === 'sent')).toHaveLength(32);
    for (const target of targets) await rm(target);
  });

  it('is not sent again what it has', async () => {
    const { url } = await serveRoom();
    const tagFile = join(base, 'tag');
    const words = ['-o', join(base, 'copy'), '-w', '%{http_code} %{size_download}', `${url}/files/1/kernel/vmlinuz`];
    expect((await curl(room, '--etag-save', tagFile, ...words)).out).toBe(`200 ${size}`);
    expect((await curl(room, '--etag-compare', tagFile, ...words)).out).toBe('304 0');
    expect((await curl(room, '-z', 'Thu, 01 Jan 2099 00:00:00 GMT', ...words)).out).toBe('304 0');
  });

  it('may be UEFI HTTP boot: HEAD, GET, a Host without port, and a reset', async () => {
    const { url } = await serveRoom();
    const uefi = ['-A', 'UefiHttpBoot/1.0', '-H', `Host: ${room.server}`];
    const head = await curl(room, ...uefi, '-I', `${url}/snponly.efi`);
    expect(head.out).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(head.out).toContain(`\r\nContent-Length: ${size}\r\n`);
    expect(head.out).toContain('\r\nContent-Type: application/efi\r\n');
    const target = join(base, 'loader');
    await curl(room, ...uefi, '-o', target, `${url}/snponly.efi`);
    expect(await hashOf(target, 0, size)).toBe(hash);
  });

  it('is told in words of a fault', async () => {
    const { url } = await serveRoom();
    const { out } = await curl(room, '-w', '%{http_code}', `${url}/boot/nobody.ipxe`);
    expect(out).toBe('Not answered: that is not a MAC address.\n400');
    expect((await curl(room, '-w', ' %{http_code}', '-d', 'a=b', `${url}/boot/x.ipxe`)).out).toMatch(/ 405$/);
  });
});

describe('a machine on another card', () => {
  it('is not answered, neither at its own card’s address nor at the room’s', async () => {
    const { url, port, told } = await serveRoom();
    const path = '/boot/52-54-00-00-00-02.ipxe';
    const refused = 7;
    expect(await curl(office, `http://${office.server}:${port}${path}`)).toEqual({ code: refused, out: '' });
    expect(await curl(office, url + path)).toEqual({ code: refused, out: '' });
    expect(told.all).toEqual([]);
  });
});

it('a card that is not there is an error, not a server for all cards', async () => {
  await expect(serve({}, { card: `${tag}no`, address: '127.0.0.1' })).rejects.toMatchObject({ code: 'ENODEV' });
});
