import type { PlainPhrase } from '../contract/model.ts';
import {
  broadcastAddress,
  type Ipv4,
  type Ipv4Range,
  ipv4Number,
  ipv4Text,
  networkAddress,
  rangeSize,
  sameSubnet,
} from './address.ts';

/** The last numbers of the usual range of a /24: they leave room below for printers and servers. */
const usual = { first: 100, last: 200 };

/** Address ranges of more than a /16 are a slip of the keyboard. */
const mostAddresses = 65_536;

/**
 * The range that is given out when nobody names one: .100 to .200 of the card's network; in a network smaller than a
 * /24 its upper half.
 */
export function defaultRange(address: Ipv4, prefix: number): Ipv4Range {
  const network = ipv4Number(networkAddress(address, prefix));
  if (prefix <= 24) return { first: ipv4Text(network + usual.first), last: ipv4Text(network + usual.last) };
  const size = 2 ** (32 - prefix);
  return { first: ipv4Text(network + size / 2), last: ipv4Text(network + size - 2) };
}

/** Why addresses cannot be given out from this card, with the way out; null when they can. */
export function rangeProblem(address: Ipv4, prefix: number, range: Ipv4Range | null): PlainPhrase | null {
  if (prefix > 29) return { code: 'network-small', network: `${address}/${prefix}` };
  if (range === null) return null;
  const words = `${range.first}-${range.last}`;
  if (ipv4Number(range.first) > ipv4Number(range.last)) return { code: 'range-backwards', range: words };
  if (!sameSubnet(range.first, address, prefix) || !sameSubnet(range.last, address, prefix)) {
    return { code: 'range-outside', range: words, network: `${networkAddress(address, prefix)}/${prefix}` };
  }
  if (range.first === networkAddress(address, prefix) || range.last === broadcastAddress(address, prefix)) {
    return { code: 'range-edge', range: words };
  }
  return rangeSize(range) > mostAddresses ? { code: 'range-large', range: words, most: mostAddresses } : null;
}
