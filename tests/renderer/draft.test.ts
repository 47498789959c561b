import { describe, expect, test } from 'vitest';
import { type Card, ServiceSettings } from '../../electron/contract/model.ts';
import { cardsByUse, isVirtualCard, pluggedIn } from '../../renderer/features/first-run/cards.ts';
import { draftFrom, onCard, settingsFrom } from '../../renderer/features/settings/service-draft.ts';

const card = (name: string, parts: Partial<Card> = {}): Card => ({
  name,
  index: 1,
  mac: null,
  addresses: [{ address: '10.77.0.1', prefix: 24 }],
  up: true,
  speed: 1_000,
  kind: 'wired',
  ...parts,
});
const last = ServiceSettings.parse({ card: 'room0', mode: 'proxy', dns: ['10.77.0.9'], unknown: 'ignore' });

describe('the form for a start', () => {
  test.each([
    ['the card of last time, when it is there', last, [card('eth0'), card('room0')], 'room0'],
    ['the only wired card, when there is no last time', null, [card('eth0'), card('wlan0', { kind: 'wifi' })], 'eth0'],
    ['the only wired card, when that of last time is gone', last, [card('eth0')], 'eth0'],
    ['no card, when there is a choice', null, [card('eth0'), card('eth1')], null],
    ['no card that has no link', null, [card('eth0', { up: false })], null],
    ['no card that has no address', null, [card('eth0', { addresses: [] })], null],
  ] as const)('proposes %s', (_sentence, settings, cards, expected) => {
    expect(draftFrom(settings, cards).card).toBe(expected);
  });

  test('gives back the settings of last time when nothing is changed', () => {
    expect(settingsFrom(draftFrom(last, [card('room0')]))).toEqual(last);
  });

  test('gives the range that was typed, without its blanks', () => {
    const draft = { ...draftFrom(null, [card('eth0')]), first: ' 10.77.0.50 ', last: '10.77.0.60' };
    expect(settingsFrom(draft)?.range).toEqual({ first: '10.77.0.50', last: '10.77.0.60' });
  });

  test('gives no range where addresses come from another server', () => {
    const draft = { ...draftFrom(last, [card('room0')]), first: '10.77.0.50', last: '10.77.0.60' };
    expect(settingsFrom(draft)?.range).toBeNull();
  });

  test('takes DNS servers with commas, blanks or semicolons between them', () => {
    const draft = { ...draftFrom(null, [card('eth0')]), dns: '10.77.0.9, 10.77.0.10;1.1.1.1 ' };
    expect(settingsFrom(draft)?.dns).toEqual(['10.77.0.9', '10.77.0.10', '1.1.1.1']);
  });

  test('is always what the contract takes', () => {
    expect(ServiceSettings.safeParse(settingsFrom(draftFrom(null, [card('eth0')]))).success).toBe(true);
  });

  test('gives nothing while no card is chosen', () => {
    expect(settingsFrom(draftFrom(null, []))).toBeNull();
  });

  test('forgets the range of one card on another, and keeps it on the same', () => {
    const draft = { ...draftFrom(null, [card('eth0')]), first: '10.77.0.50', last: '10.77.0.60' };
    expect(onCard(draft, 'eth0')).toBe(draft);
    expect(onCard(draft, 'eth1')).toMatchObject({ card: 'eth1', first: '', last: '', httpPort: draft.httpPort });
  });
});

describe('the cards of the first screen', () => {
  test('are those that a cable can end in, and those that software made', () => {
    expect([card('eth0'), card('wlan0', { kind: 'wifi' })].filter(isVirtualCard)).toEqual([]);
    expect(isVirtualCard(card('docker0', { kind: 'docker' }))).toBe(true);
  });

  test('are in the order in which they are of use', () => {
    const cards = [card('wlan0', { kind: 'wifi' }), card('eth1', { up: false }), card('eth0')];
    expect(cardsByUse(cards).map(({ name }) => name)).toEqual(['eth0', 'eth1', 'wlan0']);
  });

  const down = card('eth1', { up: false });
  test.each([
    ['the one whose link came up', [card('eth0'), down], [card('eth0'), card('eth1')], 'eth1'],
    ['an adapter that was not there before', [card('eth0')], [card('eth0'), card('eth1')], 'eth1'],
    ['none, when nothing changed', [card('eth0')], [card('eth0')], null],
    ['none, when a link went down', [card('eth1')], [down], null],
    ['none, when it is made by software', [], [card('docker0', { kind: 'docker' })], null],
    ['none, when two came up at once', [], [card('eth0'), card('eth1')], null],
  ] as const)('a plugged cable chooses %s', (_sentence, before, after, expected) => {
    expect(pluggedIn(before, after)).toBe(expected);
  });
});
