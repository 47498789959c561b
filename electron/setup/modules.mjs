import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { runStep } from './step.mjs';

/**
 * What keeps the installed packages from being those of the lockfile, in words; empty when they are the same.
 * Optional packages are for other platforms and may be missing.
 *
 * @param {Record<string, any>} wanted `packages` of package-lock.json
 * @param {Record<string, any>} installed `packages` of node_modules/.package-lock.json
 * @returns {string[]}
 */
export function modulesMissing(wanted, installed) {
  const missing = [];
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = installed[path];
    if (found === undefined) {
      if (!entry.optional && !entry.devOptional && !entry.peer) missing.push(`${path} is not installed`);
    } else if (found.version !== entry.version || (entry.integrity && found.integrity !== entry.integrity)) {
      missing.push(`${path} is ${found.version}, wanted is ${entry.version}`);
    }
  }
  return missing;
}

/** The Node that the project pins, as the npm package `node` installs it. @param {string} root */
export function pinnedNode(root) {
  const folder = join(root, 'node_modules', 'node', 'bin');
  return join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
}

/** The environment in which `node` and the tools are the project's own. @param {string} root @returns {NodeJS.ProcessEnv} */
export function projectEnvironment(root) {
  return { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter) };
}

/**
 * Installs what package-lock.json names, when it is not there yet. Install scripts stay off: npm 10 knows no
 * `allowScripts` and would compile better-sqlite3, whose binaries are in its package already. The pinned Node alone
 * needs its script.
 *
 * @param {string} root folder of package.json
 * @param {number} seconds the most that it may take
 * @returns {Promise<string | null>} why it failed, or null
 */
export async function ensureModules(root, seconds = 600) {
  if (missingModules(root).length > 0) {
    console.log('Installing the packages of package-lock.json …');
    const words = [
      replaceable(root) ? 'ci' : 'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    const { code } = await runNpm(root, words, seconds);
    if (code !== 0)
      return code === 124 ? `npm ci was not done after ${seconds} s` : 'npm ci failed (its words are above)';
  }
  if (!existsSync(pinnedNode(root))) {
    const { code } = await runNpm(root, ['rebuild', 'node'], 300);
    if (code !== 0 || !existsSync(pinnedNode(root))) return 'the Node that the project pins could not be installed';
  }
  return null;
}

/** @param {string} root @returns {string[]} */
function missingModules(root) {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return ['nothing is installed'];
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  return modulesMissing(packages(join(root, 'package-lock.json')), packages(hidden));
}

/** Windows cannot remove a program that runs: `npm ci` from the pinned Node would stop half way. @param {string} root */
function replaceable(root) {
  return process.platform !== 'win32' || !process.execPath.startsWith(join(root, 'node_modules') + sep);
}

/** npm by the system's own Node: the pinned one lies in the folder that npm is about to replace. */
function runNpm(root, args, seconds) {
  const own = join(root, 'node_modules');
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(own));
  const env = { ...process.env, PATH: path.join(delimiter) };
  return runStep(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd: root, seconds, env });
}
