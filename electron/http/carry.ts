/** What one call of the system did. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly bytes: number }
  /** The socket takes no more until it has sent some. */
  | { readonly kind: 'full' }
  | { readonly kind: 'failed'; readonly errno: number };

/** Bytes from `position` up to `end` of an open file, to go into a socket that nobody else writes to meanwhile. */
export interface Load {
  readonly id: number;
  /** Descriptors of this process; the socket's is the carrier's own and is closed by it. */
  readonly socket: number;
  readonly file: number;
  readonly position: number;
  readonly end: number;
}

/** What the thread that carries is told. */
export type CarrierRequest =
  | { readonly kind: 'carry'; readonly load: Load }
  /** The bytes up to `to` have been read from the disk: they are in memory. */
  | { readonly kind: 'hot'; readonly id: number; readonly to: number }
  /** Nobody wants this load any more. */
  | { readonly kind: 'drop'; readonly id: number };

/** What it tells. */
export type CarrierReply =
  | { readonly kind: 'progress'; readonly id: number; readonly position: number }
  /** The next bytes must come from the disk first. */
  | { readonly kind: 'cold'; readonly id: number; readonly position: number }
  /** The load is at its end, was dropped, or takes no more: the descriptors are no longer used. */
  | { readonly kind: 'over'; readonly id: number; readonly position: number };

/** What carrying needs of the system. */
export interface CarrierPort {
  send(socket: number, file: number, position: number, length: number): SendOutcome;
  /** True when the byte at this place is in memory. */
  isHot(file: number, position: number): boolean;
  /** Calls `writable` each time that the socket begins to take bytes again. */
  watch(socket: number, writable: () => void): void;
  /** Ends the watching and closes the descriptor. */
  release(socket: number): void;
  /** Milliseconds of a steady clock. */
  now(): number;
  reply(reply: CarrierReply): void;
}

/** What one call of sendfile may carry, so that many sockets share the thread; nginx's `sendfile_max_chunk` is 2 MiB too. */
const turn = 2 * 1_048_576;
/** Each part of this size is looked at before it is sent; the system reads ahead by less. */
const probe = 512 * 1_024;
const progressEvery = 100;

interface Carrying {
  readonly load: Load;
  position: number;
  /** Up to here the file was seen in memory. */
  hotTo: number;
  /** Waits for its turn, for room in the socket, or for the disk. */
  state: 'ready' | 'full' | 'cold';
  toldAt: number;
}

/**
 * Carries files into sockets by sendfile: each socket that takes bytes gets a turn after the other, a full one waits
 * until it is writable, and what is not in memory is asked for instead of being waited for.
 */
export class Carrier {
  readonly #port: CarrierPort;
  readonly #loads = new Map<number, Carrying>();
  #ready: Carrying[] = [];

  constructor(port: CarrierPort) {
    this.#port = port;
  }

  tell(request: CarrierRequest): void {
    switch (request.kind) {
      case 'carry':
        this.#begin(request.load);
        return;
      case 'hot':
        this.#heat(request.id, request.to);
        return;
      case 'drop':
        this.#drop(request.id);
        return;
    }
  }

  /** Gives one turn to each load that can go on; true when there is more to do at once. */
  work(): boolean {
    const turns = this.#ready;
    this.#ready = [];
    for (const carrying of turns) {
      if (carrying.state === 'ready' && this.#loads.has(carrying.load.id)) this.#turn(carrying);
    }
    return this.#ready.length > 0;
  }

  stop(): void {
    for (const carrying of [...this.#loads.values()]) this.#end(carrying);
  }

  #begin(load: Load): void {
    const { position } = load;
    const carrying: Carrying = { load, position, hotTo: position, state: 'ready', toldAt: this.#port.now() };
    this.#loads.set(load.id, carrying);
    this.#ready.push(carrying);
    this.#port.watch(load.socket, () => {
      if (carrying.state === 'full') this.#resume(carrying);
    });
  }

  #resume(carrying: Carrying): void {
    carrying.state = 'ready';
    this.#ready.push(carrying);
  }

  #heat(id: number, to: number): void {
    const carrying = this.#loads.get(id);
    if (carrying?.state !== 'cold') return;
    carrying.hotTo = to;
    this.#resume(carrying);
  }

  #drop(id: number): void {
    const carrying = this.#loads.get(id);
    if (carrying !== undefined) this.#end(carrying);
  }

  #end({ load, position }: Carrying): void {
    this.#loads.delete(load.id);
    this.#port.release(load.socket);
    this.#port.reply({ kind: 'over', id: load.id, position });
  }

  #turn(carrying: Carrying): void {
    const { load } = carrying;
    const end = Math.min(load.end, carrying.position + turn);
    this.#look(carrying, end);
    if (carrying.hotTo === carrying.position) {
      carrying.state = 'cold';
      this.#port.reply({ kind: 'cold', id: load.id, position: carrying.position });
      return;
    }
    const length = Math.min(end, carrying.hotTo) - carrying.position;
    const outcome = this.#port.send(load.socket, load.file, carrying.position, length);
    switch (outcome.kind) {
      case 'full':
        carrying.state = 'full';
        return;
      case 'failed':
        this.#end(carrying);
        return;
      case 'sent':
        this.#advance(carrying, outcome.bytes);
        return;
    }
  }

  /** Nothing was sent: the file ends before it should. A socket that took less than it could is full, and says so next time. */
  #advance(carrying: Carrying, bytes: number): void {
    const { load } = carrying;
    carrying.position += bytes;
    if (bytes === 0 || carrying.position === load.end) {
      this.#end(carrying);
      return;
    }
    this.#ready.push(carrying);
    const now = this.#port.now();
    if (now - carrying.toldAt < progressEvery) return;
    carrying.toldAt = now;
    this.#port.reply({ kind: 'progress', id: load.id, position: carrying.position });
  }

  /** Looks how far the file is in memory, as far as one byte of each part tells. */
  #look(carrying: Carrying, end: number): void {
    while (carrying.hotTo < end) {
      const next = Math.min(carrying.load.end, carrying.hotTo + probe);
      if (!this.#port.isHot(carrying.load.file, next - 1)) return;
      carrying.hotTo = next;
    }
  }
}
