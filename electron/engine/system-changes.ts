import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { describePhrase } from '../contract/describe.ts';
import type { PlainPhrase } from '../contract/model.ts';
import { commandLine, type SystemCommand } from '../network/run-command.ts';

const Command = z.tuple([z.string()], z.string()).readonly();

const Change = z.object({
  kind: z.enum(['address', 'firewall']),
  card: z.string(),
  /** The address that was given; null for another kind. */
  address: z.string().nullable(),
  takeBack: z.array(Command).readonly(),
});
export type SystemChange = z.infer<typeof Change>;

/** What iproute2, nft, ufw and firewall-cmd say of what is not there any more. */
const gone = /no such|not found|cannot assign|non-existent|not_enabled|does not exist/i;

export interface SystemChangesParts {
  readonly dataFolder: string;
  /** Null, or why it failed. */
  readonly run: (command: SystemCommand) => Promise<string | null>;
  /** Whether what was changed is still so: a computer that was started again has forgotten it. */
  readonly stands: (change: SystemChange) => boolean;
  readonly log: (line: string) => void;
}

/**
 * What Rollcall changed of the system for the time of serving. It is written down before it is done, so that the old
 * state comes back when serving ends, and at the next start after a crash.
 */
export class SystemChanges {
  readonly #parts: SystemChangesParts;
  readonly #file: string;
  #made: SystemChange[];
  /** One at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: SystemChangesParts) {
    this.#parts = parts;
    this.#file = join(parts.dataFolder, 'system-changes.json');
    this.#made = this.#read();
  }

  /** What is changed now, oldest first. */
  get made(): readonly SystemChange[] {
    return this.#made;
  }

  /** Resolves to null, or to why it could not be done; then what was done of it is taken back. */
  make(change: SystemChange, commands: readonly SystemCommand[]): Promise<string | null> {
    return this.#inTurn(async () => {
      this.#write([...this.#made, change]);
      for (const command of commands) {
        const why = await this.#parts.run(command);
        if (why === null) continue;
        await this.#takeBack(change);
        return why;
      }
      return null;
    });
  }

  /** Takes back what was done, the newest first. What cannot be is said, with its command, and tried again at the next start. */
  restore(keep: (change: SystemChange) => boolean = () => false): Promise<void> {
    return this.#inTurn(async () => {
      for (const change of this.#made.toReversed()) if (!keep(change)) await this.#restoreSafely(change);
    });
  }

  /** A folder that takes no writes must not keep serving from its start or its end. */
  async #restoreSafely(change: SystemChange): Promise<void> {
    try {
      await this.#restoreOne(change);
    } catch (fault) {
      const detail = fault instanceof Error ? fault.message : String(fault);
      const commands = commandLine(change.takeBack);
      this.#parts.log(describePhrase({ code: 'change-stays', card: change.card, commands, detail }));
    }
  }

  async #restoreOne(change: SystemChange): Promise<void> {
    if (!this.#parts.stands(change)) return this.#write(this.#made.filter((each) => each !== change));
    const why = await this.#takeBack(change);
    const commands = commandLine(change.takeBack);
    const said: PlainPhrase = why
      ? { code: 'change-stays', card: change.card, commands, detail: why }
      : { code: 'change-taken-back', card: change.card, commands };
    this.#parts.log(describePhrase(said));
  }

  /** Every command is tried, whatever became of the one before. */
  async #takeBack(change: SystemChange): Promise<string | null> {
    const failures: string[] = [];
    for (const command of change.takeBack) {
      const why = await this.#parts.run(command);
      if (why !== null && !gone.test(why)) failures.push(why);
    }
    const [first = null] = failures;
    if (first === null || !this.#parts.stands(change)) this.#write(this.#made.filter((each) => each !== change));
    return first;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  #read(): SystemChange[] {
    try {
      return z.array(Change).parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return [];
    }
  }

  #write(changes: SystemChange[]): void {
    this.#made = changes;
    if (changes.length > 0) this.#keep(changes);
    else rmSync(this.#file, { force: true });
  }

  #keep(changes: readonly SystemChange[]): void {
    const scratch = `${this.#file}.new`;
    const file = openSync(scratch, 'w', 0o600);
    try {
      writeSync(file, JSON.stringify(changes));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(scratch, this.#file);
  }
}
