import { type DhcpAnswer, firmwareQuestions, machineMac, readAnswer } from '../support/dhcp-clients.ts';
import { type FrameSocket, openFrames } from '../support/raw-frames.ts';

export interface PowerOnResult {
  readonly machines: number;
  readonly served: number;
  /** Machines that had to send a question a second time. */
  readonly askedTwice: number;
  /** Seconds from the first frame to the first ACK, to half of them, and to the last. */
  readonly first: number;
  readonly half: number;
  readonly last: number;
  /** Addresses that two machines got. */
  readonly givenTwice: number;
  /** Milliseconds from each machine's first DISCOVER to its ACK. */
  readonly p99: number;
}

/** When PXE firmware asks again, in milliseconds after its first question (PXE 2.1 §2.2.1: 4, 8, 16, 32 s). */
const asksAgainAfter = [4_000, 12_000, 28_000, 60_000];

/**
 * Powers machines on: all in the same instant, or one each `every` milliseconds. Blocks until the last is served or
 * gives up.
 */
export function powerOnAll(
  frames: FrameSocket,
  options: { readonly machines: number; readonly first?: number; readonly every?: number },
): PowerOnResult {
  const questions = firmwareQuestions();
  const { machines, first = 0, every = 0 } = options;
  const all = Array.from({ length: machines }, (_, index) => ({
    mac: machineMac(first + index),
    transaction: 0x5000_0000 + first + index,
    offer: null as DhcpAnswer | null,
    startedAt: 0,
    doneAt: 0,
    address: '',
    asked: 0,
  }));
  const discovers = all.map(({ mac, transaction }) => questions.discover(mac, transaction));
  const begin = performance.now();
  let begun = 0;
  let left = machines;
  const hear = (): void => {
    for (let frame = frames.receive(); frame !== null; frame = frames.receive()) {
      const answer = readAnswer(frame);
      const machine = answer === null ? undefined : all[answer.transaction - 0x5000_0000 - first];
      if (answer === null || machine === undefined || machine.doneAt > 0) continue;
      if (answer.message === 'offer' && machine.offer === null) {
        machine.offer = answer;
        frames.send(questions.request(machine.mac, answer));
      } else if (answer.message === 'ack') {
        machine.doneAt = performance.now();
        machine.address = answer.address;
        left -= 1;
      }
    }
  };
  const start = (now: number): void => {
    for (; begun < machines && now - begin >= begun * every; begun += 1) {
      (all[begun] as (typeof all)[number]).startedAt = performance.now();
      frames.send(discovers[begun] as Buffer);
    }
  };
  const askAgain = (now: number): void => {
    for (const [index, machine] of all.entries()) {
      const limit = asksAgainAfter[machine.asked];
      if (index >= begun || machine.doneAt > 0 || limit === undefined || now - machine.startedAt < limit) continue;
      machine.asked += 1;
      if (machine.asked === asksAgainAfter.length) left -= 1;
      else frames.send(machine.offer ? questions.request(machine.mac, machine.offer) : (discovers[index] as Buffer));
    }
  };
  let lookedAt = begin;
  while (left > 0) {
    const now = performance.now();
    if (begun < machines) start(now);
    hear();
    if (left > 0) frames.wait(begun < machines ? Math.max(0, Math.floor(begun * every - (now - begin))) : 20);
    if (now - lookedAt < 50) continue;
    lookedAt = now;
    askAgain(now);
  }
  const served = all.filter((machine) => machine.doneAt > 0);
  const ends = served.map((machine) => (machine.doneAt - begin) / 1_000).sort((a, b) => a - b);
  const waits = served.map((machine) => machine.doneAt - machine.startedAt).sort((a, b) => a - b);
  return {
    machines,
    served: served.length,
    askedTwice: all.filter((machine) => machine.asked > 0).length,
    first: ends[0] ?? 0,
    half: ends[ends.length >> 1] ?? 0,
    last: ends.at(-1) ?? 0,
    givenTwice: served.length - new Set(served.map((machine) => machine.address)).size,
    p99: waits[Math.floor(waits.length * 0.99)] ?? 0,
  };
}

if (import.meta.main) {
  const [card = '', machines = '', first = '', every = ''] = process.argv.slice(2);
  const frames = openFrames(card);
  const result = powerOnAll(frames, { machines: Number(machines), first: Number(first), every: Number(every) });
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
