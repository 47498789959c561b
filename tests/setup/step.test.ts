import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runStep } from '../../electron/setup/step.mjs';

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'rollcall-step-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};
const node = (script: string, seconds: number, cwd = folder()) =>
  runStep(process.execPath, ['-e', script], { cwd, seconds, capture: true });

const alive = (pid: number): boolean => {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && !readFileSync(status, 'utf8').includes('State:\tZ');
};

test('a step gives its exit code and its words', async () => {
  const result = await node('console.log("a"); console.error("b"); process.exit(3)', 20);
  expect(result.code).toBe(3);
  expect(result.output).toContain('a');
  expect(result.output).toContain('b');
});

test('a program that is not there is no crash', async () => {
  const result = await runStep('no-such-program-anywhere', [], { cwd: folder(), seconds: 5, capture: true });
  expect(result.code).toBe(127);
});

test.runIf(process.platform === 'linux')('a step that hangs ends with its children', async () => {
  const cwd = folder();
  const script = `
    const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    require('fs').writeFileSync('child', String(child.pid));
    setInterval(() => {}, 1000);`;
  const result = await node(script, 1, cwd);
  expect(result.code).toBe(124);
  await expect.poll(() => alive(Number(readFileSync(join(cwd, 'child'), 'utf8')))).toBe(false);
});
