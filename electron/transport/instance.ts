import { type Connection, connect } from './client.ts';
import { type ControlServer, startControlServer } from './control-server.ts';
import { consoleDoor } from './door.ts';
import type { EnginePort, FaultLog } from './engine-port.ts';
import { claimInstance, dismissInstance, type InstanceFacts, type InstanceHold } from './instance-file.ts';
import { readPageFiles } from './page-files.ts';

/** An engine that this process owns. */
export interface OwnedEngine extends EnginePort {
  close(): Promise<void>;
}

export interface InstanceOptions<E extends OwnedEngine> {
  readonly dataFolder: string;
  readonly version: string;
  /** Called when the data folder is ours, and not before. */
  readonly createEngine: () => E | Promise<E>;
  readonly console: ConsoleOptions;
}

export interface ConsoleOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly pageFolder: string;
  readonly policy: string;
  readonly log: FaultLog;
}

/** The one Rollcall of a data folder: engine, console, and the file by which the command line finds it. */
export interface Instance<E extends OwnedEngine> {
  readonly engine: E;
  readonly server: ControlServer;
  close(): Promise<void>;
}

export type InstanceStart<E extends OwnedEngine> =
  | { readonly kind: 'running'; readonly instance: Instance<E> }
  | { readonly kind: 'taken'; readonly by: InstanceFacts }
  | { readonly kind: 'failed'; readonly why: string };

/** Starts the one instance of a data folder, or says who has it. */
export async function startInstance<E extends OwnedEngine>(options: InstanceOptions<E>): Promise<InstanceStart<E>> {
  const claim = await claimFolder(options.dataFolder, options.version);
  if (claim.kind === 'taken') return claim;
  const { hold } = claim;
  try {
    return await startHeld(options, hold);
  } catch (fault) {
    hold.release();
    throw fault;
  }
}

async function startHeld<E extends OwnedEngine>(
  options: InstanceOptions<E>,
  hold: InstanceHold,
): Promise<InstanceStart<E>> {
  const { pageFolder, ...console } = options.console;
  const page = await readPageFiles(pageFolder);
  const engine = await options.createEngine();
  const start = await startControlServer({ engine, page, door: consoleDoor(options.dataFolder), ...console });
  if (start.kind === 'failed') {
    await engine.close();
    hold.release();
    return start;
  }
  const { server } = start;
  hold.publish(server.url, server.token);
  const close = async () => {
    await server.close();
    await engine.close();
    hold.release();
  };
  return { kind: 'running', instance: { engine, server, close } };
}

export type FolderClaim =
  | { readonly kind: 'claimed'; readonly hold: InstanceHold }
  | { readonly kind: 'taken'; readonly by: InstanceFacts };

/** Takes the folder; a claim that names an address where nobody listens is stale, and taken over. */
export async function claimFolder(dataFolder: string, version: string): Promise<FolderClaim> {
  const claim = claimInstance(dataFolder, version);
  if (claim.kind === 'claimed' || claim.by.url === null) return claim;
  const answer = await reach(claim.by);
  if (answer.kind === 'connected') answer.client.close();
  if (answer.kind !== 'unreachable') return claim;
  dismissInstance(dataFolder, claim.by);
  return claimInstance(dataFolder, version);
}

/** Connects to the instance that these facts describe. */
export async function reach(facts: InstanceFacts): Promise<Connection> {
  if (facts.url === null || facts.token === null) return { kind: 'unreachable', why: 'It has no console.' };
  return connect(facts.url, facts.token);
}
