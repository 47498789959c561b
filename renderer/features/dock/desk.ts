import type { Snapshot } from '../../../electron/contract/api.ts';
import type { Phrase } from '../../../electron/contract/model.ts';
import type { Client } from '../../client/client.ts';
import { carryOut } from './carry-out.ts';
import { type Proposal, timeToUndo } from './deed.ts';
import { takeBack } from './take-back.ts';
import type { Change, Done } from './undo.ts';

/** What the desk needs of the page. */
export interface DeskPort {
  readonly call: Client['call'];
  readonly picture: () => Snapshot | null;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Calls once after so many milliseconds; gives what stops it. */
  readonly after: (milliseconds: number, then: () => void) => () => void;
}

/** An act in its time to undo, or on its way to the engine. */
export interface Waiting {
  readonly key: number;
  readonly proposal: Proposal;
  readonly sendAt: number;
  readonly sending: boolean;
}

/** The engine's word on what it did not do. */
export interface Refused {
  readonly proposal: Proposal | null;
  readonly why: Phrase;
}

export interface DeskState {
  readonly proposal: Proposal | null;
  /** Oldest first. */
  readonly waiting: readonly Waiting[];
  /** What can be taken back, oldest first. */
  readonly done: readonly Done[];
  readonly refused: Refused | null;
  /** Keys of needs that somebody put off. */
  readonly hidden: ReadonlySet<string>;
}

/** How many acts can be taken back one after the other. */
const mostDone = 10;

/**
 * Where acts are proposed, wait for their time to undo, are sent and taken back. It keeps no truth: what an act did is
 * seen in the engine's picture, here is only what this window is about to do and did.
 */
export class Desk {
  readonly #port: DeskPort;
  readonly #listeners = new Set<() => void>();
  readonly #stops = new Map<number, () => void>();
  #lastKey = 0;
  #state: DeskState = { proposal: null, waiting: [], done: [], refused: null, hidden: new Set() };

  constructor(port: DeskPort) {
    this.#port = port;
  }

  readonly getState = (): DeskState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Shows what would be done; null takes it away. Nothing is sent. */
  propose(proposal: Proposal | null): void {
    const empty = proposal === null || proposal.computers.length === 0;
    this.#show({ proposal: empty ? null : proposal, refused: null });
  }

  /** Does what is given, after the time to undo, and takes the proposal away. Whoever calls has passed the guard. */
  act(proposal: Proposal): void {
    if (proposal.computers.length === 0) return;
    const waiting = { key: this.#nextKey(), proposal, sendAt: this.#port.now() + timeToUndo, sending: false };
    this.#stops.set(
      waiting.key,
      this.#port.after(timeToUndo, () => void this.#send(waiting.key)),
    );
    this.#show({ proposal: null, refused: null, waiting: [...this.#state.waiting, waiting] });
  }

  /** What is changed at once, because nothing leaves the card for it. `run` gives null when it was refused. */
  async change(
    run: (call: DeskPort['call'], picture: Snapshot | null) => Promise<Change | { readonly refusal: Phrase }>,
  ): Promise<void> {
    const result = await run(this.#port.call, this.#port.picture());
    if ('refusal' in result) this.#show({ refused: { proposal: null, why: result.refusal } });
    else this.#done(null, result);
  }

  /** Takes the newest act back: one that still waits is never sent. */
  async undo(): Promise<void> {
    const waiting = this.#state.waiting.findLast(({ sending }) => !sending);
    if (waiting) this.#withdraw(waiting);
    else await this.#takeBack();
  }

  /** What still waits goes now: the window closes, and its person has pressed the button. */
  sendAll(): void {
    for (const { key, sending } of this.#state.waiting) {
      this.#stops.get(key)?.();
      if (!sending) void this.#send(key);
    }
  }

  /** Takes the word about the last act away, and its undo with it. */
  forget(): void {
    this.#show({ done: this.#state.done.slice(0, -1) });
  }

  /** Takes the word about a refusal away. */
  forgive(): void {
    this.#show({ refused: null });
  }

  hide(key: string): void {
    this.#show({ hidden: new Set(this.#state.hidden).add(key) });
  }

  #withdraw({ key, proposal }: Waiting): void {
    this.#stops.get(key)?.();
    this.#stops.delete(key);
    this.#show({ waiting: this.#state.waiting.filter((other) => other.key !== key), proposal });
  }

  async #send(key: number): Promise<void> {
    const waiting = this.#state.waiting.find((other) => other.key === key);
    if (!waiting) return;
    this.#stops.delete(key);
    this.#show({
      waiting: this.#state.waiting.map((other) => (other.key === key ? { ...other, sending: true } : other)),
    });
    const { change, refusal } = await carryOut(this.#port, waiting.proposal);
    this.#show({ waiting: this.#state.waiting.filter((other) => other.key !== key) });
    if (change) this.#done(waiting.proposal, change);
    if (refusal) this.#show({ refused: { proposal: change ? null : waiting.proposal, why: refusal } });
  }

  async #takeBack(): Promise<void> {
    const last = this.#state.done.at(-1);
    if (!last) return;
    const refusal = await takeBack(this.#port, last);
    const done = refusal === null ? this.#state.done.filter(({ key }) => key !== last.key) : this.#state.done;
    this.#show({ done, refused: refusal === null ? null : { proposal: null, why: refusal } });
  }

  #done(proposal: Proposal | null, change: Change): void {
    const revision = this.#port.picture()?.revision ?? 0;
    const done = [...this.#state.done, { key: this.#nextKey(), proposal, change, revision, at: this.#port.now() }];
    this.#show({ done: done.slice(-mostDone), refused: null });
  }

  #nextKey(): number {
    this.#lastKey += 1;
    return this.#lastKey;
  }

  #show(part: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}
