import { InvalidArgumentError } from 'commander';
import { Ipv4, RelayedNetwork, type Seat } from '../contract/model.ts';

/** `row,column`, both from 1. */
export function seatArgument(text: string): Seat {
  const match = /^([1-9]\d?)\s*,\s*([1-9]\d?)$/.exec(text.trim());
  if (!match) throw new InvalidArgumentError('A seat is row,column: 1,2.');
  return { row: Number(match[1]), column: Number(match[2]) };
}

export function addressArgument(text: string): Ipv4 {
  const address = Ipv4.safeParse(text.trim());
  if (!address.success) throw new InvalidArgumentError('An address looks like 10.77.0.1.');
  return address.data;
}

/** `first-last`, both addresses. */
export function rangeArgument(text: string): { first: Ipv4; last: Ipv4 } {
  const [first, last, more] = text.split('-').map((part) => Ipv4.safeParse(part.trim()));
  if (!first?.success || !last?.success || more) {
    throw new InvalidArgumentError('A range is first-last: 10.77.0.100-10.77.0.200.');
  }
  return { first: first.data, last: last.data };
}

/** `10.88.0.1/24=10.88.0.100-10.88.0.200@Lab 2`: the relay's address in its network, what is given there, its room. */
export function relayArgument(text: string): RelayedNetwork {
  const [, relay, prefix, range, room] = /^([\d.]+)\/(\d{1,2})=([^@]+)(?:@(.+))?$/.exec(text.trim()) ?? [];
  const named = room === undefined ? {} : { room };
  const read = RelayedNetwork.safeParse({ relay, prefix: Number(prefix), range: rangeArgument(range ?? ''), ...named });
  if (read.success) return read.data;
  throw new InvalidArgumentError('A relayed network is 10.88.0.1/24=10.88.0.100-10.88.0.200.');
}

/** `10.77.0.1/24`: an address and the bits of its netmask. */
export function networkArgument(text: string): { address: Ipv4; prefix: number } {
  const [, address, prefix] = /^([\d.]+)\/(\d{1,2})$/.exec(text.trim()) ?? [];
  const bits = Number(prefix);
  if (address !== undefined && bits >= 8 && bits <= 30) return { address: addressArgument(address), prefix: bits };
  throw new InvalidArgumentError('It is an address with the bits of its netmask: 10.77.0.1/24.');
}

/** A whole number from `least` to `most`. */
export function numberArgument(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It is a number from ${least} to ${most}.`);
  };
}

/** `host:port` of the console: an IPv4 address, or an IPv6 address in brackets. Port 0 takes a free one. */
export function consoleArgument(text: string): { host: string; port: number } {
  const match = /^(?:\[([0-9a-f:]+)\]|([\d.]+)):(\d{1,5})$/i.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host && port <= 65_535) return { host, port };
  throw new InvalidArgumentError('It is an address of this machine and a port: 127.0.0.1:8090.');
}

/** For options that may be repeated, each with one value or several between commas. */
export function listArgument(text: string, before: readonly string[] = []): string[] {
  const words = text.split(',').map((word) => word.trim());
  if (words.includes('')) throw new InvalidArgumentError('There is nothing between two commas.');
  return [...before, ...words];
}

/** Numbers between commas; an empty word means none. */
export function numbersArgument(text: string): number[] {
  if (text.trim() === '') return [];
  return text.split(',').map((word) => numberArgument(1, 98)(word.trim()));
}

/** A repeated `key=value`; a key that is given again makes a list of its values. */
export type Assignments = ReadonlyMap<string, readonly string[]>;

export function assignmentArgument(text: string, before: Assignments = new Map()): Assignments {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('It is key=value.');
  const key = text.slice(0, equals).trim();
  return new Map(before).set(key, [...(before.get(key) ?? []), text.slice(equals + 1)]);
}
