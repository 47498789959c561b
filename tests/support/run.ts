import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program to its end; throws with its own words when it fails. Gives what it printed. */
export function run(program: string, ...args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (fault) {
    const words = fault instanceof Error && 'stderr' in fault ? String(fault.stderr).trim() : String(fault);
    throw new Error(`${program} ${args.join(' ')}: ${words}`);
  }
}

/** Starts a program in a network namespace; the child is the program itself, since `ip netns exec` replaces itself. */
export function spawnIn(namespace: string, program: string, args: readonly string[], env = process.env): ChildProcess {
  return spawn('ip', ['netns', 'exec', namespace, program, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
}

/** Ends a child that we started and waits until it is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
