import { describe, expect, it } from 'vitest';
import type { Card } from '../../../electron/contract/model.ts';
import type { NetworkConsole } from '../../../electron/contract/network-console.ts';
import { reachOf } from '../../../renderer/client/reach.ts';
import { consoleDraft, isSaved, passwordFault } from '../../../renderer/features/settings/console-draft.ts';

const card = (name: string, address?: string): Card => ({
  name,
  index: 1,
  mac: '52:54:00:00:00:01',
  up: true,
  kind: 'wired',
  speed: null,
  addresses: address === undefined ? [] : [{ address, prefix: 24 }],
});

const cards = [card('bare0'), card('room0', '10.77.0.1')];

describe('the form of the console on the network', () => {
  it('begins with the first card that has an address, and not with all', () => {
    expect(consoleDraft({ place: null }, cards)).toEqual({ card: 'room0', port: 8_090, password: '' });
  });

  it('begins where it was last', () => {
    expect(consoleDraft({ place: { card: null, port: 80 } }, cards)).toEqual({ card: null, port: 80, password: '' });
  });

  const open: NetworkConsole = {
    state: 'open',
    hasPassword: true,
    place: { card: 'room0', port: 8_090 },
    urls: [],
    browsers: 0,
  };
  it.each([
    ['it is open as it says', open, {}, true],
    ['it is closed', { ...open, state: 'closed' } as const, {}, false],
    ['another card is chosen', open, { card: null }, false],
    ['another port is typed', open, { port: 81 }, false],
    ['a password is typed', open, { password: 'a long enough word' }, false],
  ])('knows that nothing would change only when %s', (_, view, change, saved) => {
    expect(isSaved({ card: 'room0', port: 8_090, password: '', ...change }, view)).toBe(saved);
  });

  it.each([
    ['', true, null],
    ['', false, 'missing'],
    ['nine char', true, 'short'],
    ['ten chars!', false, null],
  ] as const)('says of the password “%s” what is wrong with it', (password, hasPassword, fault) => {
    expect(passwordFault(password, { hasPassword })).toBe(fault);
  });
});

describe('where a page is', () => {
  it.each([
    ['127.0.0.1', 'here'],
    ['localhost', 'here'],
    ['[::1]', 'here'],
    ['10.77.0.1', 'network'],
    ['127.0.0.1.example', 'network'],
  ])('%s is %s', (hostname, reach) => {
    expect(reachOf({ location: { hostname } as Location })).toBe(reach);
  });

  it('is the window when there is a bridge', () => {
    const rollcall = { call: () => Promise.resolve(), subscribe: () => () => undefined, pathOf: () => '' };
    expect(reachOf({ rollcall, location: { hostname: 'rollcall' } as Location })).toBe('window');
  });
});
