import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Computer } from '../../electron/contract/model.ts';
import { machineMac, macText } from '../support/dhcp-clients.ts';
import { inside, type Lab, openLab } from '../support/lab.ts';
import { type Follower, type Rollcall, serve } from '../support/rollcall.ts';

/**
 * The server has two cards and serves one. A DISCOVER that arrives on the other is asked again and again by its
 * machine, and nothing at all comes of it. Needs root and iproute2.
 */
const stranger = 900;
const guest = 1;

let lab: Lab;
let folder: string;
let rollcall: Rollcall;
let log: Follower;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-cards-'));
  lab = openLab();
  rollcall = await serve(lab, folder);
  log = await rollcall.follow();
});

afterAll(async () => {
  await log?.close();
  await rollcall?.stop();
  lab?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends DISCOVERs in a machine's name until a server answers or it has asked so many times; what it heard. */
function powerOn(host: string, machine: number, asks: number): unknown {
  const program = new URL('../support/one-machine.ts', import.meta.url).pathname;
  return JSON.parse(inside(host, process.execPath, program, 'eth0', String(machine), String(asks)));
}

/** Frames that arrived at a card of the server. */
function received(card: string): number {
  return Number(inside(lab.server, 'cat', `/sys/class/net/${card}/statistics/rx_packets`));
}

it('answers on its own card, and leaves no trace of a DISCOVER on the other', async () => {
  const before = received(lab.otherCard);
  expect(powerOn(lab.addHost('other', 'br1'), stranger, 4)).toEqual({ asked: 4, answer: null });
  expect(received(lab.otherCard) - before).toBeGreaterThanOrEqual(4);
  expect(powerOn(lab.addHost('own', 'br0'), guest, 1)).toMatchObject({
    answer: { message: 'ack', server: lab.address },
  });
  // What the journal says of the guest came after anything that it could say of the stranger.
  await log.until(
    'the guest',
    (line) => line.mac === macText(machineMac(guest)) && line.fact.kind === 'address',
    10_000,
  );
  expect(log.lines.filter((line) => line.mac === macText(machineMac(stranger)))).toEqual([]);
  const computers = (await rollcall.run('computer', 'list')) as readonly Computer[];
  expect(computers.map((computer) => computer.mac)).toEqual([macText(machineMac(guest))]);
  expect(await rollcall.run('status')).toMatchObject({ leases: 1, computers: 1 });
});
