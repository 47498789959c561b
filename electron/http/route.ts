import type { Hardware, Mac, PlainPhrase } from '../contract/model.ts';
import { readHardware, readInventory } from './hardware.ts';
import type { Beacon, ScriptQuestion } from './port.ts';
import { printable } from './printable.ts';

/** A request target longer than this is refused unread; iPXE and UEFI stay under 1 KiB. */
const LONGEST_TARGET = 2_048;
const LONGEST_NAME = 255;
const LONGEST_TEXT = 200;

/** What a request asks for, decided from its method and target alone. */
export type Route =
  | {
      readonly kind: 'script';
      readonly mac: Mac;
      readonly hardware: Hardware | null;
      readonly question: ScriptQuestion | null;
      readonly path: string;
    }
  | { readonly kind: 'root'; readonly name: string; readonly path: string }
  | {
      readonly kind: 'file';
      readonly actionId: number;
      readonly slot: string;
      readonly name: string;
      readonly boot: string | null;
      readonly path: string;
    }
  | {
      readonly kind: 'tree';
      readonly actionId: number;
      readonly boot: string;
      /** With `/`, without one in front. */
      readonly inner: string;
      readonly path: string;
    }
  | { readonly kind: 'root-tree'; readonly inner: string; readonly path: string }
  | { readonly kind: 'beacon'; readonly token: string; readonly beacon: Beacon; readonly path: string }
  | { readonly kind: 'unknown'; readonly path: string }
  | { readonly kind: 'bad'; readonly why: PlainPhrase; readonly path: string }
  | { readonly kind: 'method'; readonly method: string; readonly path: string };

/**
 * Reads the method and the target of a request. The Host header takes no part: UEFI leaves the port out of it.
 * Queries that mean nothing to a path are passed over, so that a script's address may carry any.
 */
export function routeRequest(method: string, target: string): Route {
  const path = shownPath(target);
  if (method !== 'GET' && method !== 'HEAD') return { kind: 'method', method: printable(method, 16), path };
  if (target.length > LONGEST_TARGET) return { kind: 'bad', why: { code: 'http-address-long' }, path };
  const { segments, query } = splitTarget(target);
  if (segments === null) return { kind: 'bad', why: { code: 'http-address-unreadable' }, path };
  const [place, second, third, fourth] = segments;
  if (place === 'tree') return treeRoute(segments, path);
  if (segments.length > 1 && (place === 'docs' || place === 'xzm')) return rootTreeRoute(segments, path);
  switch (segments.length) {
    case 1:
      return place ? { kind: 'root', name: place, path } : { kind: 'unknown', path };
    case 2:
      if (second && (place === 'x86_64-sb' || place === 'arm64-sb'))
        return { kind: 'root', name: `${place}/${second}`, path };
      return place === 'boot' && second ? scriptRoute(second, query, path) : { kind: 'unknown', path };
    case 3:
      return place === 'beacon' && second && third
        ? beaconRoute(second, third, query, path)
        : { kind: 'unknown', path };
    case 4:
      return place === 'files' && second && third && fourth
        ? fileRoute(second, third, fourth, query, path)
        : { kind: 'unknown', path };
    default:
      return { kind: 'unknown', path };
  }
}

/** The path of a target as it is shown and reported: without query, printable, bounded. */
function shownPath(target: string): string {
  const start = /^https?:\/\/[^/?#]*/i.exec(target.slice(0, LONGEST_TARGET))?.[0].length ?? 0;
  return printable(target.slice(start, start + LONGEST_TARGET).split(/[?#]/, 1)[0] || '/', LONGEST_NAME);
}

interface Target {
  /** Decoded; null when one does not decode, or holds a character that no name has. */
  readonly segments: readonly string[] | null;
  readonly query: string;
}

/** Takes a target apart. RFC 9112 §3.2.2 obliges a server to take the absolute form too. */
function splitTarget(target: string): Target {
  const local = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/, '');
  const mark = local.indexOf('?');
  const path = mark < 0 ? local : local.slice(0, mark);
  const query = mark < 0 ? '' : local.slice(mark + 1);
  if (!path.startsWith('/')) return { segments: null, query };
  const segments = path.slice(1).split('/').map(decoded);
  return { segments: segments.every(isName) ? segments : null, query };
}

/** A segment is a name in a list, never a step through folders: it has no separator, no dots alone, no control character. */
function isName(segment: string | null): segment is string {
  return (
    segment !== null && segment.length <= LONGEST_NAME && !/[/\\\p{C}]/u.test(segment) && !/^\.{1,2}$/.test(segment)
  );
}

/** Percent decoding alone: `+` stays, because iPXE 2.0.0 sends it raw in `${x:uristring}`. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function scriptRoute(file: string, query: string, path: string): Route {
  const name = /^(.*)\.ipxe$/i.exec(file)?.[1];
  if (name === undefined) return { kind: 'unknown', path };
  const mac = readMac(name);
  if (!mac) return { kind: 'bad', why: { code: 'http-not-mac' }, path };
  const hardware = readHardware((name) => queryValue(query, name));
  return { kind: 'script', mac, hardware, question: questionOf(query), path };
}

/** `boot=<token>&choose=<action>` of a menu, `boot=<token>&ask=news` and `…&ask=onward` of a script that waits or goes on. */
function questionOf(query: string): ScriptQuestion | null {
  const token = queryValue(query, 'boot');
  if (token === null || !isToken(token)) return null;
  const chosen = queryValue(query, 'choose') ?? '';
  if (/^[1-9]\d{0,14}$/.test(chosen)) return { kind: 'choose', token, actionId: Number(chosen) };
  const asked = queryValue(query, 'ask');
  return asked === 'news' || asked === 'onward' ? { kind: asked, token } : null;
}

/** `52:54:00:…`, `52-54-00-…` (`${net0/mac:hexhyp}`) or bare hex (`${net0/mac:hexraw}`), in either case; else null. */
export function readMac(text: string): Mac | null {
  const shape = /^(?:[0-9a-f]{12}|[0-9a-f]{2}(?::[0-9a-f]{2}){5}|[0-9a-f]{2}(?:-[0-9a-f]{2}){5})$/i;
  if (!shape.test(text)) return null;
  const pairs = text.toLowerCase().replace(/[:-]/g, '').match(/../g);
  return pairs ? pairs.join(':') : null;
}

function fileRoute(id: string, slot: string, name: string, query: string, path: string): Route {
  if (!/^[1-9]\d{0,14}$/.test(id) || slot.length > 64) return { kind: 'unknown', path };
  const boot = queryValue(query, 'boot');
  return { kind: 'file', actionId: Number(id), slot, name, boot: boot !== null && isToken(boot) ? boot : null, path };
}

/** `/tree/<action>/<token>/<inner>`. A doubled slash, which a system that joins its addresses makes, counts as one. */
function treeRoute([, id = '', boot = '', ...inner]: readonly string[], path: string): Route {
  const place = innerPath(inner);
  if (!/^[1-9]\d{0,14}$/.test(id) || !isToken(boot) || place === null) return { kind: 'unknown', path };
  return { kind: 'tree', actionId: Number(id), boot, inner: place, path };
}

function rootTreeRoute(segments: readonly string[], path: string): Route {
  const inner = innerPath(segments);
  return inner === null ? { kind: 'unknown', path } : { kind: 'root-tree', inner, path };
}

/** Null for a folder. */
function innerPath(segments: readonly string[]): string | null {
  if (!segments.at(-1)) return null;
  return segments.filter((segment) => segment !== '').join('/');
}

function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,128}$/.test(text);
}

function beaconRoute(token: string, kind: string, query: string, path: string): Route {
  if (!isToken(token)) return { kind: 'unknown', path };
  const beacon = readBeacon(kind, query);
  return beacon ? { kind: 'beacon', token, beacon, path } : { kind: 'unknown', path };
}

function readBeacon(kind: string, query: string): Beacon | null {
  switch (kind) {
    case 'started':
      return { kind };
    case 'running':
      return { kind };
    case 'failed':
      return { kind, why: textValue(query, 'why') ?? '' };
    case 'inventory':
      return { kind, hardware: readInventory((name) => queryValue(query, name)) };
    case 'progress':
      return { kind, percent: percentValue(query), text: textValue(query, 'text') };
    default:
      return null;
  }
}

/** 0 to 100; what is not a number counts as 0, what lies outside is pulled in. */
function percentValue(query: string): number {
  const text = queryValue(query, 'percent') ?? '';
  const percent = /^\d{1,6}(?:\.\d{1,6})?%?$/.test(text) ? Number.parseFloat(text) : 0;
  return Math.min(100, percent);
}

function textValue(query: string, name: string): string | null {
  const text = printable(queryValue(query, name) ?? '', LONGEST_TEXT);
  return text === '' ? null : text;
}

/** The first value of a name in a query; text that does not decode is taken as it stands. */
function queryValue(query: string, name: string): string | null {
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals) === name) {
      const value = pair.slice(equals + 1);
      return decoded(value) ?? value;
    }
  }
  return null;
}
