import { describe, expect, test } from 'vitest';
import { countReport, lastLine, sum } from '../../electron/setup/count.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test, fullName: `a ${test} test` })),
});
const report = (...files: ReturnType<typeof file>[]) => ({ testResults: files });
const unit = { name: 'unit', skipsFail: false };

describe('counting the reports of a run', () => {
  test.each([
    ['tests that passed', report(file('passed', 'passed', 'passed')), 0, [2, 0, 0]],
    ['a test that failed', report(file('failed', 'passed', 'failed')), 1, [1, 1, 0]],
    ['a test that skipped itself', report(file('passed', 'passed', 'skipped')), 0, [1, 0, 1]],
    ['a file that could not be loaded, as one failure', report(file('failed'), file('passed', 'passed')), 1, [1, 1, 0]],
    ['a file whose tests passed but whose clean-up failed', report(file('failed', 'passed')), 1, [1, 1, 0]],
    ['a bad end without a failed test, as one failure', report(file('passed', 'passed')), 1, [1, 1, 0]],
    ['no report at all, as one failure', null, 1, [0, 1, 0]],
    ['a run whose time was up, as one failure', null, 124, [0, 1, 0]],
    ['a run whose time was up after its report, as one failure', report(file('passed', 'passed')), 124, [1, 1, 0]],
    ['a run without tests, as one failure', report(), 0, [0, 1, 0]],
  ] as const)('counts %s', (_sentence, given, exitCode, [passed, failed, skipped]) => {
    expect(countReport(given, exitCode, unit)).toMatchObject({ passed, failed, skipped });
  });

  test('takes a skipped test for a failure where nothing may be skipped', () => {
    const count = countReport(report(file('passed', 'passed', 'skipped')), 0, { name: 'net', skipsFail: true });
    expect(count).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
    expect(count.notes[0]).toContain('a skipped test');
  });

  test('names what failed once more, with the beginning of its message', () => {
    const failing = {
      status: 'failed',
      fullName: 'a seat boots',
      failureMessages: ['Error: no lease\n    at boot.ts:1'],
    };
    const unloaded = { status: 'failed', name: 'x.test.ts', message: 'no such module', assertionResults: [] };
    const broken = report({ status: 'failed', assertionResults: [failing] } as never, unloaded as never);
    expect(countReport(broken, 1, unit)).toMatchObject({
      failed: 2,
      notes: ['unit: x.test.ts\n    no such module', 'unit: a seat boots\n    Error: no lease'],
    });
  });

  test('ends with one line', () => {
    const total = sum([countReport(report(file('passed', 'passed')), 0, unit), countReport(null, 124, unit)]);
    expect(lastLine(total)).toBe('1 passed, 1 failed, 0 skipped');
  });
});
