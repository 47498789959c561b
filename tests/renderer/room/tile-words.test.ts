import i18next from 'i18next';
import { expect, test } from 'vitest';
import { shortFailure } from '../../../electron/contract/describe.ts';
import type { Action, Boot } from '../../../electron/contract/model.ts';
import type { SeatStage } from '../../../electron/contract/stage.ts';
import { inGroups } from '../../../renderer/features/room/stage-group.ts';
import { stageWord, type Tongue, trackOf } from '../../../renderer/features/room/tile-words.ts';
import { formatIn } from '../../../renderer/i18n/format.ts';
import { languages } from '../../../renderer/i18n/words.ts';
import type { SeatView } from '../../../renderer/state/select/seat.ts';

const boot: Boot = {
  id: 1,
  computerId: 1,
  startedAt: 0,
  lastEventAt: 0,
  stage: 'failed',
  address: '10.77.0.96',
  firmware: 'uefi-x64',
  actionId: null,
  actionName: null,
  taskId: null,
  reason: null,
  script: null,
  failure: null,
};
const view = (stage: SeatStage, percent: number | null, parts: Partial<Boot> = {}): SeatView => ({
  stage,
  percent,
  boot: { ...boot, ...parts },
  now: null,
  nowName: null,
  next: null,
  nextTask: null,
  scheduled: null,
  missed: null,
  rate: 0,
});

test.each([
  ['has none where the word says all', view('running', null), null],
  ['grows with the stage', view('script', null), { done: 4, percent: 100 }],
  ['fills its wide segment while files are loaded', view('loading', 43), { done: 5, percent: 43 }],
  ['is empty there until somebody says how far it is', view('loading', null), { done: 5, percent: 0 }],
  ['is full when the system starts', view('started', 100), { done: 6, percent: 100 }],
  ['ends where a boot failed: without an address', view('failed', null, { address: null }), { done: 1, percent: 100 }],
  ['ends where a boot failed: after its script', view('failed', null, { script: '#!ipxe' }), { done: 4, percent: 100 }],
  ['ends where a boot failed: in a file', view('failed', 61, { script: '#!ipxe' }), { done: 5, percent: 61 }],
])('the track of a tile %s', (_sentence, seat, expected) => {
  expect(trackOf(seat)).toEqual(expected);
});

const words = i18next.createInstance({ resources: languages, lng: 'en', initAsync: false });
void words.init();

const tongue = (language: 'en' | 'fr'): Tongue => ({
  room: words.getFixedT(language, 'room'),
  common: words.getFixedT(language, 'common'),
  format: formatIn(language),
  language,
});

test.each([
  [
    'where it stopped in a file',
    view('failed', 61, { failure: '0x4c106035' }),
    'Stopped at 61\u00a0%',
    'Arrêt à 61\u00a0%',
  ],
  [
    'what the machine told',
    view('failed', null, { script: '#!ipxe', failure: '0x4c106035' }),
    'No answer',
    'Sans réponse',
  ],
  [
    'that it gave up, when its own words are long',
    view('failed', null, { failure: 'autounattend.xml is missing' }),
    'Gave up',
    'Abandon',
  ],
  [
    'where it went silent, when nobody said why',
    view('failed', null, { script: '#!ipxe' }),
    'Script silent',
    'Script muet',
  ],
])('a failed tile says %s', (_sentence, seat, english, french) => {
  expect(stageWord(seat, tongue('en'), 'large')).toBe(english);
  expect(stageWord(seat, tongue('fr'), 'large')).toBe(french);
});

test.each(['en', 'fr'] as const)('every reason for a failure fits a tile (%s)', (language) => {
  const codes = Array.from({ length: 128 }, (_, code) => `0x${code.toString(16).padStart(2, '0')}000000`);
  expect(codes.map((code) => shortFailure(code, language)).filter((word) => word.length > 14)).toEqual([]);
});

test('chips count trouble first, and the four short stages as one', () => {
  const stages: SeatStage[] = ['running', 'seen', 'loader', 'failed', 'script', 'off'];
  const chips = inGroups(stages.map((stage, id) => ({ id, view: { stage } })));
  expect(chips.map(({ group, ids }) => `${group} ${ids.join()}`)).toEqual([
    'failed 3',
    'way 1,2,4',
    'running 0',
    'off 5',
  ]);
});

test('the tile of a machine that is left to another boot server says so, and not that it looks for a loader', () => {
  const now: Action = {
    id: 4,
    name: 'SCCM',
    kind: 'hand-off',
    parameters: {},
    icon: 'chain',
    colour: 'brown',
    builtIn: false,
  };
  const seat: SeatView = { ...view('address', null), now };
  expect([stageWord(seat, tongue('en'), 'large'), stageWord(seat, tongue('fr'), 'small')]).toEqual([
    'Handed over',
    'Passé la main',
  ]);
});
