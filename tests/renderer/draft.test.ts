import { describe, expect, test } from 'vitest';
import { type Card, ServiceSettings } from '../../electron/contract/model.ts';
import { cardLabel, speedLabel } from '../../renderer/features/network/card-label.ts';
import { draftFrom, settingsFrom } from '../../renderer/features/service/draft.ts';

const card = (name: string, parts: Partial<Card> = {}): Card => ({
  name,
  index: 1,
  mac: null,
  addresses: [{ address: '10.77.0.1', prefix: 24 }],
  up: true,
  speed: 1_000,
  wireless: false,
  ...parts,
});
const last = ServiceSettings.parse({ card: 'room0', mode: 'proxy', dns: ['10.77.0.9'], unknown: 'ignore' });

describe('the form for a start', () => {
  test.each([
    ['the card of last time, when it is there', last, [card('eth0'), card('room0')], 'room0'],
    [
      'the only wired card, when there is no last time',
      null,
      [card('eth0'), card('wlan0', { wireless: true })],
      'eth0',
    ],
    ['the only wired card, when that of last time is gone', last, [card('eth0')], 'eth0'],
    ['no card, when there is a choice', null, [card('eth0'), card('eth1')], null],
    ['no card that has no link', null, [card('eth0', { up: false })], null],
    ['no card that has no address', null, [card('eth0', { addresses: [] })], null],
  ] as const)('proposes %s', (_sentence, settings, cards, expected) => {
    expect(draftFrom(settings, cards).card).toBe(expected);
  });

  test('gives back the settings of last time when nothing is changed', () => {
    expect(settingsFrom(draftFrom(last, [card('room0')]), last)).toEqual(last);
  });

  test('gives the range that was typed, without its blanks', () => {
    const draft = { ...draftFrom(null, [card('eth0')]), first: ' 10.77.0.50 ', last: '10.77.0.60' };
    expect(settingsFrom(draft, null).range).toEqual({ first: '10.77.0.50', last: '10.77.0.60' });
  });

  test('gives no range where addresses come from another server', () => {
    const draft = {
      ...draftFrom(null, [card('eth0')]),
      mode: 'proxy' as const,
      first: '10.77.0.50',
      last: '10.77.0.60',
    };
    expect(settingsFrom(draft, null).range).toBeNull();
  });

  test('is always what the contract takes', () => {
    expect(ServiceSettings.safeParse(settingsFrom(draftFrom(null, [card('eth0')]), null)).success).toBe(true);
  });
});

test.each([
  ['a card with an address', card('eth0'), 'eth0, 10.77.0.1'],
  ['a card without an address', card('eth0', { addresses: [] }), 'eth0 (no address)'],
  ['a card without a link', card('eth0', { up: false }), 'eth0 (no link)'],
] as const)('%s is named as a choice', (_sentence, given, expected) => {
  expect(cardLabel(given)).toBe(expected);
});

test('speeds are said in the larger unit', () => {
  expect([speedLabel(100), speedLabel(1_000), speedLabel(2_500), speedLabel(null)]).toEqual([
    '100 Mbit/s',
    '1 Gbit/s',
    '2.5 Gbit/s',
    '',
  ]);
});
