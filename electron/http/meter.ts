import type { PlainPhrase } from '../contract/model.ts';
import type { HttpPort, HttpTransferReport } from './port.ts';

/** No more than four progress reports a second for each transfer. */
const REPORT_INTERVAL = 250;

/** Counts one transfer and tells the engine of it. */
export interface Meter {
  /** `sent` body bytes are with the system now. */
  advance(sent: number): void;
  complete(): void;
  fail(why: PlainPhrase): void;
}

/** What a transfer is, before it began. */
export type TransferFacts = Omit<HttpTransferReport, 'sent' | 'milliseconds'>;

/** A steady clock, in milliseconds. `after` calls once after so many of them; it gives what stops it. */
export interface MeterClock {
  readonly now: () => number;
  readonly after: (milliseconds: number, then: () => void) => () => void;
}

export const steadyClock: MeterClock = {
  now: () => performance.now(),
  after: (milliseconds, then) => {
    const timer = setTimeout(then, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

/**
 * Reports the start at once, and what went out when its interval ends: a transfer that pauses, as a machine does that
 * unpacks what it got, is told as far as it came.
 */
export function startMeter(facts: TransferFacts, report: HttpPort['report'], clock: MeterClock): Meter {
  const began = clock.now();
  let sent = 0;
  let reportedAt = began;
  let stop: (() => void) | null = null;
  const transfer = (): HttpTransferReport => ({ ...facts, sent, milliseconds: clock.now() - began });
  const tell = (): void => {
    stop = null;
    reportedAt = clock.now();
    report({ kind: 'progress', transfer: transfer() });
  };
  const end = (): void => {
    stop?.();
    stop = null;
  };

  report({ kind: 'started', transfer: transfer() });
  return {
    advance(total) {
      sent = total;
      stop ??= clock.after(Math.max(0, reportedAt + REPORT_INTERVAL - clock.now()), tell);
    },
    complete() {
      end();
      sent = facts.size;
      report({ kind: 'sent', transfer: transfer() });
    },
    fail(why) {
      end();
      report({ kind: 'failed', transfer: transfer(), why });
    },
  };
}
