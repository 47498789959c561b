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

/** Reports the start at once; `now` gives milliseconds of a steady clock. */
export function startMeter(facts: TransferFacts, report: HttpPort['report'], now: () => number): Meter {
  const began = now();
  let sent = 0;
  let reportedAt = began;
  const transfer = (): HttpTransferReport => ({ ...facts, sent, milliseconds: now() - began });

  report({ kind: 'started', transfer: transfer() });
  return {
    advance(total) {
      sent = total;
      const time = now();
      if (time - reportedAt < REPORT_INTERVAL) return;
      reportedAt = time;
      report({ kind: 'progress', transfer: transfer() });
    },
    complete() {
      sent = facts.size;
      report({ kind: 'sent', transfer: transfer() });
    },
    fail: (why) => report({ kind: 'failed', transfer: transfer(), why }),
  };
}
