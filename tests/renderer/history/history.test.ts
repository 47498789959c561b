import { expect, test } from 'vitest';
import { historyCsv, historyJsonLines } from '../../../renderer/features/history/export.ts';
import { dayStart, everything, merge, toInput } from '../../../renderer/features/history/filter.ts';
import { anEntry } from './entry.ts';

test('the table has a line an entry, with times that every program reads', () => {
  const [head, line, end] = historyCsv([anEntry()]).split('\r\n');
  expect(head).toBe(
    'servedAt,startedAt,runningAt,outcome,computerName,mac,actionName,actionKind,reason,repeat,notBefore,notAfter',
  );
  expect(line).toBe(
    '2026-11-24T09:14:00.000Z,,,served,PC-02,52:54:00:00:00:02,Lab Linux,linux,task,once,1970-01-01T00:00:00.001Z,1970-01-01T00:00:00.002Z',
  );
  expect(end).toBe('');
});

const names: readonly (readonly [string, string, string])[] = [
  ['a comma', 'Lab, second', '"Lab, second"'],
  ['a quotation mark', 'the "new" one', '"the ""new"" one"'],
  ['what a spreadsheet would calculate', '=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ['a minus at its beginning', '-1', "'-1"],
];

test.each(names)('a name with %s stays a name', (_, actionName, cell) => {
  expect(historyCsv([anEntry({ actionName })])).toContain(`,${cell},linux,`);
});

test('a line of JSON has everything, the script too', () => {
  const entry = anEntry({ script: '#!ipxe\nboot\n' });
  expect(JSON.parse(historyJsonLines([entry]))).toEqual(entry);
});

test('a filter asks for whole days of local time', () => {
  expect(toInput({ ...everything, from: '2026-11-24', to: '2026-11-24', outcome: 'failed' }, 200, 41)).toEqual({
    limit: 200,
    before: 41,
    outcomes: ['failed'],
    from: new Date(2026, 10, 24).getTime(),
    to: new Date(2026, 10, 25).getTime(),
  });
});

test('a filter that asks for nothing special says nothing', () => {
  expect(toInput(everything, 200, null)).toEqual({ limit: 200 });
});

test('what is no day is not asked for', () => {
  expect(dayStart('2026-1-2', 0)).toBeNull();
});

test('a newer word about an entry takes the place of the older', () => {
  const merged = merge(
    [anEntry({ id: 2 }), anEntry({ id: 1 })],
    [anEntry({ id: 3 }), anEntry({ id: 2, outcome: 'running' })],
  );
  expect(merged.map(({ id, outcome }) => [id, outcome])).toEqual([
    [3, 'served'],
    [2, 'running'],
    [1, 'served'],
  ]);
});
