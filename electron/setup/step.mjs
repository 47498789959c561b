import { spawn, spawnSync } from 'node:child_process';

/**
 * @typedef {object} StepResult
 * @property {number} code exit code; 124 when the time was up, 127 when the program was not there
 * @property {string} output what it printed, when `capture` was asked for
 */

/**
 * Runs one program and waits for it, at most `seconds`. It gets a process group of its own, so that a step that
 * hangs takes its children with it.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd: string, seconds: number, env?: NodeJS.ProcessEnv, capture?: boolean }} how
 * @returns {Promise<StepResult>}
 */
export function runStep(file, args, { cwd, seconds, env = process.env, capture = false }) {
  const windows = process.platform === 'win32';
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env,
      detached: !windows,
      shell: windows && file.endsWith('.cmd'),
      stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
    });
    const output = [];
    let late = false;
    const endGroup = () => endTree(child.pid);
    const timer = setTimeout(() => {
      late = true;
      endGroup();
    }, seconds * 1_000);
    process.once('exit', endGroup);
    const finish = (code) => {
      clearTimeout(timer);
      process.off('exit', endGroup);
      resolve({ code: late ? 124 : code, output: Buffer.concat(output).toString('utf8') });
    };
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('error', () => finish(127));
    child.on('exit', (code) => {
      endGroup();
      finish(code ?? 1);
    });
  });
}

/** Ends a process and all that it started. @param {number | undefined} pid */
function endTree(pid) {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error;
  }
}

/** An interrupted set-up ends its children as well: exiting runs the handlers that `runStep` left. */
export function exitOnSignals() {
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
}
