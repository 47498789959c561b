import type { EngineEvent, EventBatch } from '../contract/api.ts';

/** How long events are gathered before they go out together, in milliseconds. */
const gatherFor = 50;

/** Events of this kind and number say the whole state: only the last of a batch is of interest. */
function replaceKey(event: EngineEvent): string | null {
  switch (event.kind) {
    case 'computer':
      return `computer ${event.computer.id}`;
    case 'boot':
      return `boot ${event.boot.id}`;
    case 'task':
      return `task ${event.task.id}`;
    case 'service':
    case 'preferences':
    case 'enrolment':
    case 'traffic':
    case 'console':
      return event.kind;
    default:
      return null;
  }
}

/** Gathers what changed and tells every listener in numbered batches. A listener that throws costs the others nothing. */
export class Bus {
  #revision = 0;
  #waiting: EngineEvent[] = [];
  #timer: NodeJS.Timeout | null = null;
  readonly #listeners = new Set<(batch: EventBatch) => void>();
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** The revision of the last batch that went out. */
  get revision(): number {
    return this.#revision;
  }

  publish(event: EngineEvent): void {
    this.#waiting.push(event);
    this.#timer ??= setTimeout(() => this.flush(), gatherFor);
  }

  /**
   * Everything is different now: leaves a number out, so that with the next batch every window finds one missing and
   * asks for the snapshot.
   */
  skip(): void {
    this.flush();
    this.#revision += 1;
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: (batch: EventBatch) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends what waits now. A snapshot is taken after this, so that it holds all that its revision promises. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting.length === 0) return;
    const events = keepLast(this.#waiting);
    this.#waiting = [];
    this.#revision += 1;
    const batch: EventBatch = { revision: this.#revision, events };
    for (const listener of this.#listeners) this.#tell(listener, batch);
  }

  #tell(listener: (batch: EventBatch) => void, batch: EventBatch): void {
    try {
      listener(batch);
    } catch (fault) {
      const why = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
      this.#log(`A listener could not take what changed (revision ${batch.revision}): ${why}`);
    }
  }
}

function keepLast(events: readonly EngineEvent[]): EngineEvent[] {
  const last = new Map<string, number>();
  events.forEach((event, index) => {
    const key = replaceKey(event);
    if (key) last.set(key, index);
  });
  return events.filter((event, index) => {
    const key = replaceKey(event);
    return key === null || last.get(key) === index;
  });
}
