import { describePhrase } from '../contract/describe.ts';
import type { PlainPhrase } from '../contract/model.ts';
import type { TftpTerms } from './options.ts';

/**
 * One read transfer as a step function: (state, event) → (state, effects). Pure: time comes with the events, in
 * milliseconds of any clock that never goes back.
 *
 * Blocks are counted from 1 without wrapping; `total` is the number of the last one, which is shorter than a full
 * block and may be empty. The window is `acknowledged + 1 … sent`.
 *
 *   options ──ACK 0──► data ──ACK of the last block──► ended
 *      └──────ERROR, silence or a fault of the file─────► ended
 */
export interface Transfer {
  readonly phase: 'options' | 'data' | 'ended';
  readonly terms: TftpTerms;
  /** Bytes of the file. */
  readonly size: number;
  readonly total: number;
  /** Last block that the client has, and with it all before. */
  readonly acknowledged: number;
  /** Last block of the window that is under way. */
  readonly sent: number;
  /** Last block that was ever sent: what comes again is counted in `retransmitted`. */
  readonly reached: number;
  readonly retransmitted: number;
  readonly timeouts: number;
  /** Timeouts since the client was last heard to move on. */
  readonly tries: number;
  /** The wait is multiplied by this: doubled by each timeout, 1 again after a clean round trip (RFC 6298 §5.5-5.7). */
  readonly patience: number;
  /** What is under way was sent once only, so the answer's delay is a true round trip (Karn's rule). */
  readonly clean: boolean;
  readonly sentAt: number;
  /** When the client last moved on. */
  readonly movedAt: number;
  /** Smoothed round trip and its deviation, null before the first. */
  readonly roundTrip: { readonly mean: number; readonly deviation: number } | null;
  /** When a `clock` event is due. */
  readonly deadline: number;
}

export type TransferEvent =
  | { readonly kind: 'ack'; readonly block: number; readonly at: number }
  | { readonly kind: 'error'; readonly code: number; readonly message: string; readonly at: number }
  | { readonly kind: 'clock'; readonly at: number }
  /** The client's end is no more: its port is closed (ICMP port unreachable), or a new request came from it. */
  | { readonly kind: 'gone'; readonly at: number }
  /** The file can no longer be read, or the server stops. */
  | { readonly kind: 'stop'; readonly why: PlainPhrase; readonly at: number };

export type TransferOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'probed' }
  | { readonly kind: 'failed'; readonly why: PlainPhrase };

export type TransferEffect =
  | { readonly kind: 'send-options' }
  | { readonly kind: 'send-blocks'; readonly first: number; readonly last: number }
  | { readonly kind: 'send-error'; readonly message: string }
  | { readonly kind: 'end'; readonly outcome: TransferOutcome };

export interface Step {
  readonly state: Transfer;
  readonly effects: readonly TransferEffect[];
}

/**
 * Before the first round trip is known, in milliseconds as all waits here. Long, because a client that is only slow
 * may break off when the OACK comes twice (the npm package `tftp` does).
 */
const firstWait = 500;
/** The shortest wait: a lost packet costs 20 ms, and a client that stalls shorter than that causes no traffic. */
const shortestWait = 20;
/** Waits double with each try up to this, or to the client's own `timeout` option. */
const longestWait = 4_000;
const mostPatience = 1_024;
/** A client is given up after this many tries *and* this long a silence: EDK2 itself keeps trying for 24 s. */
const fewestTries = 6;
const longestSilence = 20_000;

/** Begins a transfer: the OACK when options were accepted, else the first window. */
export function beginTransfer(terms: TftpTerms, size: number, at: number): Step {
  const options = terms.accepted.length > 0;
  const state: Transfer = {
    phase: options ? 'options' : 'data',
    terms,
    size,
    total: Math.floor(size / terms.blockSize) + 1,
    acknowledged: 0,
    sent: 0,
    reached: 0,
    retransmitted: 0,
    timeouts: 0,
    tries: 0,
    patience: 1,
    clean: true,
    sentAt: at,
    movedAt: at,
    roundTrip: null,
    deadline: at + firstWait,
  };
  return options ? { state, effects: [{ kind: 'send-options' }] } : sendWindow(state, at);
}

export function stepTransfer(state: Transfer, event: TransferEvent): Step {
  if (state.phase === 'ended') return { state, effects: [] };
  switch (event.kind) {
    case 'ack':
      return state.phase === 'options'
        ? acknowledgeOptions(state, event.block, event.at)
        : acknowledge(state, event.block, event.at);
    case 'error':
      return end(state, outcomeOfError(state, event.code, event.message));
    case 'clock':
      return event.at < state.deadline ? { state, effects: [] } : retry(state, event.at);
    case 'gone':
      return end(state, outcomeOfGone(state));
    case 'stop':
      return end(state, { kind: 'failed', why: event.why }, [
        { kind: 'send-error', message: describePhrase(event.why) },
      ]);
  }
}

/** Bytes that the client has confirmed. */
export function bytesConfirmed(state: Transfer): number {
  return Math.min(state.size, state.acknowledged * state.terms.blockSize);
}

function acknowledgeOptions(state: Transfer, block: number, at: number): Step {
  if (block !== 0) return { state, effects: [] };
  return sendWindow({ ...moved(state, at), phase: 'data' }, at);
}

/**
 * An ACK inside the window moves it on. One below the window's end says that the block after it was lost
 * (RFC 7440 §4): the window begins anew there, once, for the next such ACK no longer lies inside the window.
 * An ACK of what was already confirmed is an echo and never causes data: that is how the sorcerer's apprentice
 * doubles a whole transfer.
 */
function acknowledge(state: Transfer, block: number, at: number): Step {
  const ahead = (block - state.acknowledged) & 0xffff;
  if (ahead === 0 || ahead > state.sent - state.acknowledged) return { state, effects: [] };
  const acknowledged = state.acknowledged + ahead;
  if (acknowledged === state.total) return end({ ...state, acknowledged, movedAt: at }, { kind: 'sent' });
  return sendWindow({ ...moved(state, at), acknowledged }, at);
}

function sendWindow(state: Transfer, at: number): Step {
  const first = state.acknowledged + 1;
  const last = Math.min(state.acknowledged + state.terms.windowSize, state.total);
  const again = Math.max(0, Math.min(last, state.reached) - first + 1);
  return {
    state: {
      ...state,
      sent: last,
      reached: Math.max(state.reached, last),
      retransmitted: state.retransmitted + again,
      clean: again === 0,
      sentAt: at,
      deadline: at + waitFor(state),
    },
    effects: [{ kind: 'send-blocks', first, last }],
  };
}

/**
 * The client moved on: tries begin anew, and a clean answer tells the round trip (RFC 6298 §2). Without one the
 * patience stays, or a window that takes longer than the wait would be sent twice for ever.
 */
function moved(state: Transfer, at: number): Transfer {
  if (!state.clean) return { ...state, tries: 0, movedAt: at };
  return { ...state, tries: 0, patience: 1, movedAt: at, roundTrip: measured(state.roundTrip, at - state.sentAt) };
}

function measured(known: Transfer['roundTrip'], sample: number): Transfer['roundTrip'] {
  if (known === null) return { mean: sample, deviation: sample / 2 };
  return {
    mean: known.mean + (sample - known.mean) / 8,
    deviation: known.deviation + (Math.abs(sample - known.mean) - known.deviation) / 4,
  };
}

function waitFor(state: Transfer): number {
  const longest = Math.min(longestWait, state.terms.timeout === null ? longestWait : state.terms.timeout * 1_000);
  const base =
    state.roundTrip === null ? firstWait : Math.max(shortestWait, state.roundTrip.mean + 4 * state.roundTrip.deviation);
  return Math.min(longest, base * state.patience);
}

function retry(state: Transfer, at: number): Step {
  if (state.tries >= fewestTries && at - state.movedAt >= longestSilence) {
    return end(state, { kind: 'failed', why: silence(state) });
  }
  const next = {
    ...state,
    tries: state.tries + 1,
    timeouts: state.timeouts + 1,
    patience: Math.min(state.patience * 2, mostPatience),
    clean: false,
  };
  if (state.phase === 'data') return sendWindow(next, at);
  return { state: { ...next, deadline: at + waitFor(next) }, effects: [{ kind: 'send-options' }] };
}

function silence(state: Transfer): PlainPhrase {
  if (state.acknowledged === 0) return { code: 'tftp-never-answered' };
  if (state.sent === state.total) return { code: 'tftp-last-unconfirmed' };
  return { code: 'tftp-fell-silent' };
}

/**
 * Firmware that wants to know only the size asks with `tsize` and ends with ERROR 8 (EDK2, "User aborted the
 * transfer") or 0 (BIOS ROMs) before it has any data. Later, an ERROR is a fault and its words are the reason.
 */
function outcomeOfError(state: Transfer, code: number, message: string): TransferOutcome {
  if (state.phase === 'options' && (code === 0 || code === 8)) return { kind: 'probed' };
  const words = message === '' ? `TFTP error ${code}` : message;
  return { kind: 'failed', why: { code: 'tftp-broke-off', words } };
}

/** A client that has all blocks and closes its port at once leaves no ACK behind when that one is lost. */
function outcomeOfGone(state: Transfer): TransferOutcome {
  if (state.phase === 'options' && state.terms.accepted.some(([name]) => name === 'tsize')) return { kind: 'probed' };
  if (state.phase === 'data' && state.sent === state.total) return { kind: 'sent' };
  return { kind: 'failed', why: { code: 'tftp-stopped-listening' } };
}

function end(state: Transfer, outcome: TransferOutcome, before: readonly TransferEffect[] = []): Step {
  const acknowledged = outcome.kind === 'sent' ? state.total : state.acknowledged;
  return {
    state: { ...state, phase: 'ended', acknowledged, deadline: Number.POSITIVE_INFINITY },
    effects: [...before, { kind: 'end', outcome }],
  };
}
