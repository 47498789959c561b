import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { inside, type Lab } from '../../support/lab.ts';
import { enterNamespace } from '../../support/namespace.ts';
import { end } from '../../support/run.ts';

/** The place of an ordinary user: a screen without glass, a home folder, and the lab's cards. */
export interface Desk {
  /** Where the app keeps its data. */
  readonly dataFolder: string;
  /** Starts a program as the user; it is killed when it has not ended after a minute. */
  start(program: string, args?: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess;
  /** Starts the app with an inspector, and waits for its window. */
  drive(program: string): Promise<DrivenApp>;
  close(): Promise<void>;
}

export interface DrivenApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** What the page's console complained about so far, and what it threw. */
  readonly complaints: readonly string[];
}

/** The user and the group `nobody`. */
const nobody = 65_534;
/** The most that a start may take, and what a test waits for in the window; milliseconds. */
const startPatience = 30_000;
const patience = 15_000;

/**
 * Opens a desk in the lab's server namespace, where this thread moves as well: the inspector listens on that
 * namespace's loopback. Chromium's sandbox needs a user that is not root, and the classroom's ports lie below 1024.
 */
export async function openDesk(lab: Lab, firstOpenPort = 67): Promise<Desk> {
  inside(lab.server, 'sysctl', '-q', '-w', `net.ipv4.ip_unprivileged_port_start=${firstOpenPort}`);
  const leave = enterNamespace(lab.server);
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-desk-'));
  chmodSync(folder, 0o700);
  chownSync(folder, nobody, nobody);
  const screen = await openScreen();
  const started: ChildProcess[] = [];
  const command = (program: string, env: Readonly<Record<string, string>> = {}) => {
    const user = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--inh-caps=-all'];
    const words = { PATH: '/usr/bin:/bin', HOME: folder, DISPLAY: screen.display, LANG: 'C.UTF-8', ...env };
    const settings = Object.entries(words).map(([name, value]) => `${name}=${value}`);
    return ['netns', 'exec', lab.server, ...user, 'env', '-i', ...settings, program];
  };
  const apps: (readonly [ElectronApplication, ChildProcess])[] = [];
  return {
    dataFolder: join(folder, '.local', 'share', 'rollcall'),
    start: (program, args = [], env = {}) => {
      const how = { stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'], timeout: 60_000 };
      const child = spawn('ip', [...command(program, env), ...args], how);
      started.push(child);
      return child;
    },
    drive: async (program) => {
      const script = join(folder, 'start');
      writeFileSync(script, `#!/bin/sh\nexec ip ${command(program).join(' ')} "$@"\n`, { mode: 0o755 });
      const app = await electron.launch({ executablePath: script, chromiumSandbox: true, timeout: startPatience });
      apps.push([app, app.process()]);
      return windowOf(app);
    },
    close: async () => {
      for (const [app, child] of apps) await closeApp(app, child);
      for (const child of started) await end(child);
      await end(screen.process);
      leave();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openScreen(): Promise<{ readonly display: string; readonly process: ChildProcess }> {
  const args = ['-displayfd', '1', '-screen', '0', '1280x900x24', '-ac', '-nolisten', 'tcp'];
  const screen = spawn('Xvfb', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = await new Promise<string>((resolve, reject) => {
    createInterface({ input: screen.stdout }).once('line', resolve);
    screen.once('error', reject);
    screen.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)));
  });
  return { display: `:${number}`, process: screen };
}

async function windowOf(app: ElectronApplication): Promise<DrivenApp> {
  let printed = '';
  app.process().stderr?.on('data', (text) => {
    printed += text;
  });
  const page = await app.firstWindow({ timeout: startPatience }).catch(() => {
    throw new Error(`the app opened no window:\n${printed}`);
  });
  page.setDefaultTimeout(patience);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (fault) => complaints.push(String(fault)));
  return { electron: app, page, complaints };
}

/** Quits the app as a person does, and kills it when it has not gone after ten seconds. */
async function closeApp(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await app.close().finally(() => clearTimeout(late));
}
