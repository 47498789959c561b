import type { Ipv4 } from '../contract/model.ts';
import { BindError } from '../network/bind-device.ts';
import { findCard } from '../network/cards.ts';
import { gatewayBehind } from '../network/gateway.ts';
import { askNeighbours } from '../network/neighbours.ts';

/** The router that this computer's own routes name behind a card, when it answers there; null: none does. */
export async function routerBehind(name: string): Promise<Ipv4 | null> {
  const own = findCard(name)?.addresses[0];
  const router = own ? await gatewayBehind(name, own.address) : null;
  if (!own || router === null) return null;
  try {
    return (await askNeighbours(name, own.address, [router])).length > 0 ? router : null;
  } catch (fault) {
    if (fault instanceof BindError) return null;
    throw fault;
  }
}
