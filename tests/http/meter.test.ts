import { expect, it } from 'vitest';
import { type MeterClock, startMeter } from '../../electron/http/meter.ts';
import type { HttpReport } from '../../electron/http/port.ts';

const facts = {
  id: 1,
  client: '10.77.0.5',
  path: '/files/1/kernel/vmlinuz',
  boot: 'tok',
  name: 'vmlinuz',
  size: 4_000,
  total: 5_000,
};

/** A clock that stands until it is moved, and what was told by it. */
function aMeter() {
  const reports: HttpReport[] = [];
  const waiting = new Set<{ readonly at: number; readonly then: () => void }>();
  let time = 1_000;
  const clock: MeterClock = {
    now: () => time,
    after: (milliseconds, then) => {
      const call = { at: time + milliseconds, then };
      waiting.add(call);
      return () => waiting.delete(call);
    },
  };
  const moveTo = (at: number) => {
    time = at;
    for (const call of waiting) {
      if (call.at > at) continue;
      waiting.delete(call);
      call.then();
    }
  };
  return { meter: startMeter(facts, (report) => reports.push(report), clock), reports, waiting, moveTo };
}

it('tells of a transfer no more than four times a second, and always of its start and end', () => {
  const { meter, reports, waiting, moveTo } = aMeter();
  for (let sent = 1; sent < 4_000; sent++) {
    moveTo(1_000 + sent / 4);
    meter.advance(sent);
  }
  moveTo(1_999.9);
  meter.complete();
  expect(reports.map(({ kind }) => kind)).toEqual(['started', 'progress', 'progress', 'progress', 'sent']);
  expect(reports.at(-1)).toMatchObject({ kind: 'sent', transfer: { ...facts, sent: 4_000 } });
  expect(waiting.size).toBe(0);
});

it('tells how far a transfer came that pauses right after it began', () => {
  const { meter, reports, moveTo } = aMeter();
  moveTo(1_010);
  meter.advance(1_200);
  moveTo(1_250);
  expect(reports.at(-1)).toMatchObject({ kind: 'progress', transfer: { sent: 1_200 } });
});

it('says how far a failed transfer came', () => {
  const { meter, reports } = aMeter();
  meter.advance(123);
  meter.fail({ code: 'http-closed-by-machine' });
  expect(reports.at(-1)).toMatchObject({
    kind: 'failed',
    why: { code: 'http-closed-by-machine' },
    transfer: { sent: 123 },
  });
});
