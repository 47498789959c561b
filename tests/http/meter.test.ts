import { expect, it } from 'vitest';
import { startMeter } from '../../electron/http/meter.ts';
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

it('tells of a transfer no more than four times a second, and always of its start and end', () => {
  const reports: HttpReport[] = [];
  let time = 1_000;
  const meter = startMeter(
    facts,
    (report) => reports.push(report),
    () => time,
  );
  for (let sent = 1; sent < 4_000; sent++) {
    time = 1_000 + sent / 4;
    meter.advance(sent);
  }
  time = 2_000;
  meter.complete();
  expect(reports.map(({ kind }) => kind)).toEqual(['started', 'progress', 'progress', 'progress', 'sent']);
  expect(reports.at(-1)).toEqual({ kind: 'sent', transfer: { ...facts, sent: 4_000, milliseconds: 1_000 } });
});

it('says how far a failed transfer came', () => {
  const reports: HttpReport[] = [];
  const meter = startMeter(
    facts,
    (report) => reports.push(report),
    () => 5,
  );
  meter.advance(123);
  meter.fail({ code: 'http-closed-by-machine' });
  expect(reports.at(-1)).toMatchObject({
    kind: 'failed',
    why: { code: 'http-closed-by-machine' },
    transfer: { sent: 123 },
  });
});
