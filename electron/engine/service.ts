import { Refusal } from '../contract/api.ts';
import type { ServicePreview } from '../contract/console.ts';
import { describePhrase } from '../contract/describe.ts';
import type { Card, Ipv4, Phrase, ServiceSettings, ServiceState } from '../contract/model.ts';
import { BindError } from '../network/bind-device.ts';
import { findCard, watchCard } from '../network/cards.ts';
import type { BootPlane, Serving } from './boot-plane.ts';
import type { DiskReserve } from './disk-reserve.ts';
import { type OpenServers, openServers } from './servers.ts';
import { cardWarnings, firmwareWarnings, placeOf, previewService, servedRange } from './service-place.ts';
import type { SystemChanges } from './system-changes.ts';

export const serviceSettingsKey = 'service';

/** What the service is made with; `serving` is added when it starts. */
export type ServiceParts = Omit<BootPlane, 'serving'> & { readonly reserve: Pick<DiskReserve, 'hold'> } & {
  readonly changes: Pick<SystemChanges, 'restore'>;
};

/** What the service touches of the system. */
export interface ServiceEdge {
  findCard(name: string): Card | null;
  watchCard(name: string, onChange: (card: Card | null) => void): () => void;
  openServers: typeof openServers;
}

const realEdge: ServiceEdge = { findCard, watchCard, openServers };

type ServingState = Extract<ServiceState, { state: 'serving' }>;

/** Systems do not tell the addresses of a card whose cable is out. */
function lostAddress({ name, up }: Card): Phrase {
  return { code: up ? 'card-lost-address' : 'card-without-link', card: name };
}

/** Starts and stops the boot plane on one card, and says in which state it is. */
export class Service {
  readonly #parts: ServiceParts;
  readonly #edge: ServiceEdge;
  #state: ServiceState = { state: 'stopped' };
  #serving: Serving | null = null;
  #servers: OpenServers | null = null;
  #cardIndex: number | null = null;
  /** What was said at the start of loaders and sockets; the card's own warnings come and go with its link. */
  #lastingWarnings: readonly Phrase[] = [];
  #journalStuck: string | null = null;
  /** What was served when the card failed; its sockets are open still. */
  #interrupted: ServingState | null = null;
  #stopWatching: () => void = () => undefined;
  /** One start or stop at a time: each waits for the one before. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: ServiceParts, edge: ServiceEdge = realEdge) {
    this.#parts = parts;
    this.#edge = edge;
  }

  get state(): ServiceState {
    return this.#state;
  }

  /** What is fixed while it serves; null while it does not. */
  serving(): Serving | null {
    return this.#serving;
  }

  /** What starting with these settings would do, as far as the card tells. */
  preview(settings: ServiceSettings): ServicePreview {
    return previewService(settings, this.#edge.findCard(settings.card), this.#parts.firmware);
  }

  /** Serves with these settings, after ending what was served before. Throws `Refusal` with the reason and the remedy. */
  start(settings: ServiceSettings): Promise<ServiceState> {
    return this.#inTurn(async () => {
      await this.#close();
      await this.#parts.changes.restore(({ card }) => card === settings.card);
      return this.#open(settings);
    });
  }

  stop(): Promise<ServiceState> {
    return this.#inTurn(async () => {
      await this.#close();
      await this.#parts.changes.restore();
      return this.#become({ state: 'stopped' });
    });
  }

  /** Resolves when every start and stop that was asked for is over. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #open(settings: ServiceSettings): Promise<ServiceState> {
    try {
      const { card, address, prefix } = placeOf(settings, this.#edge.findCard(settings.card));
      const range = servedRange(settings, { address, prefix });
      const httpUrl = `http://${address}:${settings.httpPort}`;
      const serving: Serving = { settings, address, prefix, httpUrl, cardMac: card.mac };
      const plane: BootPlane = { ...this.#parts, serving };
      this.#servers = await this.#edge.openServers(plane, range, (server) => this.#silence(serving, server));
      this.#serving = serving;
      this.#cardIndex = card.index;
      this.#remember(settings);
      this.#parts.reserve.hold();
      this.#watch(settings);
      this.#lastingWarnings = [...firmwareWarnings(this.#parts.firmware), ...this.#servers.warnings];
      return this.#become({
        state: 'serving',
        settings,
        address,
        prefix,
        range,
        httpUrl: serving.httpUrl,
        since: this.#parts.clock.now(),
        warnings: this.#warnings(card),
        otherServer: null,
      });
    } catch (fault) {
      await this.#close();
      return this.#fail(settings, fault);
    }
  }

  #remember(settings: ServiceSettings): void {
    const { store, bus, machines } = this.#parts;
    store.settings.set(serviceSettingsKey, settings);
    const preferences = { globalDefaultActionId: machines.globalDefaultActionId(), service: settings };
    bus.publish({ kind: 'preferences', preferences });
  }

  /** A card that is removed leaves the sockets deaf without an error: they are opened anew when it returns. */
  #watch(settings: ServiceSettings): void {
    this.#stopWatching = this.#edge.watchCard(settings.card, (card) => {
      if (card === null) this.#lose(settings, { code: 'card-gone', card: settings.card });
      else if (card.addresses.length === 0) this.#lose(settings, lostAddress(card));
      else if (this.#isElsewhere(card)) void this.#restart(settings);
      else this.#goOn(card);
    });
  }

  /** The card changed under us. Nobody waits for the outcome, so a failure leaves the watch on for the next change. */
  #restart(settings: ServiceSettings): Promise<void> {
    return this.#inTurn(async () => {
      await this.#close();
      try {
        await this.#open(settings);
      } catch (fault) {
        if (!(fault instanceof Refusal)) this.#parts.log(`Serving could not go on: ${String(fault)}.`);
        this.#watch(settings);
      }
    });
  }

  /** The journal cannot be written, for this reason; null: it can be again. */
  noteJournal(stuck: string | null): void {
    this.#journalStuck = stuck;
    const card = this.#serving && this.#edge.findCard(this.#serving.settings.card);
    if (card) this.#warn(card);
  }

  #warnings(card: Card): Phrase[] {
    const journal: readonly Phrase[] =
      this.#journalStuck === null ? [] : [{ code: 'journal-stuck', detail: this.#journalStuck }];
    return [...journal, ...cardWarnings(card), ...this.#lastingWarnings];
  }

  /** A cable that is out, or back, is said at once; the sockets do not mind. */
  #warn(card: Card): void {
    if (this.#state.state !== 'serving') return;
    const warnings = this.#warnings(card);
    const before = new Set(this.#state.warnings.map(({ code }) => code));
    if (warnings.length === before.size && warnings.every(({ code }) => before.has(code))) return;
    for (const each of warnings) if (!before.has(each.code)) this.#parts.log(describePhrase(each));
    this.#become({ ...this.#state, warnings });
  }

  /** Another server gives addresses: ours has ended, and everybody is told. */
  #silence(serving: Serving, server: Ipv4): void {
    if (this.#serving !== serving || this.#state.state !== 'serving') return;
    const { card } = serving.settings;
    this.#parts.log(describePhrase({ code: 'other-server', address: server, card }));
    this.#become({ ...this.#state, otherServer: server });
  }

  /**
   * The card came back, or has another address than the sockets were opened for. On Linux (where cards have an index)
   * sockets outlive a cable that is out, and so do the downloads in them; elsewhere they are opened anew.
   */
  #isElsewhere(card: Card): boolean {
    if (!this.#serving || card.index !== this.#cardIndex) return true;
    if (card.index === null && this.#state.state !== 'serving') return true;
    return card.addresses[0]?.address !== this.#serving.address;
  }

  /** The card is as it was when the sockets were opened. */
  #goOn(card: Card): void {
    if (this.#state.state === 'failed' && this.#interrupted) this.#become(this.#interrupted);
    this.#warn(card);
  }

  #lose(settings: ServiceSettings, why: Phrase): void {
    if (this.#state.state === 'failed' && this.#state.why.code === why.code) return;
    if (this.#state.state === 'serving') this.#interrupted = this.#state;
    this.#become({ state: 'failed', settings, why, remedy: { code: 'card-plug-again' } });
  }

  #fail(settings: ServiceSettings, fault: unknown): never {
    if (!(fault instanceof BindError) && !(fault instanceof Refusal)) {
      const why = { code: 'start-failed-inside' } as const;
      this.#become({ state: 'failed', settings, why, remedy: { code: 'log-holds-details' } });
      throw fault;
    }
    const remedy = fault instanceof BindError ? fault.remedy : null;
    this.#become({ state: 'failed', settings, why: fault.phrase, remedy });
    throw fault instanceof Refusal ? fault : new Refusal('failed', fault.phraseWithRemedy);
  }

  async #close(): Promise<void> {
    this.#stopWatching();
    this.#stopWatching = () => undefined;
    const servers = this.#servers;
    this.#servers = null;
    this.#serving = null;
    this.#interrupted = null;
    await servers?.close();
    this.#parts.addresses.forget();
    await this.#writeJournal();
  }

  /** A full disk must not keep the servers from stopping; the recorder tries again. */
  async #writeJournal(): Promise<void> {
    try {
      await this.#parts.recorder.flushed();
    } catch (fault) {
      this.#parts.log(`The journal cannot be written: ${fault instanceof Error ? fault.message : String(fault)}.`);
    }
  }

  #become(state: ServiceState): ServiceState {
    this.#state = state;
    this.#parts.bus.publish({ kind: 'service', service: state });
    this.#parts.traffic.tell();
    return state;
  }
}
