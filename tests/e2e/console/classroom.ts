import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { CommandInput, CommandName, CommandOutput } from '../../../electron/contract/api.ts';
import { type MachineClass, openClass } from '../../support/class.ts';
import { machineMac, macText } from '../../support/dhcp-clients.ts';
import { type Lab, openLab } from '../../support/lab.ts';
import { runCommand } from '../../support/rollcall.ts';
import { type LabBrowser, openBrowserIn } from './browser.ts';
import { type Headless, startHeadless } from './headless.ts';

/** A room in which the built product serves, machines stand in their places, and somebody looks at the page. */
export interface Classroom {
  readonly lab: Lab;
  readonly folder: string;
  readonly machines: MachineClass;
  readonly chromium: LabBrowser;
  /** The page's address with its token. */
  url(): string;
  /** What the pages' consoles complained about so far, and what they threw. */
  readonly complaints: readonly string[];
  /** A page of its own, as in a second browser: nothing is shared with the other pages. */
  openPage(options?: BrowserContextOptions): Promise<Page>;
  /** A command of the contract on the running engine, through a page of its own. */
  ask<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** Ends the engine under the open pages. */
  stopEngine(): Promise<void>;
  /** Starts it again on the same data, at the same address. */
  startEngine(): Promise<void>;
  close(): Promise<void>;
}

export interface ClassroomPlan {
  /** Machines that are known and seated, row by row from seat 1,1; 0 when nothing is entered yet. */
  readonly seated?: number;
  /** Serves on the lab's card from the start. */
  readonly serving?: boolean;
}

/** What a test waits for at most: a page under test on a busy computer. */
const patience = 15_000;

/** The size of the kernel that "Lab Linux" loads: enough that its progress can be seen. */
const kernelBytes = 64_000_000;

/**
 * Opens a class of machines, room B12 with the usual actions, and the product on it. The machines are
 * `machines.machine(0)` for PC-01 on row 1, column 1, and so on.
 */
export async function openClassroom({ seated = 0, serving = true }: ClassroomPlan = {}): Promise<Classroom> {
  const lab = openLab();
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-class-'));
  await furnish(lab, folder, seated);
  let headless: Headless = await startHeadless(lab.server, folder);
  const port = new URL(headless.url).port;
  const machines = openClass(lab);
  const chromium = await openBrowserIn(lab.server);
  const complaints: string[] = [];
  const openPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await chromium.browser.newContext({ viewport: { width: 1_280, height: 800 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (fault) => complaints.push(String(fault)));
    await page.goto(headless.url);
    return page;
  };
  const desk = await openPage();
  const ask = <N extends CommandName>(command: N, input: CommandInput<N>) => askThrough(desk, command, input);
  if (serving) await ask('service.start', { card: lab.card });
  return {
    lab,
    folder,
    machines,
    chromium,
    url: () => headless.url,
    complaints,
    openPage,
    ask,
    stopEngine: async () => {
      await headless.stop();
    },
    startEngine: async () => {
      headless = await startHeadless(lab.server, folder, '--console', `127.0.0.1:${port}`);
    },
    close: async () => {
      await chromium.close();
      await machines.close();
      await headless.close();
      lab.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function furnish(lab: Lab, folder: string, seated: number): Promise<void> {
  const kernel = join(folder, 'vmlinuz');
  writeFileSync(kernel, '');
  truncateSync(kernel, kernelBytes);
  const command = (...words: readonly string[]) => runCommand(lab, folder, words);
  await command('action', 'add', '--name', 'Lab Linux', '--kind', 'linux', '--set', `kernel=${kernel}`);
  if (seated === 0) return;
  const lines = Array.from({ length: seated }, (_, number) => {
    const seat = [Math.floor(number / 6) + 1, (number % 6) + 1];
    return `${macText(machineMac(number))},${computerName(number)},B12,${seat.join(',')},`;
  });
  const list = join(folder, 'room.csv');
  writeFileSync(list, ['MAC,name,room,row,column,default action', ...lines, ''].join('\n'));
  await command('room', 'add', 'B12', '--rows', '5', '--columns', '6');
  await command('import', list);
}

/** PC-01 for the machine with number 0. */
export function computerName(number: number): string {
  return `PC-${String(number + 1).padStart(2, '0')}`;
}

/** One command over a WebSocket of the page's own origin, as the page itself sends it. */
async function askThrough<N extends CommandName>(
  page: Page,
  command: N,
  input: CommandInput<N>,
): Promise<CommandOutput<N>> {
  const answer = await page.evaluate(
    (call) =>
      new Promise<string>((resolve, reject) => {
        const socket = new WebSocket(`ws://${location.host}/socket`);
        socket.onopen = () => socket.send(JSON.stringify({ id: 1, ...call }));
        socket.onerror = () => reject(new Error('the engine does not answer'));
        socket.onmessage = ({ data }) => {
          const envelope = JSON.parse(String(data)) as { id?: number; ok?: boolean; message?: string; value?: unknown };
          if (envelope.id !== 1) return;
          socket.close();
          if (envelope.ok) resolve(JSON.stringify(envelope.value));
          else reject(new Error(`${call.command}: ${envelope.message}`));
        };
      }),
    { command, input },
  );
  return JSON.parse(answer) as CommandOutput<N>;
}
