import { describe, expect, test } from 'vitest';
import type { EngineEvent, LogLine } from '../../electron/contract/api.ts';
import { mostLines, reduce } from '../../renderer/state/reduce.ts';
import { aBoot, aComputer, aLine, aSnapshot, aTask } from './snapshot.ts';

const after = (event: EngineEvent, before = aSnapshot()) => {
  const step = reduce(before, { revision: before.revision + 1, events: [event] });
  if (step.kind !== 'next') throw new Error(step.kind);
  return step.snapshot;
};

describe('a batch of events', () => {
  test.each([
    ['with the next number is taken in', 5, 'next'],
    ['with the number of the picture is in it already', 4, 'old'],
    ['with an older number is in it already', 1, 'old'],
    ['with a later number says that one was missed', 6, 'gap'],
  ] as const)('%s', (_sentence, revision, kind) => {
    expect(reduce(aSnapshot({ revision: 4 }), { revision, events: [] }).kind).toBe(kind);
  });

  test('moves the picture to its number', () => {
    expect(after({ kind: 'room-removed', id: 9 }, aSnapshot({ revision: 4 })).revision).toBe(5);
  });

  test('leaves the picture before it as it was', () => {
    const before = aSnapshot({ computers: [aComputer()] });
    after({ kind: 'computer', computer: aComputer({ name: 'PC-02' }) }, before);
    expect(before.computers).toEqual([aComputer()]);
  });
});

describe('an event', () => {
  test('adds a computer that is new', () => {
    expect(after({ kind: 'computer', computer: aComputer() }).computers).toEqual([aComputer()]);
  });

  test('replaces a computer in its place', () => {
    const before = aSnapshot({ computers: [aComputer({ id: 1 }), aComputer({ id: 2 })] });
    const { computers } = after({ kind: 'computer', computer: aComputer({ id: 1, name: 'PC-01' }) }, before);
    expect(computers.map(({ id, name }) => [id, name])).toEqual([
      [1, 'PC-01'],
      [2, null],
    ]);
  });

  test('that removes a computer takes its boot and its tasks along', () => {
    const before = aSnapshot({
      computers: [aComputer({ id: 3 })],
      boots: [aBoot({ computerId: 3 })],
      tasks: [aTask({ computerId: 3 })],
    });
    expect(after({ kind: 'computer-removed', id: 3 }, before)).toMatchObject({ computers: [], boots: [], tasks: [] });
  });

  test('keeps one boot for each computer: the newest', () => {
    const before = aSnapshot({ boots: [aBoot({ id: 7, stage: 'running' })] });
    expect(after({ kind: 'boot', boot: aBoot({ id: 8, stage: 'seen' }) }, before).boots).toMatchObject([{ id: 8 }]);
  });

  test('about an older boot changes nothing', () => {
    const before = aSnapshot({ boots: [aBoot({ id: 8, stage: 'seen' })] });
    expect(after({ kind: 'boot', boot: aBoot({ id: 7, stage: 'failed' }) }, before).boots).toMatchObject([{ id: 8 }]);
  });

  test('puts a line at the end of the log', () => {
    const before = aSnapshot({ log: [aLine({ id: 1 })] });
    expect(after({ kind: 'log', line: aLine({ id: 2 }) }, before).log.map(({ id }) => id)).toEqual([1, 2]);
  });

  test('drops the oldest line when the log is full', () => {
    const log: LogLine[] = Array.from({ length: mostLines }, (_, index) => aLine({ id: index + 1 }));
    const next = after({ kind: 'log', line: aLine({ id: mostLines + 1 }) }, aSnapshot({ log })).log;
    expect([next.length, next.at(0)?.id, next.at(-1)?.id]).toEqual([mostLines, 2, mostLines + 1]);
  });

  test('tells the state of the service', () => {
    expect(after({ kind: 'service', service: { state: 'stopped' } }).status.service).toEqual({ state: 'stopped' });
  });
});
