import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ClassAnswer, ClassStep } from './class-machines.ts';
import { machineMac, macText } from './dhcp-clients.ts';
import { inside, type Lab } from './lab.ts';
import { end } from './run.ts';

/**
 * Machines that boot from the network when a test says so, each stage on its word: real DHCP frames, real TFTP, real
 * HTTP, from a host of the lab that holds their addresses. Needs root and iproute2.
 */
export interface MachineClass {
  /** The machine with this number, 0 and up; it is off until it is told. */
  machine(number: number): ClassMachine;
  close(): Promise<void>;
}

/** One machine. Every step resolves when the machine has all of its answer, and rejects when it was refused. */
export interface ClassMachine {
  readonly mac: string;
  /** Powers on: DISCOVER to ACK. Resolves to its address. */
  askForAddress(): Promise<string>;
  /** Fetches the boot loader that DHCP named. Resolves to its name. */
  takeLoader(): Promise<string>;
  /** Resolves to the script's text. */
  takeScript(): Promise<string>;
  /** Fetches the script's files and stops in the last at so many per cent; called again, it reads the rest. */
  loadFiles(percent?: number): Promise<void>;
  reportStarted(): Promise<void>;
  reportRunning(): Promise<void>;
  /** Gives up as iPXE does, with its error number. */
  reportFailed(why: string): Promise<void>;
  pullThePlug(): Promise<void>;
  /** From power-on to its script. Resolves to the script's text. */
  bootToScript(): Promise<string>;
  /** From power-on to the running system. */
  bootThrough(): Promise<void>;
}

const program = new URL('class-machines.ts', import.meta.url).pathname;

/** The addresses of the card's usual range, as routes of the host that speaks in their names. */
const addresses = ['96/27', '128/26', '192/29', '200/32'];

/** Puts a class on the served bridge of the lab, for a server on its usual ports. */
export function openClass(lab: Lab, name = 'class', httpPort = 8_080): MachineClass {
  const host = lab.addHost(name);
  inside(host, 'ip', 'address', 'add', '10.77.0.2/24', 'dev', 'eth0');
  for (const part of addresses) inside(host, 'ip', 'route', 'add', 'local', `10.77.0.${part}`, 'dev', 'eth0');
  const args = ['netns', 'exec', host, process.execPath, program, 'eth0', lab.address, String(httpPort)];
  const child = spawn('ip', args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map<number, (answer: ClassAnswer) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = JSON.parse(line) as ClassAnswer;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  child.once('exit', () => {
    for (const [id, answer] of waiting) answer({ id, ok: false, why: 'the machines are gone' });
  });
  let orders = 0;
  const order = (machine: number, step: ClassStep) =>
    new Promise<string>((resolve, reject) => {
      orders += 1;
      waiting.set(orders, (answer) =>
        answer.ok ? resolve(answer.value) : reject(new Error(`machine ${machine}, ${step.step}: ${answer.why}`)),
      );
      child.stdin.write(`${JSON.stringify({ id: orders, machine, ...step })}\n`);
    });
  return {
    machine: (number) => classMachine(number, (step) => order(number, step)),
    close: () => end(child),
  };
}

function classMachine(number: number, order: (step: ClassStep) => Promise<string>): ClassMachine {
  const done = async (step: ClassStep): Promise<void> => {
    await order(step);
  };
  const bootToScript = async (): Promise<string> => {
    await order({ step: 'address' });
    await order({ step: 'loader' });
    return order({ step: 'script' });
  };
  return {
    mac: macText(machineMac(number)),
    askForAddress: () => order({ step: 'address' }),
    takeLoader: () => order({ step: 'loader' }),
    takeScript: () => order({ step: 'script' }),
    loadFiles: (percent = 100) => done({ step: 'files', percent }),
    reportStarted: () => done({ step: 'started' }),
    reportRunning: () => done({ step: 'running' }),
    reportFailed: (why) => done({ step: 'failed', why }),
    pullThePlug: () => done({ step: 'off' }),
    bootToScript,
    bootThrough: async () => {
      await bootToScript();
      for (const step of ['files', 'started', 'running'] as const)
        await order(step === 'files' ? { step, percent: 100 } : { step });
    },
  };
}
