import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { magicPacket } from '../../electron/network/wake-on-lan.ts';
import { inside, type Lab, openLab } from '../support/lab.ts';
import { type Rollcall, serve } from '../support/rollcall.ts';

/** What a card that sleeps would see: every datagram to port 9, its destination as it was sent. Needs root and iproute2. */
let lab: Lab;
let folder: string;
let rollcall: Rollcall;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-wake-'));
  lab = openLab();
  rollcall = await serve(lab, folder);
});

afterAll(async () => {
  await rollcall?.stop();
  lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

const mac = '00:1b:21:0a:ff:02';

/** Listens in a machine's namespace; `heard` resolves with the datagrams in hex once so many came. */
async function listen(host: string, count: number): Promise<{ heard: Promise<string[]> }> {
  const program = `
    const socket = require('node:dgram').createSocket('udp4');
    socket.on('message', (bytes) => console.log(bytes.toString('hex')));
    socket.bind(9, '0.0.0.0', () => console.log('ready'));`;
  const child = spawn('ip', ['netns', 'exec', host, process.execPath, '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout);
  await once(lines, 'line');
  return { heard: collect() };

  async function collect(): Promise<string[]> {
    const heard: string[] = [];
    try {
      for await (const line of lines) {
        heard.push(line);
        if (heard.length === count) return heard;
      }
      return heard;
    } finally {
      child.kill();
    }
  }
}

it('a sleeping machine hears its magic packet three times by each of the two broadcasts', async () => {
  const host = lab.addHost('asleep');
  // 255.255.255.255 needs no address on the card; the broadcast of the subnet is heard by one that has an address in it.
  inside(host, 'ip', 'address', 'add', '10.77.0.50/24', 'brd', '+', 'dev', 'eth0');
  await rollcall.run('computer', 'add', '--mac', mac, '--name', 'PC-02');
  const { heard } = await listen(host, 6);
  expect(await rollcall.run('computer', 'wake', 'PC-02')).toMatchObject({ computers: [expect.any(Number)] });
  expect(await heard).toEqual(Array.from({ length: 6 }, () => Buffer.from(magicPacket(mac)).toString('hex')));
});
