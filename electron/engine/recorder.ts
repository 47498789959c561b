import { applyFact, newBoot } from '../boot/journal.ts';
import type { BootBeginning, StoredBoot } from '../boot/stored-boot.ts';
import type { LogLine } from '../contract/api.ts';
import type { Language } from '../contract/console.ts';
import { describeFact } from '../contract/describe.ts';
import type { Boot, BootEvent, BootFact, Computer, FirmwareKind } from '../contract/model.ts';
import type { Store } from '../store/port.ts';
import type { Bus } from './bus.ts';
import type { Clock } from './clock.ts';
import { RateBound } from './rate-bound.ts';

/** How long facts wait for company before they are written together, in milliseconds. */
const gatherFor = 50;

/** When what could not be written is tried again, in milliseconds. */
const tryAgainAfter = 2_000;

/** So many boots that wait are written at once: a larger group would hold up a DHCP answer for too long. */
const largestGroup = 64;

/**
 * What one machine may add to the journal: so much at once, so much a second. More is not written, or a machine that
 * asks without end would fill the disk. A boot with its loader's console comes to some 300 lines.
 */
const lines = { burst: 400, perSecond: 4 };

/** The lines that tell how a boot went have an allowance of their own, which chatter does not use up. */
const turningPoints = { burst: 60, perSecond: 0.5 };
const turning: ReadonlySet<BootFact['kind']> = new Set([
  'address',
  'file-failed',
  'script-served',
  'started',
  'running',
  'failed',
]);

/** Starts of one machine. The quickest firmware needs some ten seconds to ask again. */
const starts = { burst: 20, perSecond: 0.1 };

/** Lines that wait while the disk is full; further ones are not kept. */
const mostWaiting = 100_000;

/** Who waits for the next group of writes: with something of its own to write, or only for what waits already. */
interface Waiting {
  readonly work: (() => unknown) | null;
  readonly resolve: (value: unknown) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Writes the journal: which boot a machine is in, and what happened in it. Boots and events get their numbers in
 * memory, so that a fact costs no write of its own; they reach the store in groups a few milliseconds long.
 */
export class Recorder {
  readonly #store: Store;
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #newToken: () => string;
  readonly #log: (line: string) => void;
  readonly #newest = new Map<number, StoredBoot | null>();
  readonly #byToken = new Map<string, number>();
  readonly #changed = new Map<number, StoredBoot>();
  readonly #lines = new RateBound(lines);
  readonly #turningPoints = new RateBound(turningPoints);
  readonly #starts = new RateBound(starts);
  /** Other small writes that may wait, by what they are about: the last one counts. */
  readonly #writes = new Map<string, () => void>();
  #waiting: Waiting[] = [];
  #events: BootEvent[] = [];
  #nextBoot: number;
  #nextEvent: number;
  #timer: NodeJS.Timeout | null = null;
  readonly #stuck: (why: string | null) => void;
  #failing = false;

  /** `stuck` is told why nothing can be written, once, and null when it can be again. */
  constructor(parts: {
    store: Store;
    bus: Bus;
    clock: Clock;
    newToken: () => string;
    log: (line: string) => void;
    stuck: (why: string | null) => void;
  }) {
    this.#store = parts.store;
    this.#bus = parts.bus;
    this.#clock = parts.clock;
    this.#newToken = parts.newToken;
    this.#log = parts.log;
    this.#stuck = parts.stuck;
    this.#nextBoot = parts.store.boots.maxId() + 1;
    this.#nextEvent = parts.store.boots.maxEventId() + 1;
  }

  /** The newest boot of a computer, or null when it never asked. */
  newest(computerId: number): StoredBoot | null {
    const held = this.#newest.get(computerId);
    if (held !== undefined) return held;
    const stored = this.#store.boots.newest(computerId);
    this.#hold(computerId, stored);
    return stored;
  }

  /** The boot that a beacon or a file request names; null when none has the token or a newer boot took its place. */
  byToken(token: string): StoredBoot | null {
    const computerId = this.#byToken.get(token) ?? this.#store.boots.byToken(token)?.computerId;
    if (computerId === undefined) return null;
    const newest = this.newest(computerId);
    return newest?.token === token ? newest : null;
  }

  /** False for a machine that started so often that it must be in a fault: it stays in its newest boot. */
  mayBegin(computerId: number): boolean {
    return this.#starts.allows(computerId, this.#clock.now());
  }

  begin(computer: Computer, firmware: FirmwareKind, began: BootBeginning): StoredBoot {
    const boot = newBoot({
      id: this.#nextBoot++,
      computerId: computer.id,
      token: this.#newToken(),
      at: this.#clock.now(),
      firmware,
      began,
    });
    const before = this.#newest.get(computer.id);
    if (before) this.#byToken.delete(before.token);
    this.#keep(boot);
    return boot;
  }

  /** Adds a fact to the newest boot of a computer and returns the boot as it is then. */
  note(computer: Computer, boot: StoredBoot, fact: BootFact): StoredBoot {
    const at = this.#clock.now();
    const next = applyFact(boot, fact, at);
    this.#keep(next);
    const rate = turning.has(fact.kind) ? this.#turningPoints : this.#lines;
    if (!rate.allows(computer.id, at) || this.#events.length >= mostWaiting) return next;
    const event: BootEvent = { id: this.#nextEvent++, bootId: boot.id, computerId: computer.id, at, fact };
    this.#events.push(event);
    this.#bus.publish({ kind: 'log', line: logLine(event, computer) });
    return next;
  }

  /** Replaces what is kept of a boot beside its facts: the script that it was given, the action and the reason. */
  change(boot: StoredBoot): void {
    this.#keep(boot);
  }

  /** Writes something small together with the next facts; what was to be written under the same key before is not. */
  soon(key: string, write: () => void): void {
    this.#writes.set(key, write);
    this.#timer ??= setTimeout(() => this.#flushLater(), gatherFor);
  }

  /**
   * Does `work` in one transaction with everything that waits and with all who ask before the event loop goes on: a
   * commit costs as much as twenty rows. Resolves when it is on disk. A work that throws undoes and fails itself alone.
   */
  together<T>(work: () => T): Promise<T> {
    return this.#joinGroup(work, process.nextTick) as Promise<T>;
  }

  /** Resolves when everything that waits now is on disk, together with what else comes in this turn of the event loop. */
  async flushed(): Promise<void> {
    await this.#joinGroup(null, setImmediate);
  }

  /** Writes everything that waits, in one transaction. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (this.#changed.size + this.#events.length + this.#writes.size + waiting.length === 0) return;
    try {
      const settle = this.#store.transaction(() => {
        const settled = waiting.map((each) => this.#settled(each));
        for (const write of this.#writes.values()) write();
        for (const boot of this.#changed.values()) this.#store.boots.save(boot);
        this.#store.boots.appendEvents(this.#events);
        return settled;
      });
      this.#writes.clear();
      this.#changed.clear();
      this.#events = [];
      for (const tell of settle) tell();
    } catch (fault) {
      for (const { reject } of waiting) reject(fault);
      throw fault;
    }
  }

  /** All rows were replaced: nothing that is held is true any more. Numbers go on above every one that was given. */
  startAgain(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#newest.clear();
    this.#byToken.clear();
    this.#writes.clear();
    this.#changed.clear();
    this.#events = [];
    for (const { reject } of this.#waiting) reject(new Error('another data file took the place of this one'));
    this.#waiting = [];
    this.#nextBoot = Math.max(this.#nextBoot, this.#store.boots.maxId() + 1);
    this.#nextEvent = Math.max(this.#nextEvent, this.#store.boots.maxEventId() + 1);
  }

  /** Forgets a computer that was removed; its boots went with it. */
  forget(computerId: number): void {
    const boot = this.#newest.get(computerId);
    if (boot) this.#byToken.delete(boot.token);
    this.#newest.delete(computerId);
    this.#changed.forEach((changed, id) => {
      if (changed.computerId === computerId) this.#changed.delete(id);
    });
    this.#events = this.#events.filter((event) => event.computerId !== computerId);
  }

  #joinGroup(work: (() => unknown) | null, soon: (flush: () => void) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const first = this.#waiting.every((waiting) => (waiting.work === null) !== (work === null));
      this.#waiting.push({ work, resolve, reject });
      if (first) soon(() => this.#flushLater());
    });
  }

  /** Does one work inside the group's transaction; what it gives is told after the commit. */
  #settled({ work, resolve, reject }: Waiting): () => void {
    if (work === null) return () => resolve(undefined);
    try {
      const value = this.#store.transaction(work);
      return () => resolve(value);
    } catch (fault) {
      return () => reject(fault);
    }
  }

  #keep(boot: StoredBoot): void {
    this.#hold(boot.computerId, boot);
    this.#changed.set(boot.id, boot);
    this.#bus.publish({ kind: 'boot', boot: publicBoot(boot) });
    this.#timer ??= setTimeout(() => this.#flushLater(), gatherFor);
    if (this.#changed.size === largestGroup) setImmediate(() => this.#flushLater());
  }

  /** A disk that is full now may have room in a second: what waits is kept, and tried again until it is written. */
  #flushLater(): void {
    try {
      this.flush();
      if (this.#failing) this.#stuck(null);
      this.#failing = false;
    } catch (fault) {
      const why = fault instanceof Error ? fault.message : String(fault);
      if (!this.#failing) {
        this.#log(`The journal cannot be written (${why}): make room on the disk of the data folder.`);
        this.#stuck(why);
      }
      this.#failing = true;
      this.#timer ??= setTimeout(() => this.#flushLater(), tryAgainAfter);
    }
  }

  #hold(computerId: number, boot: StoredBoot | null): void {
    this.#newest.set(computerId, boot);
    if (boot) this.#byToken.set(boot.token, computerId);
  }
}

/** A boot as windows may see it: without the token that its beacons carry and the engine's own notes. */
export function publicBoot({ token: _token, historyId: _historyId, began: _began, ...boot }: StoredBoot): Boot {
  return boot;
}

export function logLine(event: BootEvent, computer: Computer | null, language: Language = 'en'): LogLine {
  const { text, trouble } = describeFact(event.fact, language);
  return {
    ...event,
    computerName: computer?.name ?? computer?.mac ?? 'removed computer',
    mac: computer?.mac ?? '00:00:00:00:00:00',
    text,
    trouble,
  };
}
