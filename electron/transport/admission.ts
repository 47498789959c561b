import { createHash, timingSafeEqual } from 'node:crypto';
import type { AnswerCode } from './answer-words.ts';

/** The headers of a request that say where it comes from. */
export interface Caller {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
}

/** What admission is checked against; constant while the server runs. */
export interface Gate {
  /** `127.0.0.1:4711` and its other spellings: a page that was rebound to us by DNS says another name in Host. */
  readonly authorities: readonly string[];
  readonly token: string;
  /** Cookies are shared by all ports of a host, so the name carries the port. */
  readonly cookieName: string;
  readonly cookieValue: string;
}

export type Admission =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'refused'; readonly status: 401 | 403 | 421; readonly why: AnswerCode };

const admitted: Admission = { kind: 'admitted' };

/** May this request read the page? Any page may link here; only the cookie shows it. */
export function admitPage(gate: Gate, caller: Caller): Admission {
  const wrong = wrongAddress(gate, caller);
  if (wrong) return wrong;
  return holdsCookie(gate, caller) ? admitted : noToken;
}

/**
 * May this request open the WebSocket? A browser must come from our own page (exact Origin) with its cookie. A program
 * gives the token itself and has no Origin; a browser cannot send that header on a WebSocket.
 */
export function admitSocket(gate: Gate, caller: Caller): Admission {
  const wrong = wrongAddress(gate, caller);
  if (wrong) return wrong;
  if (caller.origin === undefined) {
    const [scheme, token] = (caller.authorization ?? '').split(' ');
    return scheme === 'Bearer' && sameSecret(token ?? '', gate.token) ? admitted : noToken;
  }
  return holdsCookie(gate, caller) ? admitted : noToken;
}

/** May this request bring something? As for the page, and it must come from it: a form on another page has no such Origin. */
export function admitPost(gate: Gate, caller: Caller): Admission {
  if (caller.origin === undefined) return { kind: 'refused', status: 403, why: 'other-page' };
  return admitPage(gate, caller);
}

/** Is this the token of the address that was printed at start? */
export function admitToken(gate: Gate, caller: Caller, token: string): Admission {
  const wrong = wrongAddress(gate, caller);
  if (wrong) return wrong;
  return sameSecret(token, gate.token) ? admitted : noToken;
}

const noToken: Admission = {
  kind: 'refused',
  status: 401,
  why: 'no-token',
};

function wrongAddress(gate: Gate, caller: Caller): Admission | null {
  if (caller.host === undefined || !gate.authorities.includes(caller.host)) {
    return { kind: 'refused', status: 421, why: 'other-name' };
  }
  if (caller.origin !== undefined && caller.origin !== `http://${caller.host}`) {
    return { kind: 'refused', status: 403, why: 'other-page' };
  }
  return null;
}

function holdsCookie(gate: Gate, caller: Caller): boolean {
  return sameSecret(cookieOf(caller, gate.cookieName) ?? '', gate.cookieValue);
}

/** The value of a cookie; null when there is none of the name. */
export function cookieOf({ cookie }: Pick<Caller, 'cookie'>, name: string): string | null {
  const pairs = (cookie ?? '').split(';').map((pair) => pair.trim());
  const pair = pairs.find((each) => each.startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(name.length + 1);
}

/** Compares digests, so that the time taken tells nothing about either text. */
function sameSecret(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
