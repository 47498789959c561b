import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describePhrase } from '../../electron/contract/describe.ts';
import { limitsOf, negotiate, type TftpTerms } from '../../electron/tftp/options.ts';
import type { TftpOption } from '../../electron/tftp/packet.ts';
import {
  beginTransfer,
  bytesConfirmed,
  stepTransfer,
  type Transfer,
  type TransferEffect,
  type TransferEvent,
} from '../../electron/tftp/transfer.ts';
import { seeded } from '../support/seeded.ts';

const size = 5_000;

function termsOf(...asked: TftpOption[]): TftpTerms {
  return negotiate(asked, size, limitsOf(1_500));
}

/** Plays events one millisecond apart, unless an event brings its own time, and tells what was done at each. */
function play(terms: TftpTerms, events: readonly Playable[], bytes = size) {
  let { state, effects } = beginTransfer(terms, bytes, 0);
  const done: string[][] = [effects.map(shown)];
  let at = 0;
  for (const event of events) {
    at = event.at ?? (event.kind === 'clock' ? state.deadline : at + 1);
    ({ state, effects } = stepTransfer(state, { ...event, at } as TransferEvent));
    done.push(effects.map(shown));
  }
  return { state, done, last: done.at(-1)! };
}

type Playable = TransferEvent extends infer Event
  ? Event extends { at: number }
    ? Omit<Event, 'at'> & { at?: number }
    : never
  : never;

function shown(effect: TransferEffect): string {
  switch (effect.kind) {
    case 'send-options':
      return 'OACK';
    case 'send-blocks':
      return `DATA ${effect.first}-${effect.last}`;
    case 'send-error':
      return `ERROR ${effect.message}`;
    case 'end':
      return effect.outcome.kind === 'failed' ? `failed: ${describePhrase(effect.outcome.why)}` : effect.outcome.kind;
  }
}

const ack = (block: number): Playable => ({ kind: 'ack', block });
const clock: Playable = { kind: 'clock' };
const error = (code: number, message = ''): Playable => ({ kind: 'error', code, message });

const plain = termsOf();
const sized = termsOf(['tsize', '0'], ['blksize', '1000']);
const windowed = termsOf(['blksize', '500'], ['windowsize', '4']);

/** 5,000 bytes: 10 blocks of 512; 6 blocks of 1,000, the last empty; 11 blocks of 500, the last empty. */
const rules: readonly [sentence: string, terms: TftpTerms, events: readonly Playable[], last: readonly string[]][] = [
  ['without options the first block goes out at once', plain, [], ['DATA 1-1']],
  ['with options the OACK goes first', sized, [], ['OACK']],
  ['ACK 0 of the OACK brings the first block', sized, [ack(0)], ['DATA 1-1']],
  ['another ACK before ACK 0 is ignored', sized, [ack(1)], []],
  ['each ACK brings the next block', plain, [ack(1), ack(2)], ['DATA 3-3']],
  ['a window goes out as one', windowed, [ack(0)], ['DATA 1-4']],
  ['the ACK of a window brings the next one', windowed, [ack(0), ack(4)], ['DATA 5-8']],
  ['the last window is as short as the file', windowed, [ack(0), ack(4), ack(8)], ['DATA 9-11']],
  ['the ACK of the last block ends it', windowed, [ack(0), ack(4), ack(8), ack(11)], ['sent']],
  ['an ACK that comes twice never causes data', plain, [ack(1), ack(1)], []],
  ['an ACK from before never causes data', plain, [ack(1), ack(2), ack(3), ack(1)], []],
  ['an ACK of a block that was not sent is ignored', plain, [ack(2)], []],
  ['ACK 0 that comes twice never causes data', sized, [ack(0), ack(0)], []],
  ['with windows an echo of the last ACK never causes data', windowed, [ack(0), ack(4), ack(4)], []],
  ['an ACK inside the window goes back to the block after it', windowed, [ack(0), ack(2)], ['DATA 3-6']],
  ['and does so once', windowed, [ack(0), ack(2), ack(2)], []],
  ['silence after the OACK repeats the OACK', sized, [clock], ['OACK']],
  ['silence after a block repeats the block', plain, [ack(1), clock], ['DATA 2-2']],
  ['silence after a window repeats the window', windowed, [ack(0), clock], ['DATA 1-4']],
  ['a clock before the deadline does nothing', plain, [{ kind: 'clock', at: 1 }], []],
  ['ERROR 8 after the OACK is a size probe', sized, [error(8, 'User aborted the transfer')], ['probed']],
  ['ERROR 0 after the OACK is a size probe', sized, [error(0)], ['probed']],
  [
    'another ERROR after the OACK is a fault',
    sized,
    [error(3, 'disk full')],
    ['failed: the machine broke off: disk full'],
  ],
  [
    'an ERROR in the middle is a fault in its own words',
    plain,
    [ack(1), error(0, 'no memory')],
    ['failed: the machine broke off: no memory'],
  ],
  ['an ERROR without words is told by its number', plain, [error(3)], ['failed: the machine broke off: TFTP error 3']],
  [
    'a port that closes in the middle is a fault',
    plain,
    [ack(1), { kind: 'gone' }],
    ['failed: the machine stopped listening'],
  ],
  ['a port that closes after the OACK with a size is a probe', sized, [{ kind: 'gone' }], ['probed']],
  [
    'a port that closes with all blocks sent has lost its last ACK alone',
    windowed,
    [ack(0), ack(4), ack(8), { kind: 'gone' }],
    ['sent'],
  ],
  [
    'a stop tells the client why',
    plain,
    [{ kind: 'stop', why: { code: 'tftp-server-stops' } }],
    ['ERROR the server stops', 'failed: the server stops'],
  ],
  ['after the end nothing happens', plain, [error(0), ack(1)], []],
];

describe('a transfer', () => {
  it.each(rules)('%s', (_sentence, terms, events, last) => {
    expect(play(terms, events).last).toEqual(last);
  });

  it('of an empty file is one empty block', () => {
    const { done, state } = play(plain, [ack(1)], 0);
    expect(done).toEqual([['DATA 1-1'], ['sent']]);
    expect(bytesConfirmed(state)).toBe(0);
  });

  it('whose size is a multiple of the block ends with an empty block', () => {
    const { done, state } = play(plain, [ack(1), ack(2), ack(3)], 1_024);
    expect(done).toEqual([['DATA 1-1'], ['DATA 2-2'], ['DATA 3-3'], ['sent']]);
    expect(bytesConfirmed(state)).toBe(1_024);
  });

  it('counts what it sends again, and not what goes back beyond the end of the window', () => {
    const { state } = play(windowed, [ack(0), ack(2), clock]);
    expect(state).toMatchObject({ retransmitted: 2 + 4, timeouts: 1 });
  });
});

describe('the wait', () => {
  /** Answers after so many milliseconds, in a steady rhythm, and tells the wait that follows. */
  const waitAfter = (delay: number, terms = plain) => {
    const { state } = play(
      terms,
      [1, 2, 3, 4, 5, 6].map((block) => ({ ...ack(block), at: block * delay })),
    );
    return state.deadline - state.sentAt;
  };

  it('is 20 ms for a client that answers at once, so a lost packet does not cost a second', () => {
    expect(waitAfter(0.1)).toBe(20);
  });

  it('follows a client that is slow', () => {
    expect(waitAfter(100)).toBeGreaterThan(100);
    expect(waitAfter(100)).toBeLessThan(300);
  });

  it('doubles with each try up to four seconds', () => {
    let { state } = play(plain, [{ ...ack(1), at: 0.1 }]);
    const waits: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      waits.push(state.deadline - state.sentAt);
      ({ state } = stepTransfer(state, { kind: 'clock', at: state.deadline }));
    }
    expect(waits.map(Math.round)).toEqual([20, 40, 80, 160, 320, 640, 1_280, 2_560, 4_000, 4_000, 4_000, 4_000]);
  });

  it('is never longer than the timeout that the client asked for', () => {
    let { state } = beginTransfer(termsOf(['timeout', '1']), size, 0);
    for (let count = 0; count < 8; count += 1) ({ state } = stepTransfer(state, { kind: 'clock', at: state.deadline }));
    const before = state.deadline;
    ({ state } = stepTransfer(state, { kind: 'clock', at: before }));
    expect(state.deadline - before).toBe(1_000);
  });

  it('grows until a window that takes longer than the first guess arrives without being sent twice', () => {
    const slow = 150;
    let { state } = play(windowed, [{ ...ack(0), at: 1 }]);
    let at = state.sentAt;
    for (let count = 0; count < 8; count += 1) {
      const arrives = at + slow;
      while (state.deadline < arrives) ({ state } = stepTransfer(state, { kind: 'clock', at: state.deadline }));
      const again = state.retransmitted;
      ({ state } = stepTransfer(state, { kind: 'ack', block: state.sent, at: arrives }));
      if (state.phase === 'ended') break;
      at = arrives;
      if (count > 1) expect(state.retransmitted).toBe(again);
    }
  });

  const silences: readonly [sentence: string, events: readonly Playable[], why: string][] = [
    ['that never answers', [], 'the machine never answered'],
    ['that falls silent in the middle', [ack(1)], 'the machine fell silent'],
    [
      'that does not confirm the end',
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map(ack),
      'the machine did not confirm the last blocks',
    ],
  ];
  it.each(silences)('ends after 20 s and at least six tries for a client %s', (_sentence, events, why) => {
    let { state } = play(plain, events);
    const silentSince = state.movedAt;
    let effects: readonly TransferEffect[] = [];
    while (state.phase !== 'ended') {
      const before: Transfer = state;
      ({ state, effects } = stepTransfer(before, { kind: 'clock', at: before.deadline }));
      if (state.phase === 'ended') expect(before.deadline - silentSince).toBeGreaterThanOrEqual(20_000);
    }
    expect(state.timeouts).toBeGreaterThanOrEqual(6);
    expect(effects.map(shown)).toEqual([`failed: ${why}`]);
  });
});

/** A client as RFC 7440 wants it: an ACK a window, and at a gap one of the last block in order. */
function orderlyClient(windowSize: number, total: number) {
  let received = 0;
  let inWindow = 0;
  let gapTold = false;
  return {
    received: () => received,
    /** Its own timer has run out: it will tell the gap again. */
    silence() {
      gapTold = false;
    },
    /** The block that it acknowledges, or null. */
    take(block: number): number | null {
      if (block !== received + 1) {
        const answer = gapTold ? null : received;
        gapTold = true;
        inWindow = 0;
        return answer;
      }
      gapTold = false;
      received = block;
      inWindow += 1;
      return inWindow % windowSize === 0 || received === total ? received : null;
    },
  };
}

/** Carries a whole file over a link that loses so many percent each way; silence is ended by the deadline alone. */
function carry(windowSize: number, blocks: number, lossPercent: number, seed: number) {
  const random = seeded(seed);
  const passes = () => random() * 100 >= lossPercent;
  const client = orderlyClient(windowSize, blocks);
  let { state, effects } = beginTransfer({ ...plain, blockSize: 8, windowSize }, blocks * 8 - 1, 0);
  for (let at = 1; state.phase !== 'ended'; at += 1) {
    const sent = effects.flatMap((effect) => (effect.kind === 'send-blocks' ? blocksOf(effect) : []));
    const answers = sent
      .filter(passes)
      .map((block) => client.take(block))
      .filter((block) => block !== null && passes());
    effects = [];
    for (const block of answers) {
      const step = stepTransfer(state, { kind: 'ack', block: block! & 0xffff, at });
      state = step.state;
      effects = [...effects, ...step.effects];
    }
    if (effects.length > 0) continue;
    client.silence();
    at = Math.max(at, state.deadline);
    ({ state, effects } = stepTransfer(state, { kind: 'clock', at }));
  }
  return { state, effects, received: client.received() };
}

function blocksOf({ first, last }: { first: number; last: number }): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

describe('a lossy exchange', () => {
  it('delivers every block in order through a link that loses up to 8 % each way', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 4, 16),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 0, max: 8 }),
        fc.integer(),
        (windowSize, blocks, lossPercent, seed) => {
          expect(carry(windowSize, blocks, lossPercent, seed)).toMatchObject({ received: blocks });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('delivers a file of more than 65535 blocks', () => {
    expect(carry(16, 70_000, 1, 7)).toMatchObject({ received: 70_000, state: { acknowledged: 70_000 } });
  });

  it('sends little more than what was lost', () => {
    const { state } = carry(1, 10_000, 5, 3);
    expect(state.retransmitted / 10_000).toBeLessThan(0.13);
  });

  it('goes on past block 65535', () => {
    const blocks = 131_100;
    let { state } = beginTransfer({ ...plain, blockSize: 8, windowSize: 64 }, blocks * 8 - 1, 0);
    for (let at = 1; state.phase !== 'ended'; at += 1) {
      ({ state } = stepTransfer(state, { kind: 'ack', block: state.sent & 0xffff, at }));
    }
    expect(state).toMatchObject({ acknowledged: blocks, retransmitted: 0 });
  });
});
