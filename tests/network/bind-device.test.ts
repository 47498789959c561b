import dgram from 'node:dgram';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { describePhrase } from '../../electron/contract/describe.ts';
import { type BoundUdp, listenTcp, openUdp } from '../../electron/network/bind-device.ts';
import { BindError, bindError } from '../../electron/network/bind-error.ts';

const card = process.platform === 'linux' ? 'lo' : 'lo0';
const loopback = { card, address: '127.0.0.1', cardAddress: '127.0.0.1', port: 0 } as const;

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

async function udp(changes: Partial<Parameters<typeof openUdp>[0]> = {}): Promise<BoundUdp> {
  const bound = await openUdp({ ...loopback, ...changes });
  open.push(() => bound.socket.close());
  return bound;
}

async function refusal(work: Promise<unknown>): Promise<BindError> {
  const error = await work.then(
    () => null,
    (fault: unknown) => fault,
  );
  if (error instanceof BindError) return error;
  throw new Error(`not refused: ${error}`);
}

describe('a UDP socket on a card', () => {
  it('sends and receives', async () => {
    const [one, other] = [await udp(), await udp()];
    const message = once(other.socket, 'message');
    one.socket.send('hello', other.socket.address().port, '127.0.0.1');
    const [bytes, from] = await message;
    expect([String(bytes), from.port]).toEqual(['hello', one.socket.address().port]);
  });

  it('tells how large its receive buffer is', async () => {
    expect((await udp({ receiveBuffer: 65_536 })).receiveBuffer).toBeGreaterThanOrEqual(65_536);
  });

  it('is refused a port that somebody else has, with the name of the program', async () => {
    const other = dgram.createSocket('udp4').bind(0, '127.0.0.1');
    open.push(() => other.close());
    await once(other, 'listening');
    const error = await refusal(openUdp({ ...loopback, port: other.address().port }));
    expect(error.code).toBe('EADDRINUSE');
    if (process.platform === 'linux') expect(error.message).toContain(`node (process ${process.pid})`);
  });

  it('is refused a port that another socket of ours has', async () => {
    const first = await udp();
    const error = await refusal(openUdp({ ...loopback, port: first.socket.address().port }));
    expect(error.code).toBe('EADDRINUSE');
  });

  it.runIf(process.platform === 'linux')('is refused on a card that is not there', async () => {
    const error = await refusal(openUdp({ ...loopback, card: 'nosuchcard' }));
    expect([error.code, error.message]).toEqual(['ENODEV', 'There is no network card nosuchcard.']);
  });

  it('is refused an address that the card does not have', async () => {
    expect((await refusal(openUdp({ ...loopback, address: '192.0.2.99' }))).code).toBe('EADDRNOTAVAIL');
  });

  it.runIf(process.platform === 'linux')('lets the kernel cut a long send into datagrams', async () => {
    const [sender, receiver] = [await udp({ segmentSize: 1_000 }), await udp()];
    expect(sender.segmented).toBe(true);
    const sizes: number[] = [];
    const all = new Promise<void>((resolve) => {
      receiver.socket.on('message', (bytes) => sizes.push(bytes.length) === 3 && resolve());
    });
    sender.socket.send(new Uint8Array(2_500), receiver.socket.address().port, '127.0.0.1');
    await all;
    expect(sizes).toEqual([1_000, 1_000, 500]);
  });
});

describe('a TCP server on a card', () => {
  it('answers', async () => {
    const server = http.createServer((_request, response) => response.end('here'));
    await listenTcp(server, loopback);
    open.push(() => server.close());
    const { port } = server.address() as net.AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here');
  });

  it('is refused a port that somebody else has', async () => {
    const first = net.createServer().listen(0, '127.0.0.1');
    open.push(() => first.close());
    await once(first, 'listening');
    const { port } = first.address() as net.AddressInfo;
    expect((await refusal(listenTcp(net.createServer(), { ...loopback, port }))).code).toBe('EADDRINUSE');
  });
});

describe('a refusal', () => {
  const target = { protocol: 'udp', card: 'eth0', address: '0.0.0.0', port: 67 } as const;

  it.each([
    ['EACCES', 'UDP port 67 may only be opened by an administrator.'],
    ['EPERM', 'This user may not bind a socket to the card eth0.'],
    ['ENODEV', 'There is no network card eth0.'],
    ['EADDRNOTAVAIL', 'The card eth0 does not have the address 0.0.0.0.'],
    ['EMFILE', 'UDP port 67 on eth0 could not be opened: EMFILE.'],
  ])('with %s is one sentence', (code, message) => {
    expect(bindError(code, target).message).toBe(message);
  });

  it.runIf(process.platform === 'linux')('of a missing privilege names the command that helps', () => {
    const { phraseWithRemedy } = bindError('EACCES', target);
    expect(describePhrase(phraseWithRemedy)).toContain('sudo sysctl -w net.ipv4.ip_unprivileged_port_start=67');
  });

  it.runIf(process.platform === 'linux')('knows the system’s error numbers', () => {
    expect(bindError(13, target).code).toBe('EACCES');
  });
});
