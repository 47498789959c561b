import { describe, expect, test } from 'vitest';
import type { CommandName, CommandResult, Snapshot } from '../../../electron/contract/api.ts';
import type { Phrase } from '../../../electron/contract/model.ts';
import type { Client } from '../../../renderer/client/client.ts';
import { moveMachines } from '../../../renderer/features/dock/changes.ts';
import type { Proposal } from '../../../renderer/features/dock/deed.ts';
import { Desk } from '../../../renderer/features/dock/desk.ts';
import { seatProposal } from '../../../renderer/features/dock/seat-proposal.ts';
import { secondsLeft } from '../../../renderer/features/dock/undo.ts';
import { aBoot, aComputer, aSnapshot, aTask } from '../snapshot.ts';

const kiosk: Proposal = {
  computers: [1, 2],
  deed: { kind: 'boot', actionId: 7, when: { mode: 'once', length: 3_600_000 }, wake: true },
};

type Answer = (
  input: unknown,
) => { ok: true; value: unknown } | { ok: false; code: 'refused'; message: string; phrase: Phrase };

/** A desk over an engine that answers by a table, with a clock that stands until it is moved. */
function aDesk(answers: Partial<Record<CommandName, Answer>>, parts: Partial<Snapshot> = {}) {
  const calls: { command: string; input: unknown }[] = [];
  const timers = new Map<number, { at: number; then: () => void }>();
  const clock = { now: 1_000_000 };
  const call = (async (command: CommandName, input: unknown) => {
    calls.push({ command, input });
    return (answers[command]?.(input) ?? { ok: true, value: null }) as CommandResult;
  }) as Client['call'];
  const desk = new Desk({
    call,
    picture: () => aSnapshot(parts),
    now: () => clock.now,
    after: (milliseconds, then) => {
      const key = timers.size;
      timers.set(key, { at: clock.now + milliseconds, then });
      return () => timers.delete(key);
    },
  });
  const pass = (milliseconds: number) => {
    clock.now += milliseconds;
    for (const [key, { at, then }] of timers) {
      if (at > clock.now) continue;
      timers.delete(key);
      then();
    }
  };
  /** Until the desk shows what is asked for. */
  const until = (shown: () => boolean) =>
    new Promise<void>((resolve) => {
      if (shown()) return resolve();
      const stop = desk.subscribe(() => {
        if (!shown()) return;
        stop();
        resolve();
      });
    });
  return { desk, calls, pass, until };
}

const added: Answer = () => ({ ok: true, value: [aTask({ id: 31, computerId: 1 }), aTask({ id: 32, computerId: 2 })] });
/** The engine's word for why not; the page words it in its own language. */
const notDone =
  (phrase: Phrase): Answer =>
  () => ({ ok: false, code: 'refused', message: '', phrase });
const gone: Phrase = { code: 'action-missing', ref: '7' };
const refused = notDone(gone);

describe('an act', () => {
  test('is not sent before its time to undo is over', async () => {
    const { desk, calls, pass, until } = aDesk({ 'task.add': added });
    desk.act(kiosk);
    pass(4_999);
    expect(calls).toEqual([]);
    pass(1);
    await until(() => desk.getState().done.length === 1);
    expect(calls[0]).toMatchObject({
      command: 'task.add',
      input: { computers: [1, 2], action: 7, notBefore: 1_005_000 },
    });
  });

  test('wakes those of whom nothing was heard, and them alone', async () => {
    const computers = [aComputer({ id: 1 }), aComputer({ id: 2, mac: '52:54:00:00:00:09' })];
    const boots = [aBoot({ computerId: 1, stage: 'running', lastEventAt: 999_000 })];
    const { desk, calls, pass, until } = aDesk({ 'task.add': added }, { computers, boots });
    desk.act(kiosk);
    pass(5_000);
    await until(() => desk.getState().done.length === 1);
    expect(calls[1]).toEqual({ command: 'computer.wake', input: { computers: [2] } });
  });

  test('that is undone in time is never sent, and is a proposal again', () => {
    const { desk, calls, pass } = aDesk({ 'task.add': added });
    desk.act(kiosk);
    void desk.undo();
    pass(60_000);
    expect(calls).toEqual([]);
    expect(desk.getState()).toMatchObject({ waiting: [], proposal: kiosk });
  });

  test('that the engine refuses is told with its proposal, so that it can be tried again', async () => {
    const { desk, pass, until } = aDesk({ 'task.add': refused });
    desk.act(kiosk);
    pass(5_000);
    await until(() => desk.getState().refused !== null);
    expect(desk.getState()).toMatchObject({ done: [], refused: { proposal: kiosk, why: gone } });
  });

  test('whose magic packets could not be sent is done, and says so', async () => {
    const { desk, pass, until } = aDesk({
      'task.add': added,
      'computer.wake': notDone({ code: 'serve-for-wake' }),
    });
    desk.act(kiosk);
    pass(5_000);
    await until(() => desk.getState().refused !== null);
    expect(desk.getState()).toMatchObject({
      done: [{ change: { kind: 'tasks', ids: [31, 32] } }],
      refused: { proposal: null, why: { code: 'serve-for-wake' } },
    });
  });

  test('goes at once when the window closes', async () => {
    const { desk, calls, until } = aDesk({ 'task.add': added });
    desk.act(kiosk);
    desk.sendAll();
    await until(() => desk.getState().done.length === 1);
    expect(calls.map(({ command }) => command)).toEqual(['task.add', 'computer.wake']);
  });
});

describe('undo of what was sent', () => {
  async function sent(answers: Partial<Record<CommandName, Answer>>) {
    const made = aDesk({ 'task.add': added, ...answers });
    made.desk.act(kiosk);
    made.pass(5_000);
    await made.until(() => made.desk.getState().done.length === 1);
    made.calls.length = 0;
    return made;
  }

  test('puts the two machines of a swap back with one command', async () => {
    const computers = [
      aComputer({ id: 1, roomId: 3, seat: { row: 1, column: 1 } }),
      aComputer({ id: 2, mac: '52:54:00:00:00:09', roomId: null, seat: null }),
    ];
    const { desk, calls } = aDesk({}, { computers });
    await desk.change(
      moveMachines([
        { computer: 1, room: null, seat: null },
        { computer: 2, room: 3, seat: { row: 1, column: 1 } },
      ]),
    );
    await desk.undo();
    expect(calls[1]).toEqual({
      command: 'seats.arrange',
      input: {
        moves: [
          { computer: 1, room: 3, seat: { row: 1, column: 1 } },
          { computer: 2, room: null, seat: null },
        ],
      },
    });
    expect(desk.getState().done).toEqual([]);
  });

  test('keeps a move that cannot be taken back, and tells why', async () => {
    const computers = [aComputer({ id: 1, roomId: 3, seat: { row: 1, column: 1 } })];
    const answers: Partial<Record<CommandName, Answer>> = {};
    const { desk } = aDesk(answers, { computers });
    await desk.change(moveMachines([{ computer: 1, room: 3, seat: { row: 2, column: 2 } }]));
    answers['seats.arrange'] = notDone(gone);
    await desk.undo();
    expect(desk.getState()).toMatchObject({
      done: [{ change: { kind: 'moves' } }],
      refused: { why: gone },
    });
  });

  test('cancels the tasks that no boot has taken', async () => {
    const { desk, calls } = await sent({ 'task.list': () => ({ ok: true, value: [aTask({ id: 32 })] }) });
    await desk.undo();
    expect(calls[1]).toEqual({ command: 'task.cancel', input: { tasks: [32] } });
    expect(desk.getState().done).toEqual([]);
  });

  test('looks again when a machine took its task meanwhile', async () => {
    const lists = [[aTask({ id: 31 }), aTask({ id: 32 })], [aTask({ id: 32 })]];
    const { desk, calls } = await sent({
      'task.list': () => ({ ok: true, value: lists.shift() ?? [] }),
      'task.cancel': (input) => ((input as { tasks: number[] }).tasks.includes(31) ? refused(input) : added(input)),
    });
    await desk.undo();
    expect(calls.at(-1)).toEqual({ command: 'task.cancel', input: { tasks: [32] } });
    expect(desk.getState().refused).toBeNull();
  });

  test('of defaults puts back what each had', async () => {
    const computers = [aComputer({ id: 1, defaultActionId: 4 }), aComputer({ id: 2, mac: '52:54:00:00:00:09' })];
    const { desk, calls, pass, until } = aDesk({}, { computers });
    desk.act({ computers: [1, 2], deed: { kind: 'default', actionId: 7 } });
    pass(5_000);
    await until(() => desk.getState().done.length === 1);
    calls.length = 0;
    await desk.undo();
    expect(calls.map(({ input }) => input)).toEqual([
      { computer: 1, defaultAction: 4 },
      { computer: 2, defaultAction: null },
    ]);
  });
});

describe('a tile', () => {
  test('shows what is proposed before what waits', () => {
    const { desk } = aDesk({});
    desk.act(kiosk);
    expect(seatProposal(desk.getState(), 1)).toEqual({ kind: 'boot', actionId: 7, form: 'waiting' });
    desk.propose({ computers: [1], deed: { kind: 'default', actionId: 8 } });
    expect(seatProposal(desk.getState(), 1)).toEqual({ kind: 'default', actionId: 8, form: 'proposed' });
    expect(seatProposal(desk.getState(), 2)).toEqual({ kind: 'boot', actionId: 7, form: 'waiting' });
    expect(seatProposal(desk.getState(), 3)).toBeNull();
  });
});

test('the countdown shows whole seconds and ends at nought', () => {
  expect([5_000, 4_001, 4_000, 1, 0, -9].map((left) => secondsLeft(left, 0))).toEqual([5, 5, 4, 1, 0, 0]);
});
