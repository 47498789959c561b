import { describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../electron/contract/api.ts';
import type { Boot, ServiceState, Stage } from '../../electron/contract/model.ts';
import { afterEvent, machinesLoading, type Picture, traySentence, trayState } from '../../electron/shell/picture.ts';
import { shellWords } from '../../electron/shell/words.ts';

const minute = 60_000;
const since = 10 * minute;
const now = 60 * minute;

const settings = { card: 'eth1', mode: 'full' as const, range: null, leaseSeconds: 3_600 };
const serving = {
  state: 'serving',
  settings,
  address: '10.77.0.1',
  prefix: 24,
  range: null,
  httpUrl: 'http://10.77.0.1:8080',
  since,
  warnings: [],
  otherServer: null,
} as unknown as ServiceState;
const stopped: ServiceState = { state: 'stopped' };
const failed = {
  state: 'failed',
  settings,
  why: { code: 'words', words: 'port 67 is taken' },
  remedy: null,
} as unknown as ServiceState;

function boot(computerId: number, stage: Stage, lastEventAt = now, id = computerId): Boot {
  return {
    id,
    computerId,
    startedAt: lastEventAt,
    lastEventAt,
    stage,
    address: null,
    firmware: 'bios',
    actionId: null,
    actionName: null,
    taskId: null,
    reason: null,
    script: null,
    failure: null,
  };
}

function picture(service: ServiceState, ...boots: readonly Boot[]): Picture {
  return { service, boots: new Map(boots.map((one) => [one.computerId, one])) };
}

describe('what the tray shows', () => {
  test.each([
    ['nothing while nothing is served', picture(stopped, boot(1, 'failed')), 'idle', 'Not serving'],
    ['trouble when serving failed', picture(failed), 'trouble', 'Serving failed: port 67 is taken'],
    ['that serving is well', picture(serving, boot(1, 'running')), 'serving', 'Serving on eth1'],
    [
      'trouble when a machine failed',
      picture(serving, boot(1, 'running'), boot(2, 'failed')),
      'trouble',
      'Serving on eth1 · 1 machine failed to boot',
    ],
    [
      'nothing of a failure before serving began',
      picture(serving, boot(1, 'failed', since - 1)),
      'serving',
      'Serving on eth1',
    ],
  ])('%s', (_sentence, shown, state, sentence) => {
    expect([trayState(shown), traySentence(shown, shellWords('en-GB'))]).toEqual([state, sentence]);
  });

  test('speaks French to a French system', () => {
    expect(traySentence(picture(serving), shellWords('fr-CA'))).toBe('En service sur eth1');
  });
});

describe('which machines would lose their boot', () => {
  test.each<[string, Picture, number]>([
    ['those that load', picture(serving, boot(1, 'loading'), boot(2, 'loader'), boot(3, 'script')), 3],
    [
      'none that runs, failed or only asked',
      picture(serving, boot(1, 'running'), boot(2, 'failed'), boot(3, 'seen')),
      0,
    ],
    ['none that fell silent', picture(serving, boot(1, 'loading', now - 2 * minute)), 0],
    ['none when nothing is served', picture(stopped, boot(1, 'loading')), 0],
  ])('%s', (_sentence, shown, count) => {
    expect(machinesLoading(shown, now)).toBe(count);
  });
});

describe('the picture after an event', () => {
  const before = picture(serving, boot(1, 'loading', now, 8));
  const after = (event: EngineEvent) => afterEvent(before, event);

  test('has the newer boot of a machine', () => {
    expect(after({ kind: 'boot', boot: boot(1, 'seen', now, 9) }).boots.get(1)?.id).toBe(9);
  });
  test('does not go back to an older boot', () => {
    expect(after({ kind: 'boot', boot: boot(1, 'failed', now, 7) })).toBe(before);
  });
  test('forgets a machine that was removed', () => {
    expect(after({ kind: 'computer-removed', id: 1 }).boots.size).toBe(0);
  });
  test('has the new state of the service', () => {
    expect(after({ kind: 'service', service: stopped }).service).toEqual(stopped);
  });
  test('is the same one when the event is about something else', () => {
    expect(after({ kind: 'room-removed', id: 1 })).toBe(before);
  });
});
