/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} notes what failed, said once more below all output: a line or two for each failure
 */

/**
 * Counts a JSON report of Vitest. A file that could not be loaded counts as a failure, and so does a run that ended
 * badly without naming a test.
 *
 * @param {any} report null when there is none
 * @param {number} exitCode of Vitest; 124 when its time was up
 * @param {{ name: string, skipsFail: boolean }} how `skipsFail`: on CI a test that skipped itself lacked something
 * @returns {Count}
 */
export function countReport(report, exitCode, { name, skipsFail }) {
  /** Failures of the run itself, which are no test of the report. */
  const notes = [];
  if (exitCode === 124) notes.push(`${name}: the time was up`);
  if (report === null) {
    if (exitCode !== 124) notes.push(`${name}: ended with code ${exitCode} and no report`);
    return { passed: 0, failed: notes.length, skipped: 0, notes };
  }
  const files = report.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults ?? []);
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults?.some((test) => test.status === 'failed'),
  );
  const passed = tests.filter((test) => test.status === 'passed').length;
  const failedTests = tests.filter((test) => test.status === 'failed').length + broken.length;
  const named = [
    ...broken.map((file) => failureNote(name, file.name, file.message)),
    ...tests
      .filter((test) => test.status === 'failed')
      .map((test) => failureNote(name, test.fullName, test.failureMessages?.[0])),
  ];
  const skippedTests = tests.filter((test) => !['passed', 'failed'].includes(test.status));
  if (skipsFail) for (const test of skippedTests) notes.push(`${name}: skipped, which CI forbids: ${test.fullName}`);
  if (tests.length === 0 && notes.length === 0 && broken.length === 0) notes.push(`${name}: no test was found`);
  else if (exitCode !== 0 && failedTests === 0 && notes.length === 0)
    notes.push(`${name}: ended with code ${exitCode}`);
  return {
    passed,
    failed: failedTests + notes.length,
    skipped: skipsFail ? 0 : skippedTests.length,
    notes: [...notes, ...named],
  };
}

/** What failed and the beginning of its message, which says more than the stack below it. */
function failureNote(name, what, message) {
  const said = String(message ?? '')
    .split('\n    at ')[0]
    .trim()
    .slice(0, 600);
  return said === '' ? `${name}: ${what}` : `${name}: ${what}\n    ${said.replaceAll('\n', '\n    ')}`;
}

/** @param {readonly Count[]} counts @returns {Count} */
export function sum(counts) {
  const total = { passed: 0, failed: 0, skipped: 0, notes: [] };
  for (const count of counts) {
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
    total.notes.push(...count.notes);
  }
  return total;
}

/** The last line of a run. @param {Count} count */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
