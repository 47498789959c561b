import type { Card } from '../../../electron/contract/model.ts';

/** A card as a choice: its name and its first address. */
export function cardLabel({ name, addresses, up }: Card): string {
  const [first] = addresses;
  if (!up) return `${name} (no link)`;
  return first ? `${name}, ${first.address}` : `${name} (no address)`;
}

/** Megabits a second in words; empty when the system does not say. */
export function speedLabel(speed: number | null): string {
  if (speed === null) return '';
  return speed >= 1_000 ? `${speed / 1_000} Gbit/s` : `${speed} Mbit/s`;
}
