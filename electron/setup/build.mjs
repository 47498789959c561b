import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, projectEnvironment } from './modules.mjs';
import { runStep } from './step.mjs';

/** What the build is made from, and what it makes. */
const sources = ['electron', 'renderer', 'package-lock.json'];
const results = [
  'out/main/main.js',
  'out/main/headless.js',
  'out/main/cli.js',
  'out/main/tftp-worker.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];

/** When the newest file of a folder (or the file itself) was changed; milliseconds. @param {string} path */
function newestChange(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

/** True when the build is missing or older than its sources. @param {string} root */
export function buildIsOld(root) {
  const built = results.map((name) => join(root, name));
  if (!built.every((file) => existsSync(file))) return true;
  const oldest = Math.min(...built.map((file) => statSync(file).mtimeMs));
  return sources.some((name) => newestChange(join(root, name)) > oldest);
}

/**
 * Builds the app into `out/`. What it prints is kept and only given back when it fails, so that the output of a
 * command that builds first stays its own.
 *
 * @param {string} root
 * @returns {Promise<string | null>} why it failed, or null
 */
export async function build(root) {
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const args = [tool, 'build', '--config', 'electron/electron.vite.config.ts', '--logLevel', 'warn'];
  const how = { cwd: root, seconds: 180, env: projectEnvironment(root), capture: true };
  const { code, output } = await runStep(pinnedNode(root), args, how);
  return code === 0 ? null : `the build failed:\n${output.trim()}`;
}
