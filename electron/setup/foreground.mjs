import { spawn } from 'node:child_process';

/**
 * Runs a program in the place of this one: same terminal, signals handed on, its exit code ours.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} how `onLine` is told each line
 *   of the output, which is shown all the same
 * @returns {Promise<number>} exit code; 127 when it could not be started
 */
export function runInPlace(file, args, { cwd, env = process.env, onLine } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, stdio: ['inherit', onLine ? 'pipe' : 'inherit', 'inherit'] });
    const forward = (signal) => {
      // Ctrl-C reaches the whole terminal group: the child has had it already.
      if (signal === 'SIGTERM' || !process.stdin.isTTY) child.kill(signal);
    };
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    const watch = process.env.npm_lifecycle_event ? watchParent(() => child.kill('SIGTERM')) : null;
    if (onLine) readLines(child.stdout, onLine);
    child.on('error', () => resolve(127));
    child.on('close', (code, signal) => {
      clearInterval(watch);
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/**
 * npm that is told to end tells its shell alone, and the shell hands nothing on: the sign is that our parent is
 * another process than before.
 */
function watchParent(orphaned) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    orphaned();
  }, 500);
  return timer.unref();
}

function readLines(stream, onLine) {
  let rest = '';
  stream.on('data', (chunk) => {
    process.stdout.write(chunk);
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
}
