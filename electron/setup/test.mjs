import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureFirmware } from '../../firmware/fetch.mjs';
import { build } from './build.mjs';
import { countReport, lastLine, sum } from './count.mjs';
import { ensureModules, pinnedNode, projectEnvironment } from './modules.mjs';
import { ensurePackages } from './packages.mjs';
import { requireNode, root } from './place.mjs';
import { exitOnSignals, runStep } from './step.mjs';

/** `npm test`: everything that a fresh machine needs, then every check, then one line with the sum. */

requireNode();
const onCi = process.env.CI === 'true';
const reports = mkdtempSync(join(tmpdir(), 'rollcall-test-'));
/** The whole run ends in time, whatever hangs. */
const deadline = Date.now() + 19 * 60_000;
const remaining = (seconds) => Math.max(1, Math.min(seconds, Math.floor((deadline - Date.now()) / 1_000)));

const one = (name, why) => {
  console.log(why === null ? `ok      ${name}` : `FAILED  ${name}: ${why}`);
  return {
    passed: why === null ? 1 : 0,
    failed: why === null ? 0 : 1,
    skipped: 0,
    notes: why === null ? [] : [`${name}: ${why.split('\n')[0]}`],
  };
};

const skipped = (name, why) => {
  if (onCi) return one(name, `${why} (CI skips nothing)`);
  console.log(`skipped ${name}: ${why}`);
  return { passed: 0, failed: 0, skipped: 1, notes: [] };
};

/** A tool of node_modules, by the pinned Node. */
async function tool(name, script, args, seconds) {
  const how = { cwd: root, seconds: remaining(seconds), env: projectEnvironment(root) };
  const { code } = await runStep(pinnedNode(root), [join(root, 'node_modules', script), ...args], how);
  if (code === 0) return one(name, null);
  return one(name, code === 124 ? 'the time was up' : `ended with code ${code}`);
}

/** One project of tests/vitest.config.ts. */
async function tests(name, seconds) {
  console.log(`\n${name} tests`);
  const file = join(reports, `${name}.json`);
  const args = [
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--project',
    name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${file}`,
  ];
  const how = { cwd: root, seconds: remaining(seconds), env: projectEnvironment(root) };
  const { code } = await runStep(pinnedNode(root), [join(root, 'node_modules', 'vitest', 'vitest.mjs'), ...args], how);
  return countReport(readReport(file), code, { name, skipsFail: onCi && name !== 'unit' });
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Why the tests that need namespaces and real firmware cannot run here, or null. */
async function systemLacks() {
  const lacks = await ensurePackages(root);
  if (lacks !== null) return lacks;
  return process.getuid?.() === 0 ? null : 'network namespaces need root';
}

/** The packaged app in a real Electron, which is fetched first, so that a missing one is told as such. */
async function desktopTests() {
  console.log('\nAn Electron for the desktop tests …');
  const how = { cwd: root, seconds: remaining(420), env: projectEnvironment(root), capture: true };
  const { code, output } = await runStep(pinnedNode(root), [join(root, 'tests/e2e/desktop/runtime.ts')], how);
  const said = output.trim().split('\n').at(-1) || `ended with code ${code}`;
  return code === 0 ? tests('desktop', 240) : skipped('desktop tests', `there is no Electron: ${said}`);
}

async function main() {
  exitOnSignals();
  const modules = one('packages of package-lock.json', await ensureModules(root, remaining(480)));
  if (modules.failed > 0) return [modules];
  const lacks = await systemLacks();
  const firmware = one('boot loaders', await ensureFirmware({ better: true }));
  const checks = [
    await tool('types', 'typescript/bin/tsc', ['--noEmit'], 180),
    await tool('style', '@biomejs/biome/bin/biome', ['check', '--config-path=.biome.json', '--vcs-enabled=false'], 60),
    one('build', await build(root)),
  ];
  const counts = [modules, firmware, ...checks, await tests('unit', 240)];
  for (const [name, run] of [
    ['net', () => tests('net', 540)],
    ['desktop', desktopTests],
    ['console', () => tests('console', 600)],
    ['boot', () => tests('boot', 900)],
  ]) {
    counts.push(lacks === null ? await run() : skipped(`${name} tests`, lacks));
  }
  return counts;
}

const total = sum(await main());
rmSync(reports, { recursive: true, force: true });
if (total.notes.length > 0) console.log(`\n${total.notes.join('\n')}`);
console.log(lastLine(total));
process.exit(total.failed > 0 ? 1 : 0);
