import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../../electron/contract/api.ts';
import type { BootFact } from '../../../electron/contract/model.ts';
import { fits, type LogFilter } from '../../../renderer/features/boot-log/filter.ts';
import { newsAfter } from '../../../renderer/features/boot-log/news.ts';
import { rowsOf } from '../../../renderer/features/boot-log/rows.ts';
import { stepsOf } from '../../../renderer/features/drawer/timeline.ts';

const kernel = { protocol: 'http', role: 'kernel', file: 'vmlinuz' } as const;
const begun: BootFact = { kind: 'file-started', ...kernel, bytes: 100 };
const half: BootFact = { kind: 'file-progress', ...kernel, sent: 50, bytes: 100 };
const got: BootFact = { kind: 'file-sent', ...kernel, bytes: 100, milliseconds: 10, retransmitted: 0 };
const stopped: BootFact = {
  kind: 'file-failed',
  ...kernel,
  sent: 50,
  bytes: 100,
  why: { code: 'words', words: 'the machine went silent' },
};
const address: BootFact = { kind: 'address', address: '10.0.0.9', by: 'rollcall', hostName: null };
const running: BootFact = { kind: 'running', sign: 'report', hostName: null, system: null };

const line = (id: number, fact: BootFact, computer = 1): LogLine => ({
  id,
  bootId: computer,
  computerId: computer,
  at: id * 1_000,
  fact,
  computerName: `PC-${computer}`,
  mac: '52:54:00:00:00:01',
  text: fact.kind,
  trouble: fact.kind === 'file-failed',
});

const shown = (lines: readonly LogLine[], open: readonly number[] = []) =>
  rowsOf(lines, new Set(open)).map((row) =>
    row.kind === 'fold' ? `${row.computers} × ${row.what}` : row.line.fact.kind,
  );

describe('the rows of the log', () => {
  it.each<readonly [string, readonly LogLine[], readonly string[]]>([
    ['show the progress of one file in one row', [line(1, begun), line(2, half), line(3, got)], ['file-sent']],
    ['keep two machines apart', [line(1, begun), line(2, half, 2)], ['file-started', 'file-progress']],
    [
      'show a failure beside the progress',
      [line(1, begun), line(2, half), line(3, stopped)],
      ['file-progress', 'file-failed'],
    ],
    ['show a second try apart', [line(1, begun), line(2, got), line(3, begun)], ['file-sent', 'file-started']],
  ])('%s', (_, lines, rows) => {
    expect(shown(lines)).toEqual(rows);
  });

  const many = (count: number) => Array.from({ length: count }, (_, index) => line(index + 1, address, index + 1));

  it('leave nine alike as they are', () => expect(shown(many(9))).toHaveLength(9));
  it('fold ten alike into one', () => expect(shown(many(10))).toEqual(['10 × address']));
  it('show the lines of an open fold below it', () => expect(shown(many(10), [1])).toHaveLength(11));
  it('never fold trouble', () => {
    const lines = Array.from({ length: 12 }, (_, index) => line(index + 1, stopped, index + 1));
    expect(shown(lines)).toHaveLength(12);
  });
});

describe('the filter of the log', () => {
  const noFilter: LogFilter = { troubleOnly: false, stages: [], computers: null, text: '' };
  const lines = [line(1, address), line(2, stopped, 2), line(3, running, 2)];
  it.each([
    ['without words lets all through', noFilter, [1, 2, 3]],
    ['knows trouble', { ...noFilter, troubleOnly: true }, [2]],
    ['knows stages', { ...noFilter, stages: ['address' as const] }, [1]],
    ['knows computers', { ...noFilter, computers: new Set([2]) }, [2, 3]],
    ['finds words in the sentence', { ...noFilter, text: ' Running ' }, [3]],
    ['finds a name', { ...noFilter, text: 'pc-2' }, [2, 3]],
    ['finds a MAC address as Windows writes it', { ...noFilter, text: '52-54' }, [1, 2, 3]],
  ])('%s', (_, filter, ids) => {
    expect(lines.filter(fits(filter, ({ text }) => text)).map(({ id }) => id)).toEqual(ids);
  });
});

it('trouble and finished boots are said aloud, and nothing twice', () => {
  const lines = [line(1, stopped), line(2, address), line(3, stopped), line(4, running)];
  expect(newsAfter(lines, 1).map(({ id }) => id)).toEqual([3, 4]);
  expect(newsAfter(lines, 4)).toEqual([]);
});

it('the stages of a boot last until the next one, and what was not reached says so', () => {
  const boot = {
    id: 1,
    computerId: 1,
    startedAt: 0,
    lastEventAt: 9_000,
    stage: 'failed' as const,
    address: null,
    firmware: 'bios' as const,
    actionId: null,
    actionName: null,
    taskId: null,
    reason: null,
    script: null,
    failure: 'it stopped',
  };
  const steps = stepsOf(boot, [line(2, address), line(5, begun), line(8, stopped)]);
  expect(steps.filter(({ at }) => at !== null).map(({ stage, state, lasted }) => [stage, state, lasted])).toEqual([
    ['seen', 'done', 2_000],
    ['address', 'done', 3_000],
    ['loading', 'failed', 4_000],
  ]);
});
