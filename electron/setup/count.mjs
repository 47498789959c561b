/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} notes one line for each failure that the report itself does not show
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
  const skippedTests = tests.filter((test) => !['passed', 'failed'].includes(test.status));
  if (skipsFail) for (const test of skippedTests) notes.push(`${name}: skipped, which CI forbids: ${test.fullName}`);
  if (tests.length === 0 && notes.length === 0 && broken.length === 0) notes.push(`${name}: no test was found`);
  else if (exitCode !== 0 && failedTests === 0 && notes.length === 0)
    notes.push(`${name}: ended with code ${exitCode}`);
  return { passed, failed: failedTests + notes.length, skipped: skipsFail ? 0 : skippedTests.length, notes };
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
