import { describe, expect, it } from 'vitest';
import { BootFact, type Stage } from '../../electron/contract/model.ts';
import {
  factStage,
  quietUntilGivenUp,
  quietUntilOff,
  type SeatStage,
  seatStage,
  stageKinds,
  type Takes,
  takesScript,
} from '../../electron/contract/stage.ts';

const now = 1_000_000_000;
const boot = (stage: Stage, quiet = 0, script: string | null = null) => ({ stage, lastEventAt: now - quiet, script });
const missed = { notAfter: now, executions: 0 };
const taken = { notAfter: now - 1, executions: 1 };
const due = { notAfter: now + 1, executions: 0 };

describe('a seat', () => {
  it.each<[string, Parameters<typeof seatStage>[0], (typeof missed)[], SeatStage]>([
    ['off when its machine never asked', null, [], 'off'],
    ['off after 8 quiet hours', boot('running', quietUntilOff), [], 'off'],
    ['running until then', boot('running', quietUntilOff - 1), [], 'running'],
    ['at the stage of its boot', boot('loading'), [due], 'loading'],
    ['failed even when a task was missed too', boot('failed'), [missed], 'failed'],
    ['at the stage of a boot under way before a missed task', boot('seen'), [missed], 'seen'],
    ['missed when its machine is off', null, [missed], 'missed'],
    ['missed when its machine runs something else', boot('running'), [missed], 'missed'],
    ['not missed when a boot took the task', boot('running'), [taken, due], 'running'],
  ])('is %s', (_, newest, tasks, stage) => {
    expect(seatStage(newest, tasks, now)).toBe(stage);
  });
});

describe('a machine asks for its next script', () => {
  it.each<[string, Parameters<typeof takesScript>[0], Takes]>([
    ['when it is switched on, when it never asked', null, 'off'],
    ['when it is switched on, after 8 quiet hours', boot('seen', quietUntilOff), 'off'],
    ['in this boot while its loader runs', boot('loader', quietUntilGivenUp - 1), 'in this boot'],
    ['at its next start when it went silent', boot('address', quietUntilGivenUp), 'at next start'],
    ['at its next start when its script is on the way', boot('loader', 0, '#!ipxe'), 'at next start'],
    ['at its next start when it has its script', boot('script', 0, '#!ipxe'), 'at next start'],
    ['at its next start when it runs', boot('running', 60_000, '#!ipxe'), 'at next start'],
    ['at its next start when it failed', boot('failed'), 'at next start'],
  ])('%s', (_, newest, takes) => {
    expect(takesScript(newest, now)).toBe(takes);
  });
});

describe('the stage of a fact', () => {
  const file = { protocol: 'http', file: 'boot.wim', bytes: 3 } as const;

  it('of a file depends on what the file is', () => {
    expect(factStage({ kind: 'file-started', ...file, role: 'loader' })).toBe('loader');
    expect(factStage({ kind: 'file-started', ...file, role: 'initrd' })).toBe('loading');
  });

  it('is among those that the kind can belong to, and every kind belongs to one', () => {
    const listed = new Set(Object.values(stageKinds).flat());
    expect([...listed].sort()).toEqual(BootFact.options.map((option) => option.shape.kind.value).sort());
  });
});
