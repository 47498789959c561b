import { createBackupTransfer } from './backup-transfer.ts';
import { type Connection, connect } from './client.ts';
import { ConsoleAccess, type NamedPlace } from './console-access.ts';
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
  /** Called when the data folder is ours, and not before; `access` is what the engine's console commands steer. */
  readonly createEngine: (access: ConsoleAccess) => E | Promise<E>;
  readonly console: ConsoleOptions;
}

export interface ConsoleOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Opens it to the network as well, for this run alone; needs a password. */
  readonly network?: NamedPlace | undefined;
  readonly pageFolder: string;
  readonly policy: string;
  readonly log: FaultLog;
}

/** The one Rollcall of a data folder: engine, console, and the file by which the command line finds it. */
export interface Instance<E extends OwnedEngine> {
  readonly engine: E;
  readonly server: ControlServer;
  /** The console on the network, open or not. */
  readonly access: ConsoleAccess;
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
  const { pageFolder, network, ...console } = options.console;
  const { log, policy } = console;
  const page = await readPageFiles(pageFolder);
  const door = consoleDoor(options.dataFolder);
  const access = new ConsoleAccess(door);
  const engine = await options.createEngine(access);
  const backups = createBackupTransfer(options.dataFolder, log);
  const giveUp = async (why: string) => {
    await engine.close();
    hold.release();
    return { kind: 'failed', why } as const;
  };
  const start = await startControlServer({ engine, page, door, backups, ...console });
  if (start.kind === 'failed') return giveUp(start.why);
  const { server } = start;
  const opening = await access.attach({ engine, page, policy, backups, log }, network ?? null);
  if (opening.kind === 'failed') {
    await server.close();
    return giveUp(opening.why);
  }
  hold.publish(server.url, server.token);
  const close = async () => {
    await access.detach();
    await server.close();
    await engine.close();
    hold.release();
  };
  return { kind: 'running', instance: { engine, server, access, close } };
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
