import { Refusal } from '../contract/api.ts';
import type { Card, Ipv4, ServiceSettings, ServiceState } from '../contract/model.ts';
import { defaultRange, rangeProblem } from '../dhcp/range.ts';
import { BindError } from '../network/bind-device.ts';
import { findCard, watchCard } from '../network/cards.ts';
import type { BootPlane, Serving } from './boot-plane.ts';
import { type OpenServers, openServers } from './servers.ts';

export const serviceSettingsKey = 'service';

/** What the service is made with; `serving` is added when it starts. */
export type ServiceParts = Omit<BootPlane, 'serving'>;

/** Starts and stops the boot plane on one card, and says in which state it is. */
export class Service {
  readonly #parts: ServiceParts;
  #state: ServiceState = { state: 'stopped' };
  #serving: Serving | null = null;
  #servers: OpenServers | null = null;
  #cardIndex: number | null = null;
  #stopWatching: () => void = () => undefined;
  /** One start or stop at a time: each waits for the one before. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  get state(): ServiceState {
    return this.#state;
  }

  /** What is fixed while it serves; null while it does not. */
  serving(): Serving | null {
    return this.#serving;
  }

  /** Serves with these settings, after ending what was served before. Throws `Refusal` with the reason and the remedy. */
  start(settings: ServiceSettings): Promise<ServiceState> {
    return this.#inTurn(async () => {
      await this.#close();
      return this.#open(settings);
    });
  }

  stop(): Promise<ServiceState> {
    return this.#inTurn(async () => {
      await this.#close();
      return this.#become({ state: 'stopped' });
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #open(settings: ServiceSettings): Promise<ServiceState> {
    try {
      const { card, address, prefix } = placeOf(settings);
      const range = settings.mode === 'full' ? (settings.range ?? defaultRange(address, prefix)) : null;
      const serving: Serving = { settings, address, prefix, httpUrl: `http://${address}:${settings.httpPort}` };
      const plane: BootPlane = { ...this.#parts, serving };
      this.#servers = await openServers(plane, range);
      this.#serving = serving;
      this.#cardIndex = card.index;
      this.#parts.store.settings.set(serviceSettingsKey, settings);
      this.#watch(settings);
      return this.#become({
        state: 'serving',
        settings,
        address,
        prefix,
        range,
        httpUrl: serving.httpUrl,
        since: this.#parts.clock.now(),
        warnings: [...cardWarnings(card), ...firmwareWarnings(this.#parts), ...this.#servers.warnings],
      });
    } catch (fault) {
      return this.#fail(settings, fault);
    }
  }

  /** A card that is removed leaves the sockets deaf without an error: they are opened anew when it returns. */
  #watch(settings: ServiceSettings): void {
    this.#stopWatching = watchCard(settings.card, (card) => {
      if (card === null) this.#lose(settings);
      else if (this.#isElsewhere(card)) void this.start(settings).catch((fault) => this.#parts.log(String(fault)));
    });
  }

  /** The card came back, or has another address than the sockets were opened for. */
  #isElsewhere(card: Card): boolean {
    if (this.#state.state !== 'serving') return card.addresses.length > 0;
    return card.addresses[0]?.address !== this.#state.address || card.index !== this.#cardIndex;
  }

  #lose(settings: ServiceSettings): void {
    const why = `The card ${settings.card} is gone.`;
    this.#become({ state: 'failed', settings, why, remedy: 'Plug it in again: serving goes on by itself.' });
  }

  #fail(settings: ServiceSettings, fault: unknown): never {
    if (!(fault instanceof BindError) && !(fault instanceof Refusal)) throw fault;
    const remedy = fault instanceof BindError ? fault.remedy : null;
    this.#become({ state: 'failed', settings, why: fault.message, remedy });
    throw new Refusal(
      fault instanceof Refusal ? fault.code : 'failed',
      remedy ? `${fault.message} ${remedy}` : fault.message,
    );
  }

  async #close(): Promise<void> {
    this.#stopWatching();
    this.#stopWatching = () => undefined;
    const servers = this.#servers;
    this.#servers = null;
    this.#serving = null;
    await servers?.close();
    this.#parts.addresses.forget();
    this.#parts.recorder.flush();
  }

  #become(state: ServiceState): ServiceState {
    this.#state = state;
    this.#parts.bus.publish({ kind: 'service', service: state });
    return state;
  }
}

/** The card and the address that it serves from; refused with what to do when it cannot serve. */
function placeOf(settings: ServiceSettings): { card: Card; address: Ipv4; prefix: number } {
  const card = findCard(settings.card);
  if (!card) throw new Refusal('not-found', `There is no network card ${settings.card}. "rollcall cards" lists them.`);
  const own = card.addresses[0];
  if (!own) {
    throw new Refusal(
      'refused',
      `The card ${card.name} has no IPv4 address. Give it a fixed one, for example 10.77.0.1/24.`,
    );
  }
  const problem = settings.mode === 'full' && rangeProblem(own.address, own.prefix, settings.range);
  if (problem) throw new Refusal('refused', problem);
  return { card, address: own.address, prefix: own.prefix };
}

function cardWarnings(card: Card): string[] {
  const warnings = card.up ? [] : [`The card ${card.name} has no link: check the cable and the switch.`];
  if (card.wireless) warnings.push(`The card ${card.name} is wireless: machines cannot boot over Wi-Fi.`);
  return warnings;
}

function firmwareWarnings({ firmware }: ServiceParts): string[] {
  const missing = firmware.list().filter((file) => !file.present);
  if (missing.length === 0) return [];
  return [`Boot loaders are missing (${missing.map((file) => file.name).join(', ')}): run "npm run firmware".`];
}
