import { type BootDecision, decideBoot } from '../boot/decide.ts';
import { lessonOf, modelOf, ofModel, usual } from '../boot/remedy.ts';
import type {
  Action,
  Computer,
  FirmwareKind,
  Hardware,
  Ipv4,
  Mac,
  ModelRemedy,
  Remedy,
  Task,
} from '../contract/model.ts';
import { Makers } from '../network/makers.ts';
import type { Store } from '../store/port.ts';
import type { Bus } from './bus.ts';
import type { Clock } from './clock.ts';
import { inItsExam } from './exams.ts';
import { RateBound } from './rate-bound.ts';
import type { Recorder } from './recorder.ts';

/** Machines that may appear by themselves in one run. A card that invents MAC addresses must not fill the disk. */
const mostDiscovered = 10_000;

/** Machines that may appear together; a whole school that is switched on for the first time is fewer. */
const byAll = { burst: 1_024, perSecond: 2 };

/** Machines that may appear by requests from one address: it is one machine, or a few behind one that forwards. */
const byOneAddress = { burst: 32, perSecond: 0.1 };

/** Strangers that are remembered at most. */
const mostStrangers = 16_384;

/** When an installed system of a machine last asked for an address, in milliseconds since the epoch, and what it is. */
export interface SystemAsked {
  readonly at: number;
  readonly system: string | null;
}

/** `lastSeenAt` is written at most this often for one computer, in milliseconds. */
const seenEvery = 5_000;

/**
 * Who is behind a MAC address: computers as the store has them, discovered ones added as they appear. The computers
 * that are asked for are held in memory, since one boot asks for its computer a dozen times.
 */
export class Machines {
  readonly #store: Store;
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #recorder: Recorder;
  readonly #log: (line: string) => void;
  readonly #byMac = new Map<Mac, Computer>();
  /** Addresses that are no computer's: phones and laptops ask for theirs again and again. */
  readonly #strangers = new Set<Mac>();
  #reservations: ReadonlyMap<Ipv4, Mac> | null = null;
  #reservationsRevision = 0;
  #known: number | null = null;
  #discovered = 0;
  readonly #byAddress = new RateBound(byOneAddress);
  readonly #byAll = new RateBound(byAll);
  readonly #makers = new Makers();
  readonly #systems = new Map<number, SystemAsked>();
  #remedies: Map<number, Remedy> | null = null;
  #models: Map<string, ModelRemedy> | null = null;
  readonly #relays = new Map<number, Ipv4>();
  readonly #waits = new Map<number, string>();

  constructor(parts: { store: Store; bus: Bus; clock: Clock; recorder: Recorder; log: (line: string) => void }) {
    this.#store = parts.store;
    this.#bus = parts.bus;
    this.#clock = parts.clock;
    this.#recorder = parts.recorder;
    this.#log = parts.log;
  }

  find(mac: Mac): Computer | null {
    const held = this.#byMac.get(mac);
    if (held) return held;
    if (this.#strangers.has(mac)) return null;
    const stored = this.#store.computers.byMac(mac);
    if (stored) this.#byMac.set(mac, stored);
    else this.#addStranger(mac);
    return stored;
  }

  byId(id: number): Computer | null {
    const stored = this.#store.computers.byId(id);
    return stored ? this.find(stored.mac) : null;
  }

  /**
   * Adds a machine that nobody named; null when too many have appeared. `claimedBy`: where the request came from that
   * names it, when the machine did not speak for itself.
   */
  discover(mac: Mac, firmware: FirmwareKind, claimedBy: Ipv4 | null): Computer | null {
    const now = this.#clock.now();
    if (this.#discovered >= mostDiscovered || !this.#byAll.allows('all', now)) return null;
    if (claimedBy !== null && !this.#byAddress.allows(claimedBy, now)) return null;
    const computer = this.#store.computers.add({
      mac,
      name: null,
      roomId: null,
      seat: null,
      defaultActionId: null,
      reservedAddress: null,
      firmware,
      status: 'discovered',
      variables: {},
      maker: this.#makers.of(mac),
      firstSeenAt: now,
      lastSeenAt: now,
    });
    this.#discovered += 1;
    if (this.#discovered === mostDiscovered) {
      this.#log(
        `${mostDiscovered} unknown machines have appeared: further ones get nothing until Rollcall is started again. Look for a device that makes up MAC addresses.`,
      );
    }
    this.#hold(computer);
    return computer;
  }

  /** A sign of the machine: remembers when, and its firmware when that is news. */
  seen(computer: Computer, firmware: FirmwareKind): Computer {
    const now = this.#clock.now();
    const news = firmware !== 'unknown' && firmware !== computer.firmware;
    if (!news && Math.abs(now - (computer.lastSeenAt ?? 0)) < seenEvery) return computer;
    const next: Computer = {
      ...computer,
      lastSeenAt: now,
      firstSeenAt: computer.firstSeenAt ?? now,
      firmware: news ? firmware : computer.firmware,
    };
    this.#recorder.soon(`seen ${computer.id}`, () => this.#store.computers.seen(computer.id, now, next.firmware));
    this.#hold(next);
    return next;
  }

  /** Its installed system asks for an address, and no boot led to it: the machine started from its disk. */
  systemAsked({ id }: Computer, system: string | null): void {
    this.#systems.set(id, { at: this.#clock.now(), system });
  }

  /** What was heard of its installed system since Rollcall runs; null: nothing. */
  systemOf(computerId: number): SystemAsked | null {
    return this.#systems.get(computerId) ?? null;
  }

  /** The relay whose network the machine last asked from; null: it is on the card's own. */
  cameBy({ id }: Computer, relay: Ipv4 | null): void {
    if (relay === null) this.#relays.delete(id);
    else this.#relays.set(id, relay);
  }

  relayOf({ id }: Computer): Ipv4 | null {
    return this.#relays.get(id) ?? null;
  }

  /** False: this was said already of the waiting of the machine, which asks every few seconds. */
  waitIsNews({ id }: Computer, said: string): boolean {
    if (this.#waits.get(id) === said) return false;
    this.#waits.set(id, said);
    return true;
  }

  /** How the machine is started: as it was learnt of it or decided, else as helped its model, else as usual. */
  remedyOf({ id, hardware }: Pick<Computer, 'id' | 'hardware'>): Remedy {
    this.#remedies ??= new Map(this.#store.remedies.all());
    this.#models ??= new Map(this.#store.remedies.models());
    const own = this.#remedies.get(id);
    if (own || this.#models.size === 0) return own ?? usual;
    const helped = this.#models.get(modelOf(hardware) ?? '');
    return helped ? ofModel(helped) : usual;
  }

  setRemedy(computerId: number, remedy: Remedy): void {
    this.#store.remedies.put(computerId, remedy);
    this.#remedies = null;
  }

  /** The machine has started what it was to boot: what was learnt of it counts for its model from now on. */
  hasStarted(computer: Computer): void {
    const lesson = lessonOf(this.remedyOf(computer));
    const model = modelOf(computer.hardware);
    if (lesson === null || model === null) return;
    this.#store.remedies.putModel(model, lesson);
    this.#models = null;
  }

  /** Somebody decided that the machine is started as usual: its model teaches nothing any more. */
  forgetModel({ hardware }: Computer): void {
    const model = modelOf(hardware);
    if (model === null) return;
    this.#store.remedies.removeModel(model);
    this.#models = null;
  }

  /** Who made the network card, as far as its address says. */
  makerOf(mac: Mac): string | null {
    return this.#makers.of(mac);
  }

  /** What the machine said of itself is remembered; what it leaves out stays. */
  told(computer: Computer, said: Hardware): Computer {
    const before = computer.hardware;
    const news = Object.entries(said).filter(([, value]) => value !== null && value !== undefined);
    const hardware: Hardware = {
      ...(before ?? { manufacturer: null, product: null, serial: null }),
      ...Object.fromEntries(news),
    };
    if (JSON.stringify(hardware) === JSON.stringify(before)) return computer;
    const next = this.#store.computers.set(computer.id, { hardware });
    this.#hold(next);
    return next;
  }

  /** Somebody changed the computer: what is held is replaced. */
  changed(computer: Computer): void {
    for (const [mac, held] of this.#byMac) if (held.id === computer.id && mac !== computer.mac) this.#byMac.delete(mac);
    this.#forgetReservations();
    this.#known = null;
    this.#hold(computer);
  }

  /** All rows were replaced. */
  startAgain(): void {
    this.#remedies = null;
    this.#models = null;
    this.#systems.clear();
    this.#relays.clear();
    this.#waits.clear();
    this.#byMac.clear();
    this.#strangers.clear();
    this.#reservations = null;
    this.#known = null;
    this.#reservationsRevision += 1;
  }

  removed(computer: Computer): void {
    this.#systems.delete(computer.id);
    this.#relays.delete(computer.id);
    this.#waits.delete(computer.id);
    this.#byMac.delete(computer.mac);
    this.#forgetReservations();
    this.#known = null;
    this.#bus.publish({ kind: 'computer-removed', id: computer.id });
  }

  /** What the machine boots now, and why. */
  decide(computer: Computer): { decision: BootDecision; action: Action } {
    return this.#decideWith(computer, this.#store.tasks.forComputer(computer.id));
  }

  /** What it boots while no task is due. */
  decideDefault(computer: Computer): { decision: BootDecision; action: Action } {
    return this.#decideWith(computer, []);
  }

  #decideWith(computer: Computer, tasks: readonly Task[]): { decision: BootDecision; action: Action } {
    const decision = decideBoot({
      computer,
      room: computer.roomId === null ? null : this.#store.rooms.byId(computer.roomId),
      tasks,
      globalDefaultActionId: this.globalDefaultActionId(),
      now: this.#clock.now(),
    });
    const action = this.#store.actions.byId(decision.actionId);
    if (!action) throw new Error(`action ${decision.actionId} is decided for computer ${computer.id} and is not there`);
    return { decision, action };
  }

  /** The number of the action with this name, or null. */
  actionNamed(name: string): number | null {
    return this.#store.actions.byName(name)?.id ?? null;
  }

  /** The computer with what its running exam gives to scripts. */
  inItsExam(computer: Computer): Computer {
    return inItsExam({ store: this.#store, clock: this.#clock }, computer);
  }

  globalDefaultActionId(): number {
    const stored = this.#store.settings.get('globalDefaultActionId');
    return typeof stored === 'number' ? stored : 1;
  }

  roomName(computer: Computer): string | null {
    return computer.roomId === null ? null : (this.#store.rooms.byId(computer.roomId)?.name ?? null);
  }

  /** How many machines are in the list. */
  get known(): number {
    this.#known ??= this.#store.computers.known();
    return this.#known;
  }

  /** Another number each time that reservations may have changed. */
  get reservationsRevision(): number {
    return this.#reservationsRevision;
  }

  /** Whose reservation an address is, or null. */
  reservedFor(address: Ipv4): Mac | null {
    this.#reservations ??= new Map(this.#store.computers.reservations().map((each) => [each.address, each.mac]));
    return this.#reservations.get(address) ?? null;
  }

  #forgetReservations(): void {
    this.#reservations = null;
    this.#reservationsRevision += 1;
  }

  #addStranger(mac: Mac): void {
    if (this.#strangers.size >= mostStrangers) this.#strangers.clear();
    this.#strangers.add(mac);
  }

  #hold(computer: Computer): void {
    this.#strangers.delete(computer.mac);
    this.#byMac.set(computer.mac, computer);
    this.#bus.publish({ kind: 'computer', computer });
  }
}
