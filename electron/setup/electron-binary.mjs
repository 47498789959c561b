import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, projectEnvironment } from './modules.mjs';
import { runStep } from './step.mjs';

/** The most that the download of Electron may take, in seconds. */
const patience = 300;

/** The program that an installed Electron names, or null. @param {string} root */
export function installedElectron(root) {
  const folder = join(root, 'node_modules', 'electron');
  const pointer = join(folder, 'path.txt');
  if (!existsSync(pointer)) return null;
  const program = join(folder, 'dist', readFileSync(pointer, 'utf8').trim());
  return existsSync(program) ? program : null;
}

/**
 * Finds Electron, and downloads it when it is not there: its package comes without the program.
 *
 * @param {string} root
 * @returns {Promise<{ program: string } | { why: string }>}
 */
export async function findElectron(root) {
  const there = installedElectron(root);
  if (there) return { program: there };
  const script = join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(script)) return { why: 'the package electron is not installed' };
  console.log('Downloading Electron …');
  const how = { cwd: root, seconds: patience, env: projectEnvironment(root), capture: true };
  const { code, output } = await runStep(pinnedNode(root), [script], how);
  const program = installedElectron(root);
  if (code === 0 && program) return { program };
  return { why: code === 124 ? `it was not downloaded after ${patience} s` : reasonIn(output) };
}

/** The line of a stack trace that says what went wrong. */
export function reasonIn(output) {
  const line = output.split('\n').find((text) => /error|E[A-Z]{4,}|status/i.test(text));
  return `it could not be downloaded (${(line ?? 'no reason given').trim().slice(0, 160)})`;
}
