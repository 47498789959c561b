import { Refusal } from '../contract/api.ts';
import type { Ipv4, PlainPhrase, ServiceSettings } from '../contract/model.ts';

/** How long what a look found counts against a card, in milliseconds. */
const foundCounts = 30 * 60_000;

export interface MollyGuardParts {
  readonly now: () => number;
  /** The router behind a card that answers; null: there is none. */
  readonly router: (card: string) => Promise<Ipv4 | null>;
}

/**
 * A cover over the one button that can take a building off its network: giving addresses where somebody else does, or
 * where a router answers, needs the name of the card once more.
 */
export class MollyGuard {
  readonly #parts: MollyGuardParts;
  readonly #servers = new Map<string, { readonly address: Ipv4; readonly at: number }>();
  /** What was confirmed on a card: it is asked for once. */
  readonly #confirmed = new Map<string, string>();

  constructor(parts: MollyGuardParts) {
    this.#parts = parts;
  }

  /** What a look at the card found: a server that gives addresses there; null when there is none. */
  looked(card: string, server: Ipv4 | null): void {
    if (server === null) this.#servers.delete(card);
    else this.#servers.set(card, { address: server, at: this.#parts.now() });
  }

  /** Throws `Refusal` when the name of the card has to be typed for these settings, and was not. */
  async check({ card, mode }: Pick<ServiceSettings, 'card' | 'mode'>, confirm: string | undefined): Promise<void> {
    if (mode !== 'full') return;
    const danger = await this.#danger(card);
    if (danger === null) return;
    const key = JSON.stringify(danger);
    if (confirm?.trim() === card) this.#confirmed.set(card, key);
    if (this.#confirmed.get(card) !== key) throw new Refusal('refused', danger);
  }

  async #danger(card: string): Promise<PlainPhrase | null> {
    const server = this.#servers.get(card);
    if (server && this.#parts.now() - server.at < foundCounts)
      return { code: 'guard-server', address: server.address, card };
    const router = await this.#parts.router(card);
    return router === null ? null : { code: 'guard-router', address: router, card };
  }
}
