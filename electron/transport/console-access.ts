import { isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Refusal } from '../contract/api.ts';
import type { ConsoleFault, ConsolePlace, NetworkConsole } from '../contract/network-console.ts';
import { hashPassword, isPassword } from '../secret/password.ts';
import { Attempts } from './attempts.ts';
import type { BackupTransfer } from './backup-transfer.ts';
import { type ConsoleDoor, consoleDoor } from './door.ts';
import type { EnginePort, FaultLog } from './engine-port.ts';
import { describeListenFault } from './listen.ts';
import { authorities } from './login-desk.ts';
import { type NetworkServer, startNetworkServer } from './network-server.ts';
import type { PageFiles } from './page-files.ts';

/** What the console on the network shows and steers, once the engine runs. */
export interface AccessParts {
  readonly engine: EnginePort;
  readonly page: PageFiles;
  readonly policy: string;
  readonly backups: BackupTransfer;
  readonly log: FaultLog;
}

/** An address and a port; `0.0.0.0` stands for all cards. */
export interface NamedPlace {
  readonly host: string;
  readonly port: number;
}

type State =
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly host: string; readonly server: NetworkServer }
  | { readonly kind: 'failed'; readonly fault: ConsoleFault; readonly message: string };

export type AccessStart = { readonly kind: 'open' } | { readonly kind: 'failed'; readonly why: string };

/** How often a card is looked at that has no address yet, or may have got another one; milliseconds. */
const lookAtCard = 3_000;

/** Opens and closes the console to the network, and keeps how it was set with the data folder. */
export class ConsoleAccess {
  readonly #door: ConsoleDoor;
  readonly #attempts = new Attempts();
  readonly #listeners: (() => void)[] = [];
  #parts: AccessParts | null = null;
  #state: State = { kind: 'closed' };
  #watch: NodeJS.Timeout | null = null;
  /** One opening or closing at a time: each waits for the one before. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(door: ConsoleDoor) {
    this.#door = door;
  }

  get view(): NetworkConsole {
    const { place, password } = this.#door.network;
    const always = { place, hasPassword: password !== null };
    const state = this.#state;
    if (state.kind === 'failed') return { state: 'failed', ...always, fault: state.fault };
    if (state.kind === 'closed') return { state: 'closed', ...always };
    const { host, server } = state;
    const urls = addressesOf(host).map((address) => `http://${authorities(address, server.port)[0]}/`);
    return { state: 'open', ...always, urls, browsers: server.browsers };
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Joins it to the engine, and opens it where it was left open; `named` is a place for this run alone. */
  async attach(parts: AccessParts, named: NamedPlace | null): Promise<AccessStart> {
    this.#parts = parts;
    const { open, place, password } = this.#door.network;
    if (named !== null) {
      if (password === null) return { kind: 'failed', why: needsPassword };
      await this.#inTurn(() => this.#listen(named));
      return this.#state.kind === 'failed'
        ? { kind: 'failed', why: `The console cannot use ${named.host}:${named.port}: ${this.#state.message}.` }
        : { kind: 'open' };
    }
    if (open && place !== null && password !== null) await this.#inTurn(() => this.#openAt(place));
    return { kind: 'open' };
  }

  async open(place: ConsolePlace): Promise<'no-password' | 'done'> {
    if (this.#door.network.password === null) return 'no-password';
    this.#door.keepNetwork({ open: true, place });
    await this.#inTurn(() => this.#openAt(place));
    return 'done';
  }

  async close(): Promise<void> {
    this.#door.keepNetwork({ open: false });
    await this.detach();
  }

  /** Closes it for this run; the next one opens it again where it was set so. */
  detach(): Promise<void> {
    return this.#inTurn(async () => {
      this.#stopWatch();
      await this.#end();
      this.#become({ kind: 'closed' });
    });
  }

  async setPassword(password: string): Promise<void> {
    this.#door.keepNetwork({ password: await hashPassword(password) });
    this.logout();
    this.#tell();
  }

  logout(): void {
    if (this.#state.kind === 'open') this.#state.server.logoutAll();
  }

  /** True if it is the password now: one that was changed while it was looked at is none. */
  async #isPassword(given: string): Promise<boolean> {
    const { password } = this.#door.network;
    return password !== null && (await isPassword(given, password)) && this.#door.network.password === password;
  }

  /** On the address that the card has now, and anew when it gets another. */
  async #openAt({ card, port }: ConsolePlace): Promise<void> {
    this.#stopWatch();
    await this.#listen({ host: hostOf(card), port });
    if (card === null) return;
    this.#watch = setInterval(() => void this.#inTurn(() => this.#follow(card, port)), lookAtCard);
    this.#watch.unref();
  }

  async #follow(card: string, port: number): Promise<void> {
    const host = hostOf(card);
    const asBefore = this.#state.kind === 'open' ? this.#state.host === host : host === '';
    if (this.#watch !== null && !asBefore) await this.#listen({ host, port });
  }

  #stopWatch(): void {
    if (this.#watch !== null) clearInterval(this.#watch);
    this.#watch = null;
  }

  async #listen({ host, port }: NamedPlace): Promise<void> {
    await this.#end();
    const parts = this.#parts;
    if (parts === null) return;
    if (host === '') {
      this.#become({ kind: 'failed', fault: 'no-address', message: 'the card has no address' });
      return;
    }
    const start = await startNetworkServer({
      ...parts,
      engine: fromNetwork(parts.engine),
      host,
      port,
      isPassword: (given) => this.#isPassword(given),
      attempts: this.#attempts,
      onLogins: () => this.#tell(),
    });
    if (start.kind === 'listening') this.#become({ kind: 'open', host, server: start.server });
    else this.#become({ kind: 'failed', fault: start.why, message: describeListenFault(start.why, start.message) });
  }

  async #end(): Promise<void> {
    const before = this.#state;
    this.#state = { kind: 'closed' };
    if (before.kind === 'open') await before.server.close();
  }

  #become(state: State): void {
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}

/** How to open it where nobody can click. */
const needsPassword =
  'Opening the console to the network needs a password. Set one first: rollcall console password < FILE, or type it and end with Ctrl-D.';

export function consoleAccess(dataFolder: string): ConsoleAccess {
  return new ConsoleAccess(consoleDoor(dataFolder));
}

/** `127.0.0.0/8` and `::1`: nobody but this computer. */
export function isLoopback(host: string): boolean {
  return (isIPv4(host) && host.startsWith('127.')) || host === '::1';
}

/** The card's first address, empty while it has none; all cards for null. */
function hostOf(card: string | null): string {
  if (card === null) return '0.0.0.0';
  return networkInterfaces()[card]?.find(({ family }) => family === 'IPv4')?.address ?? '';
}

/** Where browsers on other computers find it. */
function addressesOf(host: string): string[] {
  if (host !== '0.0.0.0') return [host];
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
}

/**
 * The engine as the network sees it. Who opened the door and with which password is decided at the computer itself, so
 * that nobody who got in can lock its owner out; closing it is everybody's right.
 */
function fromNetwork(engine: EnginePort): EnginePort {
  return {
    handlers: { ...engine.handlers, 'console.open': notFromHere, 'console.password': notFromHere },
    get revision() {
      return engine.revision;
    },
    subscribe: (listener) => engine.subscribe(listener),
  };
}

function notFromHere(): never {
  throw new Refusal('forbidden', { code: 'console-only-here' });
}
