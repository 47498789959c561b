import type { BootEvent, BootFact, FileRole, Phrase } from '../contract/model.ts';

export type FactKind = BootFact['kind'];

/** An event with a fact of one kind. */
export type EventOf<K extends FactKind> = Omit<BootEvent, 'fact'> & { readonly fact: Extract<BootFact, { kind: K }> };

/** One try of one file, put together from its events. Sizes in bytes, times in milliseconds since the epoch. */
export interface Transfer {
  readonly protocol: 'tftp' | 'http';
  readonly role: FileRole;
  readonly file: string;
  readonly end: 'open' | 'sent' | 'failed';
  /** Null: it was not told. */
  readonly bytes: number | null;
  readonly sent: number;
  readonly retransmitted: number;
  /** Of a transfer that ended; null while it is open. */
  readonly milliseconds: number | null;
  readonly why: Phrase | null;
  readonly lastAt: number;
  readonly firstId: number;
  readonly lastId: number;
  /** Its events, oldest first. */
  readonly ids: readonly number[];
}

/** What the journal says of one boot, oldest first. */
export class Story {
  readonly events: readonly BootEvent[];
  readonly transfers: readonly Transfer[];

  constructor(events: readonly BootEvent[]) {
    this.events = events;
    this.transfers = transfersOf(events);
  }

  all<K extends FactKind>(kind: K): EventOf<K>[] {
    return this.events.filter((event): event is EventOf<K> => event.fact.kind === kind);
  }

  last<K extends FactKind>(kind: K): EventOf<K> | null {
    return this.all(kind).at(-1) ?? null;
  }

  /** The first fact of these kinds after an event. */
  after<K extends FactKind>(id: number, ...kinds: readonly K[]): EventOf<K> | null {
    const wanted: readonly FactKind[] = kinds;
    return this.events.find((event): event is EventOf<K> => event.id > id && wanted.includes(event.fact.kind)) ?? null;
  }

  /** A sign that the boot loader itself runs: its own question, its script, a line of its console. */
  loaderRunsAfter(id: number): boolean {
    return this.events.some((event) => event.id > id && isSignOfLoader(event.fact));
  }

  /** The newest loader that was sent whole. */
  get loaderSent(): Transfer | null {
    return this.transfers.findLast(({ role, end }) => role === 'loader' && end === 'sent') ?? null;
  }

  /** The same file was had whole after this try of it. */
  hadLater({ file, firstId }: Pick<Transfer, 'file' | 'firstId'>): boolean {
    return this.transfers.some((other) => other.file === file && other.firstId > firstId && other.end === 'sent');
  }
}

function isSignOfLoader(fact: BootFact): boolean {
  switch (fact.kind) {
    case 'discover':
      return fact.asks === 'ipxe';
    case 'file-started':
    case 'file-sent':
      return fact.role !== 'loader';
    case 'loader-line':
    case 'script-served':
    case 'script-aborted':
    case 'started':
    case 'running':
    case 'failed':
    case 'progress':
      return true;
    default:
      return false;
  }
}

type TransferEvent = EventOf<'file-started' | 'file-progress' | 'file-sent' | 'file-failed'>;

const isTransfer = (event: BootEvent): event is TransferEvent => event.fact.kind.startsWith('file-');

/** A name that is begun anew is a new try: a firmware that only asked for the size left the one before open. */
function transfersOf(events: readonly BootEvent[]): Transfer[] {
  const found: Transfer[] = [];
  const open = new Map<string, number>();
  for (const event of events) {
    if (!isTransfer(event)) continue;
    const name = `${event.fact.protocol} ${event.fact.file}`;
    const index = event.fact.kind === 'file-started' ? undefined : open.get(name);
    const place = index ?? found.length;
    found[place] = joined(found[place] ?? null, event);
    if (found[place].end === 'open') open.set(name, place);
    else open.delete(name);
  }
  return found;
}

function joined(before: Transfer | null, { id, at, fact }: TransferEvent): Transfer {
  const { protocol, role, file } = fact;
  const base = {
    ...{ protocol, role, file, lastAt: at, lastId: id, retransmitted: 0, milliseconds: null, why: null },
    bytes: fact.bytes ?? before?.bytes ?? null,
    firstId: before?.firstId ?? id,
    ids: [...(before?.ids ?? []), id],
  };
  switch (fact.kind) {
    case 'file-started':
      return { ...base, end: 'open', sent: 0 };
    case 'file-progress':
      return { ...base, end: 'open', sent: fact.sent };
    case 'file-sent': {
      const { bytes, milliseconds, retransmitted } = fact;
      return { ...base, end: 'sent', sent: bytes, milliseconds, retransmitted };
    }
    case 'file-failed':
      return { ...base, end: 'failed', sent: fact.sent, why: fact.why };
  }
}
