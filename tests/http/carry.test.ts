import { describe, expect, it } from 'vitest';
import { Carrier, type CarrierReply, type Load, type SendOutcome } from '../../electron/http/carry.ts';

const KiB = 1_024;
const MiB = 1_024 * KiB;

/** Sockets that take what the test says, and a file of which so much is in memory. */
function bench(limits: { hotTo?: number; size?: number } = {}) {
  let hotTo = limits.hotTo ?? Number.POSITIVE_INFINITY;
  const size = limits.size ?? Number.POSITIVE_INFINITY;
  let now = 0;
  const room = new Map<number, number>();
  const sent: string[] = [];
  const replies: CarrierReply[] = [];
  const released: number[] = [];
  const watchers = new Map<number, () => void>();
  const carrier = new Carrier({
    send(socket, _file, position, length): SendOutcome {
      const free = room.get(socket) ?? 0;
      if (free < 0) return { kind: 'failed', errno: 32 };
      if (free === 0) return { kind: 'full' };
      const bytes = Math.max(0, Math.min(length, free, size - position));
      room.set(socket, free - bytes);
      if (bytes > 0) sent.push(`${socket}:${position}+${bytes}`);
      return { kind: 'sent', bytes };
    },
    isHot: (_file, position) => position < hotTo,
    watch: (socket, writable) => watchers.set(socket, writable),
    release: (socket) => released.push(socket),
    now: () => now,
    reply: (reply) => replies.push(reply),
  });
  return {
    carrier,
    sent,
    replies,
    released,
    /** The socket takes so many more bytes; -1: it is broken. */
    give(socket: number, bytes: number): void {
      room.set(socket, bytes);
      watchers.get(socket)?.();
    },
    heat(to: number): void {
      hotTo = to;
    },
    pass(milliseconds: number): void {
      now += milliseconds;
    },
    run(): void {
      while (carrier.work());
    },
  };
}

function load(id: number, position: number, end: number): { kind: 'carry'; load: Load } {
  return { kind: 'carry', load: { id, socket: id * 10, file: 3, position, end } };
}

describe('a load', () => {
  it('goes to its end in turns of at most 2 MiB and is then over', () => {
    const { carrier, sent, replies, released, give, run } = bench();
    give(10, 64 * MiB);
    carrier.tell(load(1, 100, 5 * MiB));
    run();
    expect(sent).toEqual([`10:100+${2 * MiB}`, `10:${2 * MiB + 100}+${2 * MiB}`, `10:${4 * MiB + 100}+${MiB - 100}`]);
    expect(replies).toEqual([{ kind: 'over', id: 1, position: 5 * MiB }]);
    expect(released).toEqual([10]);
  });

  it('waits while its socket is full, and goes on where it was when the socket takes bytes again', () => {
    const { carrier, sent, replies, give, run } = bench();
    give(10, 300);
    carrier.tell(load(1, 0, 1_000));
    run();
    expect(replies).toEqual([]);
    give(10, 10_000);
    run();
    expect(sent).toEqual(['10:0+300', '10:300+700']);
    expect(replies).toEqual([{ kind: 'over', id: 1, position: 1_000 }]);
  });

  it('shares the thread with the others turn by turn', () => {
    const { carrier, sent, give, run } = bench();
    give(10, 64 * MiB);
    give(20, 64 * MiB);
    carrier.tell(load(1, 0, 4 * MiB));
    carrier.tell(load(2, 0, 4 * MiB));
    run();
    expect(sent.map((piece) => piece.slice(0, 2))).toEqual(['10', '20', '10', '20']);
  });

  it('asks for what is not in memory, and lets the others go on meanwhile', () => {
    const { carrier, sent, replies, give, heat, run } = bench({ hotTo: MiB });
    give(10, 64 * MiB);
    carrier.tell(load(1, 0, 2 * MiB));
    run();
    expect(sent).toEqual([`10:0+${MiB}`]);
    expect(replies).toEqual([{ kind: 'cold', id: 1, position: MiB }]);
    give(20, 64 * MiB);
    carrier.tell(load(2, 0, 512 * KiB));
    run();
    expect(replies.at(-1)).toEqual({ kind: 'over', id: 2, position: 512 * KiB });
    heat(2 * MiB);
    carrier.tell({ kind: 'hot', id: 1, to: 2 * MiB });
    run();
    expect(replies.at(-1)).toEqual({ kind: 'over', id: 1, position: 2 * MiB });
  });

  it('believes that what was read from the disk is in memory, where the system cannot tell', () => {
    const { carrier, replies, give, run } = bench({ hotTo: 0 });
    give(10, 64 * MiB);
    carrier.tell(load(1, 0, MiB));
    run();
    carrier.tell({ kind: 'hot', id: 1, to: MiB });
    run();
    expect(replies).toEqual([
      { kind: 'cold', id: 1, position: 0 },
      { kind: 'over', id: 1, position: MiB },
    ]);
  });

  it.each([
    ['the socket breaks', -1, undefined, 0],
    ['the file ends before it should', 64 * MiB, 700, 700],
  ])('is over where it is when %s', (_case, room, size, position) => {
    const { carrier, replies, released, give, run } = bench(size === undefined ? {} : { size });
    give(10, room);
    carrier.tell(load(1, 0, 1_000));
    run();
    expect(replies).toEqual([{ kind: 'over', id: 1, position }]);
    expect(released).toEqual([10]);
  });

  it('is let go when nobody wants it, whatever it waits for, and its socket is not touched again', () => {
    const { carrier, sent, replies, released, give, run } = bench();
    give(10, 100);
    carrier.tell(load(1, 0, 1_000));
    run();
    carrier.tell({ kind: 'drop', id: 1 });
    expect(replies).toEqual([{ kind: 'over', id: 1, position: 100 }]);
    expect(released).toEqual([10]);
    give(10, 1_000);
    carrier.tell({ kind: 'drop', id: 1 });
    run();
    expect(sent).toEqual(['10:0+100']);
    expect(replies).toHaveLength(1);
  });

  it('tells how far it is ten times a second', () => {
    const { carrier, replies, give, pass } = bench();
    give(10, 64 * MiB);
    carrier.tell(load(1, 0, 32 * MiB));
    carrier.work();
    expect(replies).toEqual([]);
    pass(100);
    carrier.work();
    carrier.work();
    expect(replies).toEqual([{ kind: 'progress', id: 1, position: 4 * MiB }]);
  });
});

it('a carrier that stops lets go of every load', () => {
  const { carrier, replies, released, run } = bench();
  carrier.tell(load(1, 0, 1_000));
  carrier.tell(load(2, 5, 1_000));
  run();
  carrier.stop();
  expect(replies).toEqual([
    { kind: 'over', id: 1, position: 0 },
    { kind: 'over', id: 2, position: 5 },
  ]);
  expect(released).toEqual([10, 20]);
});
