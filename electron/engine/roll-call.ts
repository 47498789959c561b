import type { Enrolment, WalkOrder } from '../contract/console.ts';
import type { Computer, Room, Seat } from '../contract/model.ts';
import { defaultPattern, nameByPattern, sameSeat, seatOrder, usualOrder } from '../contract/seat-order.ts';
import type { Store } from '../store/port.ts';
import type { Bus } from './bus.ts';
import type { Machines } from './machines.ts';

type Before = Pick<Computer, 'roomId' | 'seat' | 'name' | 'status'>;

/** What was done so far, so that it can be taken back. */
type Step =
  | { readonly kind: 'placed'; readonly seat: Seat; readonly computerId: number; readonly before: Before }
  | { readonly kind: 'skipped'; readonly seat: Seat };

interface Call {
  readonly roomId: number;
  readonly pattern: string;
  readonly order: WalkOrder;
  /** The seat at which the search for an empty one begins. */
  readonly from: Seat | null;
  readonly steps: readonly Step[];
}

/**
 * The roll call: machines are switched on one after the other, and each takes the next empty seat. It is kept in memory
 * alone: after a restart of the engine nobody stands in the room with it any more, and what was seated stays seated.
 */
export class RollCall {
  readonly #store: Store;
  readonly #bus: Bus;
  readonly #machines: Machines;
  #call: Call | null = null;
  #view: Enrolment | null = null;

  constructor(parts: { store: Store; bus: Bus; machines: Machines }) {
    this.#store = parts.store;
    this.#bus = parts.bus;
    this.#machines = parts.machines;
  }

  /** How far it is; null: none is under way. */
  get view(): Enrolment | null {
    return this.#view;
  }

  /** A seat waits for a machine that nobody knows yet, which is therefore served whatever the settings say. */
  get waits(): boolean {
    return this.#view !== null && this.#view.next !== null;
  }

  start(
    room: Room,
    wishes: {
      readonly from?: Seat | undefined;
      readonly pattern?: string | undefined;
      readonly order?: WalkOrder | undefined;
    },
  ): void {
    const { from = null, pattern = defaultPattern(room), order = usualOrder(room) } = wishes;
    this.#become({ roomId: room.id, pattern, order, from, steps: [] });
  }

  /**
   * Changes the names to come, or the way, which begins anew at the first free seat of its order; or goes on at another
   * seat, which may be one that was skipped.
   */
  set(wishes: {
    readonly pattern?: string | undefined;
    readonly order?: WalkOrder | undefined;
    readonly next?: Seat | undefined;
  }): void {
    const call = this.#call;
    if (!call) return;
    const { pattern = call.pattern, order = call.order, next } = wishes;
    const from = next ?? (order === call.order ? call.from : null);
    const wanted = (step: Step): boolean => next !== undefined && step.kind === 'skipped' && sameSeat(step.seat, next);
    this.#become({ ...call, pattern, order, from, steps: call.steps.filter((step) => !wanted(step)) });
  }

  skip(): void {
    const seat = this.view?.next;
    if (this.#call && seat) this.#become({ ...this.#call, steps: [...this.#call.steps, { kind: 'skipped', seat }] });
  }

  /** False: there is nothing to take back. */
  undo(): boolean {
    const call = this.#call;
    const last = call?.steps.at(-1);
    if (!call || !last) return false;
    if (last.kind === 'placed' && this.#sitsThere(last)) {
      this.#machines.changed(this.#store.computers.set(last.computerId, last.before));
    }
    this.#become({ ...call, from: last.seat, steps: call.steps.slice(0, -1) });
    return true;
  }

  finish(): void {
    this.#become(null);
  }

  /** A machine begins a boot: when it has no seat it takes the next one. */
  begins(computer: Computer): void {
    if (!this.#call || computer.seat !== null) return;
    const view = this.view;
    const seat = view?.next;
    if (!view || !seat) return;
    const { roomId, name, status } = computer;
    const seated = { roomId: view.roomId, seat, name: name ?? view.nextName, status: 'known' as const };
    this.#machines.changed(this.#store.computers.set(computer.id, seated));
    const step: Step = { kind: 'placed', seat, computerId: computer.id, before: { roomId, seat: null, name, status } };
    this.#become({ ...this.#call, steps: [...this.#call.steps, step] });
  }

  /** Rooms or seats were changed by somebody: the next seat may be another one. */
  look(): void {
    if (this.#call) this.#become(this.#store.rooms.byId(this.#call.roomId) ? this.#call : null);
  }

  #become(call: Call | null): void {
    this.#call = call;
    const room = call && this.#store.rooms.byId(call.roomId);
    const enrolment = call && room ? this.#viewOf(call, room) : null;
    if (JSON.stringify(enrolment) === JSON.stringify(this.#view)) return;
    this.#view = enrolment;
    this.#bus.publish({ kind: 'enrolment', enrolment });
  }

  #viewOf(call: Call, room: Room): Enrolment {
    const skipped = call.steps.flatMap((step) => (step.kind === 'skipped' ? [step.seat] : []));
    const placed = call.steps.flatMap((step) =>
      step.kind === 'placed' && this.#sitsThere(step) ? [{ seat: step.seat, computerId: step.computerId }] : [],
    );
    const order = seatOrder(room, call.order);
    const from = call.from;
    const start =
      from === null
        ? 0
        : Math.max(
            0,
            order.findIndex((seat) => sameSeat(seat, from)),
          );
    const number = order.findIndex(
      (seat, index) =>
        index >= start &&
        !skipped.some((each) => sameSeat(each, seat)) &&
        this.#store.computers.bySeat(room.id, seat) === null,
    );
    return {
      roomId: room.id,
      order: call.order,
      pattern: call.pattern,
      next: order[number] ?? null,
      nextName: number < 0 ? null : nameByPattern(call.pattern, number + 1),
      placed,
      skipped,
    };
  }

  #sitsThere(step: Step & { readonly kind: 'placed' }): boolean {
    const computer = this.#store.computers.byId(step.computerId);
    return computer !== null && computer.seat !== null && sameSeat(computer.seat, step.seat);
  }
}
