import { setTimeout as delay } from 'node:timers/promises';
import type { CommandInput, CommandName, CommandOutput, EventBatch } from '../contract/api.ts';
import type { Client, ConnectionEnd } from '../transport/client.ts';
import { callTyped } from '../transport/dispatcher.ts';
import type { FaultLog } from '../transport/engine-port.ts';
import { claimFolder, type OwnedEngine, reach } from '../transport/instance.ts';
import type { InstanceFacts } from '../transport/instance-file.ts';
import { accepted, refuse } from './failure.ts';

/** The running instance, seen from a command. */
export interface RunningSession {
  readonly kind: 'running';
  readonly instance: InstanceFacts;
  call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  subscribe(listener: (batch: EventBatch) => void): () => void;
  readonly ended: Promise<ConnectionEnd>;
  close(): Promise<void>;
}

/** The data folder itself, when nobody serves from it. */
export interface AloneSession {
  readonly kind: 'alone';
  call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  close(): Promise<void>;
}

export type Session = RunningSession | AloneSession;

export interface SessionOptions {
  readonly dataFolder: string;
  readonly version: string;
  readonly openEngine: () => Promise<OwnedEngine>;
  readonly log: FaultLog;
}

/** How long a command waits for another short command, or for a start, on the same folder; and how often it looks. */
const patience = 10_000;
const lookAgain = 50;

/** Speaks to the running instance, or opens the data folder for the length of one command when there is none. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const deadline = Date.now() + patience;
  for (;;) {
    const claim = await claimFolder(options.dataFolder, options.version);
    if (claim.kind === 'claimed') return openAlone(options, claim.hold.release);
    const answer = await reach(claim.by);
    if (answer.kind === 'connected') return runningSession(claim.by, answer.client);
    if (answer.kind === 'refused') refuse(answer.why);
    if (Date.now() > deadline)
      refuse(`Process ${claim.by.pid} is busy with ${options.dataFolder}. Try again when it is done.`);
    await delay(lookAgain);
  }
}

function runningSession(instance: InstanceFacts, client: Client): RunningSession {
  return {
    kind: 'running',
    instance,
    call: async (command, input) => accepted(await client.call(command, input)),
    subscribe: (listener) => client.subscribe(listener),
    ended: client.ended,
    close: async () => {
      client.close();
      await client.ended;
    },
  };
}

async function openAlone(options: SessionOptions, release: () => void): Promise<AloneSession> {
  try {
    const engine = await options.openEngine();
    return {
      kind: 'alone',
      call: async (command, input) => accepted(await callTyped(engine, command, input, options.log)),
      close: async () => {
        await engine.close();
        release();
      },
    };
  } catch (fault) {
    release();
    throw fault;
  }
}
