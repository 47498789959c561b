import type { Card } from '../../../electron/contract/model.ts';

/** Made by software, or Bluetooth: no cable of a classroom ends in one. */
export const isVirtualCard = ({ kind }: Pick<Card, 'kind'>): boolean => kind !== 'wired' && kind !== 'wifi';

/** Wired with a link first, then wired without, Wi-Fi last; of equals by name. */
export function cardsByUse(cards: readonly Card[]): readonly Card[] {
  const rank = (card: Card) => (card.kind === 'wifi' ? 2 : card.up ? 0 : 1);
  return cards.toSorted(
    (one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name, undefined, { numeric: true }),
  );
}

/** The card whose cable was plugged in between two looks; null when none was, or more than one. */
export function pluggedIn(before: readonly Card[], after: readonly Card[]): string | null {
  const down = new Set(before.filter((card) => !card.up).map((card) => card.name));
  const names = new Set(before.map((card) => card.name));
  const come = after.filter((card) => card.up && card.kind === 'wired');
  const plugged = come.filter((card) => down.has(card.name) || !names.has(card.name));
  return plugged.length === 1 ? (plugged[0]?.name ?? null) : null;
}
