import { type Ipv4, ipv4Number, prefixMask, readIpv4, writeIpv4 } from './address.ts';

/** One route of option 121: everything in `network`/`prefix` goes by `router`. */
export interface StaticRoute {
  readonly network: Ipv4;
  readonly prefix: number;
  readonly router: Ipv4;
}

/**
 * Classless static routes (RFC 3442). Each is the prefix length, as many octets of the network as it needs, and the
 * router:
 *
 *     +--------+--- 0 to 4 ---+----- 4 -----+
 *     | prefix |   network    |   router    |
 *     +--------+--------------+-------------+
 *
 * Null when the data ends inside a route or a prefix is over 32.
 */
export function readStaticRoutes(data: Uint8Array): readonly StaticRoute[] | null {
  const routes: StaticRoute[] = [];
  let at = 0;
  while (at < data.length) {
    const prefix = data[at] as number;
    const significant = Math.ceil(prefix / 8);
    const routerAt = at + 1 + significant;
    if (prefix > 32 || routerAt + 4 > data.length) return null;
    const network = new Uint8Array(4);
    network.set(data.subarray(at + 1, routerAt));
    routes.push({ network: readIpv4(network, 0), prefix, router: readIpv4(data, routerAt) });
    at = routerAt + 4;
  }
  return routes.length === 0 ? null : routes;
}

/** The data of option 121. Throws RangeError for a prefix or an address that is none. */
export function writeStaticRoutes(routes: readonly StaticRoute[]): Uint8Array {
  if (routes.length === 0) throw new RangeError('a list of routes holds at least one');
  return Uint8Array.from(routes.flatMap(routeBytes));
}

function routeBytes({ network, prefix, router }: StaticRoute): number[] {
  const octets = new Uint8Array(8);
  // RFC 3442: bits of the network behind the prefix are zero on the wire.
  const masked = (ipv4Number(network) & prefixMask(prefix)) >>> 0;
  new DataView(octets.buffer).setUint32(0, masked);
  if (!writeIpv4(octets, 4, router)) throw new RangeError(`not an IPv4 address: ${JSON.stringify(router)}`);
  return [prefix, ...octets.subarray(0, Math.ceil(prefix / 8)), ...octets.subarray(4)];
}
